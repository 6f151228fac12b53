"""Eras: stretches of time in each of which every code means one unit. Mostly there is one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from data_access.attribution import BY_UNIT
from data_access.days import day_key, first_of, month_key, shift_month
from data_access.places import Places
from data_access.selection import By, Period, Selection
from data_access.spans import Span

FIRST, LAST = date(1900, 1, 1), date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Era:
    first: date
    last: date

    def part_of(self, period: Period) -> Period | None:
        start, end = max(self.first, period.start), min(self.last, period.end)
        return Period(start=start, end=end) if start <= end else None

    def span(self, *, months: bool) -> Span:
        """From its first to its last day, or month: a month belongs to the era of its first day."""
        if not months:
            return day_key(self.first), day_key(self.last)
        first = month_key(self.first)
        starts = first if self.first == first_of(first) else shift_month(first, 1)
        return starts, month_key(self.last)


def eras(places: Places, selection: Selection, by: By | None, *, communes: bool) -> list[Era]:
    """Oldest first. Only one where no unit is asked about, or no code ever changed its meaning."""
    asked = by in BY_UNIT or selection.area or selection.district
    changes = (places.reused if communes else places.changes) if asked else ()
    starts = [FIRST, *changes]
    ends = [*(day - timedelta(days=1) for day in changes), LAST]
    return [Era(first, last) for first, last in zip(starts, ends, strict=True)]
