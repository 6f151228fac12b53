"""Spans: a period cut into whole months, for the cubes by month, and days at its edges."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data_access.days import day_key, first_of, last_of, month_key, shift_month
from data_access.selection import Period

Span = tuple[int, int]  # the first and the last key of days or months, both included


@dataclass(frozen=True, slots=True)
class Spans:
    months: Span | None
    days: tuple[Span, ...]


def spans(period: Period, today: date) -> Spans:
    """Nothing has happened after today, so a month that today is in counts as whole."""
    end = period.end if period.end < today else max(period.end, last_of(month_key(today)))
    first, last = month_key(period.start), month_key(end)
    begins, ends = period.start == first_of(first), end == last_of(last)
    if first == last and not (begins and ends):
        return Spans(None, ((day_key(period.start), day_key(end)),))
    days = []
    if not begins:
        days.append((day_key(period.start), day_key(last_of(first))))
        first = shift_month(first, 1)
    if not ends:
        days.append((day_key(first_of(last)), day_key(end)))
        last = shift_month(last, -1)
    return Spans((first, last) if first <= last else None, tuple(days))
