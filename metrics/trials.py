"""Trials of forecasts: a line as it stood at a month end that has passed, what came since, and what
'the rest as last year' would have said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from metrics.outlook_types import AHEAD, SURE, Guess, Line, Step, Trial

FEWEST_TRIALS = 6
_NARROWEST, _WIDEST = 0.8, 4.0  # an interval, against what the model says


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    found: Guess
    truth: float
    base: float

    @property
    def halves(self) -> float:
        """How many halves of its interval the truth lay away from the middle."""
        off = self.truth - self.found.value
        half = self.found.high - self.found.value if off > 0 else self.found.value - self.found.low
        return abs(off) / max(half, 1e-9)


def judged(trials: Sequence[Outcome]) -> Trial:
    inside = sum(each.halves <= wider(trials[:at]) for at, each in enumerate(trials))
    return Trial(
        months=len(trials),
        inside=inside,
        error=float(np.mean([abs(each.found.value - each.truth) for each in trials])),
        last_year=float(np.mean([abs(each.base - each.truth) for each in trials])),
    )


def wider(trials: Sequence[Outcome]) -> float:
    if len(trials) < FEWEST_TRIALS:
        return 1.0
    needed = float(np.quantile([each.halves for each in trials], SURE, method="higher"))
    return min(max(needed, _NARROWEST), _WIDEST)


def is_whole(step: Step) -> bool:
    return (step.end + timedelta(days=1)).day == 1


def as_it_stood(line: Line, last: int) -> Line | None:
    """The line as it stood some months before the end of step `last`; None where too little came
    before that."""
    end = line.steps[last].end
    known = last - AHEAD + 1
    if known < AHEAD:
        return None
    begun = [s for s in line.steps[:known] if s.start.year == end.year]
    return replace(
        line,
        ends=end,
        steps=line.steps[:known],
        numerator=sum(step.numerator for step in begun),
        denominator=sum(step.denominator for step in begun),
    )


def came_to(line: Line, last: int) -> float:
    """From the year's beginning to the end of a step; of the months looked ahead over, those of
    its own year and those before it count alike."""
    counted = _counted(line, last)
    above = sum(step.numerator for step in counted)
    return above / max(sum(step.denominator for step in counted), 1e-9) if line.ratio else above


def _counted(line: Line, last: int) -> list[Step]:
    year = line.steps[last].end.year
    ahead_of = line.steps[last - AHEAD + 1 : last + 1]
    return [s for s in line.steps[: last + 1] if s.start.year == year or s in ahead_of]


def as_last_year(line: Line, last: int) -> float | None:
    """The same as `came_to`, with last year's months for those that were not known."""
    before = line.steps[last - AHEAD + 1 - 12 : last + 1 - 12] if last - AHEAD + 1 >= 12 else ()
    if len(before) < AHEAD:
        return None
    counted = [s for s in _counted(line, last) if s not in line.steps[last - AHEAD + 1 : last + 1]]
    above = sum(step.numerator for step in (*counted, *before))
    return (
        above / max(sum(step.denominator for step in (*counted, *before)), 1e-9)
        if line.ratio
        else above
    )


def rest_as_last_year(line: Line) -> tuple[float, float]:
    """What last year brought between the same day and the end of the period."""
    since = line.steps[-1].end if line.steps else line.begins
    above = below = 0.0
    for step in line.steps:
        first = max(step.start, _year_before(since))
        last = min(step.end, _year_before(line.ends))
        share = ((last - first).days + 1) / ((step.end - step.start).days + 1)
        if share > 0:
            above += step.numerator * share
            below += step.denominator * share
    return above, below


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=min(day.day, 28 if day.month == 2 else day.day))
