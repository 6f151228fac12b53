"""The calendar of working days, as far as readers need it."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import exists, select

from data_access.schema import holidays
from data_access.snapshot import Snapshot


def calendar_knows(snap: Snapshot, year: int) -> bool:
    """Whether table `holidays` says anything of that year: every year has days off."""
    inside = holidays.c.day.between(date(year, 1, 1), date(year, 12, 31))
    return bool(snap.connection.scalar(select(exists(select(holidays.c.day).where(inside)))))


_SATURDAY = 5


def days_off(snap: Snapshot, first: date, last: date) -> dict[date, bool]:
    """What table `holidays` says of a span: day -> whether it is worked (a make-up day)."""
    c = holidays.c
    rows = snap.connection.execute(select(c.day, c.working).where(c.day.between(first, last)))
    return {row.day: row.working for row in rows}


def working_days(snap: Snapshot, first: date, last: date) -> list[date]:
    """From `first` to `last`, both included; none where they are the wrong way round."""
    known = days_off(snap, first, last)
    days = (first + timedelta(days=step) for step in range((last - first).days + 1))
    return [day for day in days if known.get(day, day.weekday() < _SATURDAY)]


def working_days_after(snap: Snapshot, day: date, until: date) -> int:
    """After the one day, up to and with the other, as the law counts."""
    return len(working_days(snap, day + timedelta(days=1), until))
