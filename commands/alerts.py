"""`tamnhin alerts`, and the watch over conditions: what metrics find, the one writer keeps."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import click

from api.alerts import alerts_json, alerts_text
from commands.desk import desk_of
from commands.options import as_json, printed
from commands.rounds import Round, turning
from config.settings import Settings
from data_access.alerts.standing import standing_keys
from data_access.engine import make_engine
from data_access.migrate import require_current
from data_access.selection import Period, Selection
from data_access.shared_work import Share, by_oneself
from ingest.alerts.recording import record
from ingest.alerts.sending import Sender
from metrics.alerts.evaluate import evaluate_rules
from metrics.desk import Desk

log = logging.getLogger(__name__)


class Lookout:
    """Looks at every rule and keeps what follows; and sends what waits, in a round of its own, for
    a mail server that does not answer must keep nobody from looking. `share`: of several processes
    one looks; messages are taken one by one by whoever sends."""

    def __init__(self, desk: Desk, share: Share = by_oneself) -> None:
        self._desk, self._settings = desk, desk.alert_settings
        self.looks = Round("Cảnh báo / alerts", self._look, self._settings.every)
        self._ours = share("alerts", self.looks.soon)
        send = Sender(desk.engine, self._settings).send
        self.sends = Round("Gửi cảnh báo / sending alerts", send, self._settings.every)

    def turn(self) -> None:
        """One look, and what waits is sent."""
        self.looks.turn()
        self.sends.turn()

    def _look(self) -> None:
        """Nothing while it is another process that looks. Raises TamNhinError."""
        if not self._ours():
            return
        with self._desk.open() as view:
            found = evaluate_rules(view, self._settings.rules, standing_keys(view.snap))
            places = view.snap.places
        done = record(self._desk.engine, self._settings, places, found)
        if done.raised:
            log.info("%d cảnh báo mới / alerts raised", len(done.raised))
        if done.raised or done.cleared:
            self.sends.soon()


def lookout_of(settings: Settings, share: Share = by_oneself) -> Lookout:
    return Lookout(desk_of(settings), share)


@contextmanager
def looking_out(settings: Settings, share: Share) -> Iterator[Lookout]:
    """In threads beside the block."""
    lookout = lookout_of(settings, share)
    with turning(lookout.looks, lookout.sends):
        yield lookout


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
