"""Where the rows of a figure are looked for: between which days, by which index."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import Column, ColumnElement, and_, or_, true

from data_access.days import NEVER, day_key
from data_access.measure import Measure
from data_access.schema import dossiers
from data_access.selection import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Where rows are looked for: between two days of `lead` (without `first`: since ever), and
    under an `other` condition. `few`: that one finds them, they are few, and are sorted."""

    lead: Column[int] | None
    first: int | None = None
    last: int
    other: ColumnElement[bool] | None = None
    few: bool = False

    def beyond(self, day: int | None, *, descending: bool) -> ColumnElement[bool]:
        """What is left after a row of that day: an index begins there, whatever came before."""
        conditions = [] if self.other is None else [self.other]
        if self.lead is not None and not self.few:
            first, last = self.first, self.last
            if day is not None:
                first, last = (first, day) if descending else (day, last)
            conditions.append(self.lead <= last)
            conditions += [] if first is None else [self.lead >= first]
        return and_(true(), *conditions)

    @property
    def looked_through(self) -> ColumnElement[bool]:
        """What an index finds, before anything else is asked of it."""
        if self.other is not None and (self.few or self.lead is None):
            return self.other
        return replace(self, other=None).beyond(None, descending=True)


def window_of(measures: Iterable[Measure], period: Period) -> Window:
    """The days between which an index finds all rows, where these are one column's."""
    asked, last = list(measures), day_key(period.end)
    days = {lead_of(measure) for measure in asked}
    lead = days.pop() if len(days) == 1 else None
    if all(measure.basis is None for measure in asked):
        day = dossiers.c.received_day
        return Window(lead=day, last=last, other=dossiers.c.closed_day == NEVER, few=True)
    if not isinstance(lead, Column):
        other = or_(*(counted_on(measure, period) for measure in asked))
        return Window(lead=None, last=last, other=other)
    ever = any(measure.ever or (measure.stock and measure.cohort is None) for measure in asked)
    ends = {measure.until for measure in asked}
    until = ends.pop() if len(ends) == 1 else None
    return Window(
        lead=lead,
        first=None if ever else day_key(period.start),
        last=last,
        other=None if until is None else until > last,
    )


def lead_of(measure: Measure) -> ColumnElement[int] | None:
    return measure.basis if measure.cohort is None else measure.cohort


def counted_on(measure: Measure, period: Period) -> ColumnElement[bool]:
    """When a measure counts a row in a period."""
    first, last = day_key(period.start), day_key(period.end)
    if measure.basis is None:
        return true()
    if measure.until is None:
        return measure.basis.between(first, last)
    stands = and_(measure.basis <= last, measure.until > last)
    if measure.cohort is None:
        return stands
    before = measure.cohort <= last
    return and_(stands, before if measure.ever else and_(before, measure.cohort >= first))
