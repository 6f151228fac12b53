"""The calendar of working days, as far as readers need it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import exists, select

from data_access.schema import holidays
from data_access.snapshot import Snapshot


def calendar_knows(snap: Snapshot, year: int) -> bool:
    """Whether table `holidays` says anything of that year: every year has days off."""
    inside = holidays.c.day.between(date(year, 1, 1), date(year, 12, 31))
    return bool(snap.connection.scalar(select(exists(select(holidays.c.day).where(inside)))))
