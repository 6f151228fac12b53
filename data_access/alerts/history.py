"""Alerts as they went: the newest first, with what happened to each, and how long it took."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from sqlalchemy import Row, desc, select

from config.alerts import Priority
from data_access.alerts.machine import What
from data_access.alerts.scope import holds_alert, meant
from data_access.alerts.standing import Alert, alert_of
from data_access.days import to_utc
from data_access.schema import alert_events, alerts
from data_access.scope import Scope
from data_access.selection import Selection
from data_access.snapshot import Snapshot

SHOWN = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryAsked:
    rule: str = ""
    priority: Priority | None = None
    most: int = SHOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """`who` '': nobody did it, it happened. `text`: what was said where it was raised."""

    at: datetime
    what: What
    who: str
    note: str
    text: str
    text_en: str
    agency: str
    until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    alert: Alert
    events: tuple[Event, ...]

    def raised(self, lang: str) -> str:
        """What was said when it was raised first: an alert's own words go on with its condition,
        and end within its dead band."""
        first = self.events[0]
        return first.text_en if lang == "en" else first.text


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """`episodes`: the newest of `count`. Medians are of all of them; None where none has come so
    far."""

    episodes: tuple[Episode, ...]
    count: int
    to_acknowledge: timedelta | None
    to_clear: timedelta | None


def read_history(
    snap: Snapshot, scope: Scope, asked: HistoryAsked, selection: Selection
) -> History:
    """Of those raised in the (checked) selection's period, at its places."""
    period, c = selection.period, alerts.c
    first = to_utc(datetime.combine(period.start, datetime.min.time()))
    last = to_utc(datetime.combine(period.end + timedelta(days=1), datetime.min.time()))
    query = select(alerts).where(c.raised_at >= first, c.raised_at < last)
    if asked.rule:
        query = query.where(c.rule == asked.rule)
    if asked.priority:
        query = query.where(c.priority == str(asked.priority))
    found = [
        alert_of(row)
        for row in snap.connection.execute(query.order_by(desc(c.raised_at), desc(c.id)))
        if holds_alert(scope, row.agency_code, row.area_key, snap.places, snap.today)
        and meant(selection, row.agency_code, row.area_key, snap.places, snap.today)
    ]
    return History(
        episodes=tuple(_with_events(snap, found[: asked.most])),
        count=len(found),
        to_acknowledge=_median(a.acknowledged_at - a.raised_at for a in found if a.acknowledged_at),
        to_clear=_median(a.cleared_at - a.raised_at for a in found if a.cleared_at),
    )


def read_episode(snap: Snapshot, alert: Alert) -> Episode:
    (found,) = _with_events(snap, [alert])
    return found


def _median(spans: Iterable[timedelta]) -> timedelta | None:
    seconds = [span.total_seconds() for span in spans]
    return timedelta(seconds=median(seconds)) if seconds else None


def _with_events(snap: Snapshot, found: Sequence[Alert]) -> Iterable[Episode]:
    c = alert_events.c
    query = select(alert_events).where(c.alert_id.in_([each.id for each in found])).order_by(c.id)
    events: dict[int, list[Event]] = defaultdict(list)
    for row in snap.connection.execute(query) if found else ():
        events[row.alert_id].append(_event(row))
    return (Episode(alert=each, events=tuple(events[each.id])) for each in found)


def _event(row: Row[Any]) -> Event:
    return Event(
        at=row.at,
        what=What(row.what),
        who=row.who,
        note=row.note,
        text=row.text,
        text_en=row.text_en,
        agency=row.agency_code,
        until=row.until,
    )
