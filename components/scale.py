"""A small value axis for rows of HTML: where it begins and ends, and its round marks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import floor, log10


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    low: float
    high: float
    marks: tuple[float, ...]

    def place(self, value: float) -> float:
        """Percent of the width, 0..100."""
        share = (value - self.low) / ((self.high - self.low) or 1.0)
        return round(min(max(share, 0.0), 1.0) * 100, 2)


def scale_over(values: Iterable[float], *, from_zero: bool = False, ratio: bool = False) -> Scale:
    """Round steps around the values; `ratio`: never past 1. About three marks within."""
    found = list(values) or [0.0, 1.0]
    low, high = (0.0 if from_zero else min(found)), max(found)
    step = _step((high - low) or abs(high) or 1.0)
    first, last = floor(low / step + 1e-9), -floor(-high / step + 1e-9)
    top = last * step
    marks = tuple(round(i * step, 10) for i in range(first, last + 1))
    if ratio and top > 1:
        top, marks = 1.0, tuple(mark for mark in marks if mark <= 1)
    return Scale(low=first * step, high=max(top, first * step + step * 0.5), marks=marks)


def _step(span: float) -> float:
    """1, 2, 2.5 or 5 times a power of ten, so that two or three steps make the span."""
    rough = span / 2
    power: float = 10.0 ** floor(log10(rough))
    return next((m * power for m in (1, 2, 2.5, 5) if m * power >= rough * 0.95), 10 * power)
