"""The alerts that stand, gravest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from config.alerts import Priority
from data_access.alerts.machine import State
from data_access.alerts.scope import holds_alert, meant
from data_access.alerts.watched import Watch
from data_access.errors import TamNhinError
from data_access.schema import alerts
from data_access.scope import Scope
from data_access.selection import Selection
from data_access.snapshot import Snapshot

# What nobody has seen yet stands before what somebody deals with.
_ORDER = (State.UNACKNOWLEDGED, State.RETURNED, State.ACKNOWLEDGED, State.SHELVED, State.NORMAL)


class UnknownAlert(TamNhinError):
    """There is none of that number, or none that this viewer may see."""

    def __init__(self, number: object) -> None:
        super().__init__(
            vi=f"Không có cảnh báo số {number}. Mở lại trang cảnh báo.",
            en=f"There is no alert number {number}. Open the page of alerts again.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """`agency` or `area` (a unit's key) is what it is about; neither: the province. Times are
    UTC."""

    id: int
    rule: str
    about: str
    agency: str
    area: str
    priority: Priority
    text: str
    text_en: str
    value: float | None
    limit: float
    state: State
    raised_at: datetime
    acknowledged_at: datetime | None
    acknowledged_by: str
    note: str
    cleared_at: datetime | None
    assigned_to: str
    due_at: datetime | None
    shelved_until: datetime | None
    ended_at: datetime | None

    @property
    def unseen(self) -> bool:
        """Whether nobody has acknowledged it yet."""
        return self.state in (State.UNACKNOWLEDGED, State.RETURNED)

    def overdue(self, now: datetime) -> bool:
        """Whether whom it was assigned to should have been done."""
        return self.due_at is not None and self.ended_at is None and now > self.due_at

    def said(self, lang: str) -> str:
        return self.text_en if lang == "en" else self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Alerts:
    standing: tuple[Alert, ...]
    watch: Watch

    @property
    def unseen(self) -> tuple[Alert, ...]:
        return tuple(each for each in self.standing if each.unseen)

    @property
    def gravest(self) -> Alert | None:
        """Urgent, and unseen: what takes over a wall."""
        return next((each for each in self.unseen if each.priority is Priority.URGENT), None)


def read_alerts_standing(snap: Snapshot, scope: Scope, selection: Selection) -> tuple[Alert, ...]:
    """`selection` is a checked one."""
    c = alerts.c
    query = select(alerts).where(c.ended_at.is_(None), c.state != str(State.PENDING))
    found = [
        alert_of(row)
        for row in snap.connection.execute(query)
        if _held(snap, scope, row)
        and meant(selection, row.agency_code, row.area_key, snap.places, snap.today)
    ]
    return tuple(sorted(found, key=_gravity))


def read_alert(snap: Snapshot, scope: Scope, number: int) -> Alert:
    row = snap.connection.execute(select(alerts).where(alerts.c.id == number)).first()
    if row is None or row.raised_at is None or not _held(snap, scope, row):
        raise UnknownAlert(number)
    return alert_of(row)


def _held(snap: Snapshot, scope: Scope, row: Row[Any]) -> bool:
    return holds_alert(scope, row.agency_code, row.area_key, snap.places, snap.today)


def standing_keys(snap: Snapshot) -> Mapping[str, set[str]]:
    """By rule, what was raised and is in alarm still: for these the dead band holds."""
    c = alerts.c
    query = select(c.rule, c.about).where(
        c.ended_at.is_(None), c.alarm, c.state != str(State.PENDING)
    )
    found: dict[str, set[str]] = {}
    for row in snap.connection.execute(query):
        found.setdefault(row.rule, set()).add(row.about)
    return found


def _gravity(alert: Alert) -> tuple[bool, int, int, float]:
    """What is put aside stands last; of two alike the newer one first."""
    return (
        alert.state is State.SHELVED,
        list(Priority).index(alert.priority),
        _ORDER.index(alert.state),
        -alert.raised_at.timestamp(),
    )


def alert_of(row: Row[Any]) -> Alert:
    return Alert(
        id=row.id,
        rule=row.rule,
        about=row.about,
        agency=row.agency_code,
        area=row.area_key,
        priority=Priority(row.priority),
        text=row.text,
        text_en=row.text_en,
        value=row.value,
        limit=row.limit_value,
        state=State(row.state),
        raised_at=row.raised_at,
        acknowledged_at=row.acknowledged_at,
        acknowledged_by=row.acknowledged_by,
        note=row.note,
        cleared_at=row.cleared_at,
        assigned_to=row.assigned_to,
        due_at=row.due_at,
        shelved_until=row.shelved_until,
        ended_at=row.ended_at,
    )
