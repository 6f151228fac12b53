"""Lift: the least that would have brought a unit one place or one band higher, in things counted.

Computed, not guessed: points are asked of the scheme's own formulas for one more dossier in time,
two more and so on, up to what there is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

import numpy as np

from config.scheme_types import Given, Indicator, Linear
from metrics.index.league import League, Standing
from metrics.index.points import points_of
from metrics.index.ranks import SHOWN
from metrics.index.sheet import State

STEP = 10**-SHOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """`more` of what the indicator counts: in time rather than late, online rather than at the
    counter. `gain` in points of the total."""

    indicator: Indicator
    more: int
    gain: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Lift:
    """`to` is the score to reach. `least`: the fewest things in all; empty where nothing that is
    counted would do. `alone`: each indicator by itself, the fewest first."""

    to: float
    least: tuple[Step, ...]
    alone: tuple[Step, ...]


def next_place(league: League, code: str) -> Lift | None:
    """To the next better score; None for who leads, or has no place."""
    own = league.of(code)
    if own is None or own.rank is None or own.score is None:
        return None
    shown = round(own.score, SHOWN)
    above = [
        e.score for e in league.ranked if e.score is not None and round(e.score, SHOWN) > shown
    ]
    return _lift(league, own, round(min(above), SHOWN)) if above else None


def next_band(league: League, code: str) -> Lift | None:
    own = league.of(code)
    if own is None or own.band is None or own.score is None:
        return None
    above = [band.least for band in league.scheme.bands if band.least > own.band.least]
    return _lift(league, own, min(above)) if above else None


def _lift(league: League, own: Standing, to: float) -> Lift:
    assert own.score is not None
    needed = to - STEP / 2 - own.score
    able = [each for each in _able(league, own.row) if each.most > 0]
    alone = [each.step(needed) for each in able]
    single = sorted((step for step in alone if step), key=lambda step: step.more)
    together = _together(able, needed)
    best = min(
        [each for each in (tuple(single[:1]), together) if each],
        key=lambda steps: sum(step.more for step in steps),
        default=(),
    )
    return Lift(to=to, least=best, alone=tuple(single))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Able:
    """An indicator by which a unit could gain. `most` things are left to be had; `scale` turns
    points into points of the total."""

    indicator: Indicator
    above: float
    below: float
    scale: float

    @property
    def up(self) -> bool:
        formula = self.indicator.formula
        return not isinstance(formula, Linear) or formula.best > formula.worst

    @property
    def most(self) -> int:
        return int(self.below - self.above) if self.up else int(self.above)

    def gain(self, more: int) -> float:
        moved = self.above + (more if self.up else -more)
        ratio = np.array([self.above / self.below, moved / self.below])
        before, after = points_of(self.indicator, ratio)
        return float(after - before) * self.scale

    def step(self, needed: float) -> Step | None:
        """The fewest that gain as much; None where all there are do not."""
        if self.gain(self.most) < needed:
            return None
        low, high = 0, self.most
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if self.gain(middle) >= needed else (middle, high)
        return Step(indicator=self.indicator, more=high, gain=self.gain(high))

    @property
    def enough(self) -> int:
        """How many bring all that can be had of it."""
        full = self.gain(self.most)
        step = self.step(full - 1e-9)
        return step.more if step else self.most

    @property
    def slope(self) -> float:
        count = self.enough
        return self.gain(count) / count if count else 0.0


def _able(league: League, row: int) -> Iterable[_Able]:
    sheet = league.sheet
    scale = league.scheme.total / float(sheet.maximum[row])
    for at, indicator in enumerate(league.scheme.indicators):
        above, below = float(sheet.above[row, at]), float(sheet.below[row, at])
        counted = sheet.state[row, at] == State.COUNTED and not np.isnan(above + below)
        if counted and below > 0 and not isinstance(indicator.formula, Given):
            yield _Able(indicator=indicator, above=above, below=below, scale=scale)


def _together(able: Iterable[_Able], needed: float) -> tuple[Step, ...]:
    """What gains most a thing first, each as far as it goes; empty where all is not enough."""
    steps: list[Step] = []
    for each in sorted(able, key=lambda one: -one.slope):
        left = needed - sum(step.gain for step in steps)
        if left <= 0:
            break
        last = each.step(left)
        count = last.more if last else each.enough
        if count:
            steps.append(Step(indicator=each.indicator, more=ceil(count), gain=each.gain(count)))
    return tuple(steps) if sum(step.gain for step in steps) >= needed else ()
