"""How many villages still lack what was promised, month by month: as it was, as it was promised
and as it goes on at the pace of late."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from data_access.days import last_of, month_key, months_between, shift_month
from metrics.commitments.board import Promise
from metrics.commitments.pace import Pace, pace_of
from metrics.reading import Point

MOST_AHEAD = 36  # months


@dataclass(frozen=True, slots=True, kw_only=True)
class BurnDown:
    """`plan` begins in the month in which `actual` does, less what was due by then; `forecast` at
    the last month that is known. `ends`: the month in which the forecast comes to 0, None where it
    does not. `gap`: villages more than were planned by `looked`, the month of the newest
    survey."""

    actual: tuple[Point, ...]
    plan: tuple[Point, ...]
    forecast: tuple[Point, ...]
    pace: Pace | None
    ends: int | None
    gap: float | None
    looked: int | None = None


def burn_down(
    actual: Sequence[Point], promises: Sequence[Promise], surveys: Collection[date]
) -> BurnDown:
    """`actual`: of each month how many lacked it at its end."""
    known = [point for point in actual if point.value is not None]
    if not known:
        return BurnDown(actual=(), plan=(), forecast=(), pace=None, ends=None, gap=None)
    now = known[-1].month
    last = min(_year_end(max([now, *_months(promises)])), shift_month(now, MOST_AHEAD))
    plan = planned(known[0], promises, last)
    surveyed = {month_key(day) for day in surveys}
    pace = pace_of(known, surveyed)
    value = known[-1].value or 0.0
    looked = max((point.month for point in known if point.month in surveyed), default=now)
    due = {point.month: point.value for point in plan}.get(looked)
    return BurnDown(
        actual=tuple(known),
        plan=plan if promises else (),
        forecast=_forecast(now, value, pace, last) if pace and last > now else (),
        pace=pace,
        ends=_ends(now, value, pace),
        gap=value - due if due is not None and promises else None,
        looked=looked,
    )


def planned(first: Point, promises: Sequence[Promise], last: int) -> tuple[Point, ...]:
    """A village that lacked it at the first month's end leaves with the earliest of its promises.
    What nobody has promised stays."""
    until = last_of(first.month)
    leaves: dict[str, int] = {}
    for promise in promises:
        if _lacked(promise, until):
            month = month_key(promise.of.planned_on)
            village = promise.of.village
            leaves[village] = min(month, leaves.get(village, month))
    count = first.value or 0.0
    return tuple(
        Point(month=month, value=count - sum(each <= month for each in leaves.values()))
        for month in months_between(first.month, last)
    )


def _forecast(now: int, value: float, pace: Pace, last: int) -> tuple[Point, ...]:
    return tuple(
        Point(month=month, value=max(0.0, value + step * pace.slope))
        for step, month in enumerate(months_between(now, last))
    )


def _ends(now: int, value: float, pace: Pace | None) -> int | None:
    if pace is None or pace.slope >= 0 or value <= 0:
        return None
    return shift_month(now, ceil(value / -pace.slope))


def _lacked(promise: Promise, until: date) -> bool:
    """By the newest survey of that day, or where there was none yet, by the first after it."""
    seen = promise.of.seen
    before = [each for each in seen if each.day <= until]
    return (before[-1] if before else seen[0]).lacks if seen else False


def _months(promises: Sequence[Promise]) -> list[int]:
    return [month_key(promise.of.planned_on) for promise in promises]


def _year_end(month: int) -> int:
    return month // 100 * 100 + 12
