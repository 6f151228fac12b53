"""What is missing to a target: in points, in rows, and a day until the period's end."""

from __future__ import annotations

import math
from dataclasses import dataclass

from data_access.measure import Measure, Terms, terms
from metrics.metric import Direction, Metric, Ratio, Total, Unit

_EXACT = 1e-9  # a published decimal decides, not the fifteenth digit of a division
_ROWS = {
    "dossier": Unit.DOSSIERS,
    "deadline": Unit.DOSSIERS,
    "state": Unit.DOSSIERS,
    "document": Unit.DOCUMENTS,
    "village": Unit.VILLAGES,
    "network": Unit.AGENCIES,
    "petition": Unit.PETITIONS,
    "portal": Unit.PORTALS,
    "procedure": Unit.PROCEDURES,
    "task": Unit.TASKS,
    "usage": Unit.PROCEDURES,
}
_UNCOUNTED = (Unit.DAYS, Unit.CALENDAR_DAYS, Unit.PLACE)
_STOCKS = ("deadline", "state", "usage")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """A value and what it was divided from, as far as that is known."""

    value: float
    numerator: float | None = None
    denominator: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """`points`: the value minus the target, in the metric's unit. `rows`: how many more rows of
    the numerator the target needs at the denominator there is, or for a metric that should fall
    how many there are too many; 0 where it is attained, None where nothing is counted."""

    points: float
    rows: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Rows a working day: `needed` from now on (for a metric that should fall: `needed` at most),
    and as it was so far. `possible`: not more is needed than comes in."""

    needed: float
    so_far: float
    days: int
    possible: bool


def gap(metric: Metric, of: Counts, target: float) -> Gap:
    return Gap(points=of.value - target, rows=_rows(metric, of, target))


def _rows(metric: Metric, of: Counts, target: float) -> int | None:
    falls = metric.direction is Direction.LOWER_IS_BETTER
    if metric.unit is not Unit.RATIO:
        missing = target - of.value
        counted = metric.unit not in _UNCOUNTED
    else:
        counted = of.numerator is not None and of.denominator is not None
        missing = target * (of.denominator or 0.0) - (of.numerator or 0.0)
    if not counted:
        return None
    return max(0, math.ceil((-missing if falls else missing) - _EXACT * max(1.0, abs(missing))))


def pace(metric: Metric, of: Counts, target: float, *, passed: int, left: int) -> Pace | None:
    """`passed` and `left`: working days of the period until now and from now on. A ratio's
    denominator is expected to grow as it has so far, a survey's not at all. None where there are
    no days left, or nothing is counted."""
    if left <= 0 or metric.unit in _UNCOUNTED:
        return None
    if isinstance(metric.formula, Ratio) and of.numerator is not None and of.denominator:
        grows = flows(metric.formula.denominator) and passed > 0
        coming = of.denominator / passed if grows else 0.0
        needed = (target * (of.denominator + coming * left) - of.numerator) / left
        so_far = of.numerator / passed if grows else 0.0
        most = coming if grows else math.inf
        return _pace(metric, needed, so_far, left, most)
    rises = metric.direction is Direction.HIGHER_IS_BETTER
    if metric.unit is Unit.RATIO or not rises or not isinstance(metric.formula, Total):
        return None
    so_far = of.value / passed if flows(metric.formula.of) and passed > 0 else 0.0
    return _pace(metric, (target - of.value) / left, so_far, left, math.inf)


def _pace(metric: Metric, needed: float, so_far: float, left: int, most: float) -> Pace:
    falls = metric.direction is Direction.LOWER_IS_BETTER
    possible = needed >= 0 if falls else needed <= most
    return Pace(needed=max(0.0, needed), so_far=so_far, days=left, possible=possible)


def flows(of: Measure | Terms) -> bool:
    """Whether it only ever adds, day by day: what came or was finished, not what there is."""
    return not any(part.stock or part.family in _STOCKS for _, part in terms(of).parts)


def counted_in(metric: Metric) -> Unit | None:
    """What the rows of a numerator are; None where it is a report's."""
    if metric.unit is not Unit.RATIO:
        return metric.unit
    if not isinstance(metric.formula, Ratio):
        return None
    part = terms(metric.formula.numerator).parts[0][1]
    if part.family == "facility":
        return Unit.SCHOOLS if part.name.startswith("schools") else Unit.HEALTH_POSTS
    return Unit.PEOPLE if "people" in part.name else _ROWS.get(part.family)
