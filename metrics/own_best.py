"""One's own best: the best month, quarter, half or year of a figure's own history."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from data_access.days import last_of, shift_month
from data_access.selection import Period
from metrics.compute import measures_of
from metrics.metric import Direction, Median, Metric, Observed, Ratio, Unit
from metrics.reading import Point, Reading

WINDOWS = (1, 3, 6, 12)


@dataclass(frozen=True, slots=True, kw_only=True)
class Best:
    period: Period
    value: float


def own_best(reading: Reading, *, today: date, minimum_volume: float) -> Best | None:
    """Of the whole months that `reading.series` knows. None where months of the figure cannot be
    held against its period: a count of a month against one of a year."""
    length = window_of(reading.metric, reading.selection.period)
    if length is None:
        return None
    found = [
        best
        for best, rows in _windows(reading, length, today)
        if rows is None or rows >= minimum_volume
    ]
    lower = reading.metric.direction is Direction.LOWER_IS_BETTER
    return (min if lower else max)(found, key=lambda best: best.value, default=None)


def window_of(metric: Metric, period: Period) -> int | None:
    """How many months the stretches are long that a period's figure can be held against."""
    if period.months in WINDOWS and _adds_up(metric):
        return period.months
    if metric.unit in (Unit.RATIO, Unit.DAYS) or isinstance(metric.formula, Ratio):
        return 1
    return 1 if period.months == 1 or _stands(metric) else None


def _adds_up(metric: Metric) -> bool:
    """Whether the counts of months make that of a quarter: of what happened in each, and of what
    was received in each as it stands at the end; not of what stands on a day whenever it came."""
    measures = measures_of(metric)
    stands = [m.ever or (m.stock and m.cohort is None) or m.family == "state" for m in measures]
    return bool(measures) and not any(stands)


def _stands(metric: Metric) -> bool:
    """A count of what there is on a day, not of what happened in a period."""
    if isinstance(metric.formula, Observed):
        return not metric.formula.events
    measures = measures_of(metric)
    return bool(measures) and all(m.stock and (m.ever or m.cohort is None) for m in measures)


def _windows(reading: Reading, length: int, today: date) -> Iterator[tuple[Best, float | None]]:
    """Every stretch that begins where the calendar's do and is over, with its rows."""
    points = {point.month: point for point in reading.series}
    for first in points:
        if (first % 100 - 1) % length:
            continue
        months = [shift_month(first, step) for step in range(length)]
        found = [points[month] for month in months if month in points]
        value = _value(reading.metric, found)
        if len(found) < length or value is None or last_of(months[-1]) > today:
            continue
        period = Period(start=Period.month(first).start, end=last_of(months[-1]))
        yield Best(period=period, value=value), _rows(reading.metric, found)


def _value(metric: Metric, points: Sequence[Point]) -> float | None:
    if any(point.value is None for point in points) or not points:
        return None
    if len(points) == 1:
        return points[0].value
    above, below = (
        sum(getattr(point, name) or 0.0 for point in points)
        for name in ("numerator", "denominator")
    )
    if not isinstance(metric.formula, Ratio):
        return above
    return above / below if below else None


def _rows(metric: Metric, points: Sequence[Point]) -> float | None:
    if not isinstance(metric.formula, Ratio | Median):
        return None
    return sum(point.denominator or 0.0 for point in points)
