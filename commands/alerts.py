"""`tamnhin alerts`, and the watch over conditions: what metrics find, the one writer keeps."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from time import monotonic

import click

from api.alerts import alerts_json, alerts_text
from commands.options import as_json, desk_of, printed
from config.settings import Settings
from data_access.alerts.standing import standing_keys
from data_access.engine import make_engine
from data_access.errors import TamNhinError
from data_access.migrate import require_current
from data_access.selection import Period, Selection
from ingest.alerts.recording import Recorded, record
from ingest.alerts.sending import Sender
from ingest.alerts.watched import alone
from metrics.alerts.evaluate import evaluate_rules
from metrics.desk import Desk

log = logging.getLogger(__name__)

TICK_SECONDS = 1.0


class Lookout:
    """Looks at every rule, keeps what follows, and sends what waits."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._settings = desk, desk.alert_settings
        self._sender = Sender(desk.engine, desk.alert_settings)
        self._failing = False
        self._due = Event()

    def soon(self) -> None:
        """Something has changed: whoever runs looks at once."""
        self._due.set()

    def look(self) -> Recorded:
        """Skipped while another process looks. Raises TamNhinError."""
        with alone(self._desk.engine) as mine:
            if not mine:
                return Recorded(skipped=True)
            with self._desk.open() as view:
                found = evaluate_rules(view, self._settings.rules, standing_keys(view.snap))
                places = view.snap.places
            return record(self._desk.engine, self._settings, places, found)

    def turn(self) -> None:
        """One look, and what waits is sent. A failure is logged once, and its end once."""
        try:
            done = self.look()
            self._sender.send()
        except TamNhinError as error:
            if not self._failing:
                log.warning("Cảnh báo / alerts: %s / %s", error.vi, error.en)
            self._failing = True
            return
        if self._failing:
            log.info("Cảnh báo: đã hoạt động trở lại / alerts: works again")
        self._failing = False
        if done.raised:
            log.info("%d cảnh báo mới / alerts raised", len(done.raised))

    def run(self, stop: Event) -> None:
        """Until `stop`: at the beginning, in the rhythm of the settings, and when told `soon`."""
        while True:
            self._due.clear()
            self.turn()
            again = monotonic() + self._settings.every.total_seconds()
            while monotonic() < again and not self._due.is_set():
                if stop.wait(TICK_SECONDS):
                    return


def lookout_of(settings: Settings) -> Lookout:
    return Lookout(desk_of(settings))


@contextmanager
def looking_out(settings: Settings) -> Iterator[Lookout]:
    """In a thread beside the block; its last look is finished before the block is left."""
    lookout, stop = lookout_of(settings), Event()
    thread = Thread(target=lookout.run, args=(stop,), name="alerts")
    thread.start()
    try:
        yield lookout
    finally:
        stop.set()
        thread.join()


@click.command()
@click.option("--look", "looks", is_flag=True, help="Look at all rules first, and send: for cron.")
@as_json
@click.pass_obj
def alerts(settings: Settings, looks: bool, json_: bool) -> None:
    """What stands, gravest first. `tamnhin watch` looks at the rules by itself."""
    require_current(make_engine(settings.database_url))
    if looks:
        lookout_of(settings).turn()
    with desk_of(settings).open() as view:
        found = view.alerts(Selection(period=Period.day(view.snap.today)))
        click.echo(printed(alerts_json(view, found)) if json_ else alerts_text(view, found))
