"""Briefings on their schedule: made within `tamnhin watch`, kept as they were told, delivered until
they have arrived."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from apscheduler.triggers.cron import CronTrigger

from access.briefings import (
    GIVEN_UP,
    SCHEDULE,
    Told,
    body_of,
    composed,
    every_way_gone,
    gone,
    last_made,
    remember,
)
from access.doors import Doors
from access.store import Store, store_of
from commands.desk import desk_of
from commands.rounds import Round
from config.access import read_access
from config.briefings import Briefings, BriefingSpec, read_briefings
from config.settings import Settings
from data_access.days import LOCAL
from data_access.errors import TamNhinError
from data_access.scope import EVERYTHING
from data_access.shared_work import Share, by_oneself
from exports.briefing import Briefing
from exports.delivery import Parcel, ways
from exports.formats import format_named
from exports.keeping import kept, reopened
from exports.rendering import rendered
from metrics.desk import Desk

log = logging.getLogger(__name__)

EVERY = timedelta(seconds=30)


def due(spec: BriefingSpec, last: datetime, now: datetime) -> bool:
    """Whether its hour has come since `last`; both UTC. What was missed while nothing ran is due,
    once."""
    when = spec.when
    if when is None:
        return False
    days = {} if when.weekday is None else {"day_of_week": when.weekday}
    days |= {} if when.day is None else {"day": when.day}
    trigger = CronTrigger(hour=when.hour, minute=when.minute, timezone=LOCAL, **days)
    since = last.replace(tzinfo=UTC)
    found = trigger.get_next_fire_time(since, since)
    return found is not None and found <= now.replace(tzinfo=UTC)


class Making:
    """What is due is made of the data as they stand, and what was made goes to whom it is for.
    `share`: of several processes one does it."""

    def __init__(
        self, desk: Desk, doors: Doors, shipped: Briefings, share: Share = by_oneself
    ) -> None:
        self._desk, self._doors, self._shipped = desk, doors, shipped
        self._began = doors.now()
        self.round = Round("Báo cáo định kỳ / briefings", self.turn, EVERY)
        self._ours = share("briefings", self.round.soon)

    def turn(self) -> None:
        """Raises the first TamNhinError, after all others had their turn."""
        if not self._ours():
            return
        named = composed(self._doors, self._shipped.named)[0]
        last = last_made(self._doors, SCHEDULE)
        failed = [*self._make(named, last), *self._deliver(named)]
        if failed:
            raise failed[0]

    def _make(
        self, named: Mapping[str, BriefingSpec], last: Mapping[str, Told]
    ) -> list[TamNhinError]:
        failed = []
        for name, spec in named.items():
            before = last.get(name)
            since = before.made_at if before else self._began
            if due(spec, since, self._doors.now()):
                try:
                    self.make(spec, after=before.id if before else 0)
                except TamNhinError as error:
                    failed.append(error)
        return failed

    def make(self, spec: BriefingSpec, *, after: int | None = None) -> int | None:
        """Its number; None where another process has made it since the one numbered `after`."""
        from pages.briefing.named import briefing_named  # Dash: only where one is made

        lang = "en" if spec.lang == "en" else "vi"
        with self._desk.open() as view:
            made = briefing_named(view, spec, lang)  # type: ignore[arg-type]
        told = {
            "name": spec.name,
            "title": made.head.title,
            "filters": made.head.filters,
            "scope": str(EVERYTHING),
            "data_version": made.head.data_version,
        }
        number = remember(self._doors, SCHEDULE, told, kept(made), after=after)
        if number is not None:
            log.info("đã chốt báo cáo %s số %d / briefing made", spec.name, number)
        return number

    def _deliver(self, named: Mapping[str, BriefingSpec]) -> list[TamNhinError]:
        failed = []
        every = last_made(self._doors, SCHEDULE)
        sent = every_way_gone(self._doors, [told.id for told in every.values()])
        for name, told in every.items():
            if name not in named or self._doors.now() - told.made_at > GIVEN_UP:
                continue
            spec = named[name]
            open_ways = ways(spec.delivery, self._shipped.smtp)
            left = {way: send for way, send in open_ways.items() if way not in sent[told.id]}
            parcel = self._parcel(spec, told) if left else None
            for way, send in left.items():
                assert parcel
                try:
                    send(parcel)
                    gone(self._doors, SCHEDULE, told.id, way)
                except TamNhinError as error:
                    failed.append(error)
        return failed

    def _parcel(self, spec: BriefingSpec, told: Told) -> Parcel:
        made: Briefing = reopened(body_of(self._doors, str(told.id), told.scope))
        stem = f"{spec.name}-{told.made_at:%Y%m%d}-{told.id}"
        files = {f"{stem}.{name}": rendered(made, format_named(name)) for name in spec.formats}
        shown = [made.head.words("Dữ liệu trình diễn")] if made.head.synthetic else []
        title = ", ".join([made.head.title, made.head.filters, *shown])
        text = "\n\n".join([title, *made.summary, *made.sources])
        return Parcel(
            key=f"briefing-{told.id}-{told.data_version}", title=title, text=text, files=files
        )


def making_of(settings: Settings, share: Share = by_oneself) -> Making:
    doors = Doors(
        store=Store(store_of(settings.database_url)), rules=read_access(settings.config_dir)
    )
    return Making(desk_of(settings), doors, read_briefings(settings.config_dir), share)
