"""Where an axis begins and ends, and its steps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, log10

from exports.briefing import Chart, Form
from metrics.metric import Unit

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
ABOUT = 5  # steps of an axis


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    low: float
    high: float
    step: float

    def share(self, value: float) -> float:
        """How far from the low end to the high one: 0 to 1."""
        return (value - self.low) / (self.high - self.low)


def known(of: Chart) -> list[float]:
    return [value for series in of.series for value in series.values if value is not None]


def scale(of: Chart) -> Scale:
    """Bars and counts begin at 0; a ratio does not go past 100 % where no value does."""
    values = [*known(of), *([of.target] if of.target is not None else [])] or [0.0, 1.0]
    low, high = min(values), max(values)
    if of.form is Form.BAR or of.unit is not Unit.RATIO or high == low:
        low, high = min(0.0, low), max(0.0, high)
    if high == low:
        high = low + 1
    step = _step(high - low, whole=of.unit is not Unit.RATIO and not of.decimals)
    return _capped(floor(low / step + 1e-9) * step, ceil(high / step - 1e-9) * step, step)


def _capped(low: float, high: float, step: float) -> Scale:
    return Scale(low=round(low, 9), high=round(high, 9), step=round(step, 9))


def _step(span: float, *, whole: bool) -> float:
    rough = span / ABOUT
    power = 10.0 ** floor(log10(rough))
    step = next(s * power for s in STEPS if s * power >= rough - 1e-12)
    return max(1.0, ceil(step)) if whole else step


def decimals(scale: Scale, unit: Unit) -> int:
    """That the steps need."""
    step = scale.step * 100 if unit is Unit.RATIO else scale.step
    return next((n for n in range(3) if abs(step * 10**n - round(step * 10**n)) < 1e-6), 3)


def apart(wanted: Iterable[tuple[float, float]], *, low: float, high: float) -> list[float]:
    """Middles and heights of labels, in any order; middles at which none covers another, as near
    as can be. They stay between `low` and `high` where there is room."""
    order = sorted(enumerate(wanted), key=lambda each: -each[1][0])
    placed: list[tuple[int, float, float]] = []
    for at, (middle, height) in order:
        above = placed[-1][1] - placed[-1][2] / 2 if placed else high
        placed.append((at, min(middle, above - height / 2), height))
    floor_ = low
    for i in range(len(placed) - 1, -1, -1):
        at, middle, height = placed[i]
        middle = max(middle, floor_ + height / 2)
        placed[i], floor_ = (at, middle, height), middle + height / 2
    return [middle for _, middle, _ in sorted(placed)]
