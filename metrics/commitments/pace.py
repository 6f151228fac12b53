"""How fast a number falls: the median of the slopes between all pairs of surveys.

The forecasts of `metrics.forecast` are of what comes day by day, and a survey comes twice a year.
Here a straight line does: the Theil-Sen slope (Sen, 1968, JASA 63), which one odd survey does not
move.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import median, quantiles

from metrics.reading import Point

FEWEST = 3  # surveys, for a forecast
LATE_SURVEYS = 6  # that a forecast rests on


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Villages a month, below 0 where they grow fewer; between `fast` and `slow` lie half of the
    slopes. `surveys`: how many it rests on."""

    slope: float
    fast: float
    slow: float
    surveys: int


def pace_of(points: Sequence[Point], surveyed: Collection[int]) -> Pace | None:
    """Of the months in which somebody looked: between two surveys a number stands still because
    nobody knows better."""
    first = _number(points[0].month)
    told = [(_number(p.month) - first, p.value or 0.0) for p in points if p.month in surveyed]
    told = told[-LATE_SURVEYS:]
    if len(told) < FEWEST:
        return None
    slopes = [(b - a) / (y - x) for (x, a), (y, b) in combinations(told, 2)]
    low, _, high = quantiles(slopes, n=4, method="inclusive")
    return Pace(slope=median(slopes), fast=low, slow=high, surveys=len(told))


def _number(month: int) -> int:
    return month // 100 * 12 + month % 100
