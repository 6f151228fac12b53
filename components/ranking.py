"""Ranking: readings of agencies in order, each with the interval that its volume allows.

A small commune with three dossiers at 100 % does not lead the province: below the minimum volume
a unit is listed without a rank, and the interval says which ranks chance alone could have given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from components.scale import Scale, scale_over
from metrics.metric import Direction, Unit
from metrics.proportion import wilson
from metrics.reading import Reading
from wording import format as fmt
from wording.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """`low` and `high` bound the value (Wilson, 95 %; equal to it for counts); `best` and `worst`
    the ranks that these allow; `climbed` counts ranks won since the previous period."""

    reading: Reading
    rank: int | None
    best: int | None
    worst: int | None
    climbed: int | None
    low: float
    high: float

    @property
    def value(self) -> float:
        return self.reading.value or 0.0

    @property
    def name(self) -> str:
        return self.reading.group.label if self.reading.group else ""

    @property
    def code(self) -> str:
        return self.reading.group.code if self.reading.group else ""

    @property
    def short(self) -> str:
        return self.reading.group.short if self.reading.group else ""


def ranking(readings: Sequence[Reading], *, minimum_volume: int) -> list[Ranked]:
    """Best first; after them, unranked, those below `minimum_volume`. Those without a value are
    left out."""
    known = [reading for reading in readings if reading.value is not None]
    full = [reading for reading in known if _volume(reading) >= minimum_volume]
    few = [reading for reading in known if _volume(reading) < minimum_volume]
    order = sorted(full, key=_order)
    before = _ranks_before(full)
    spans = [_interval(reading) for reading in order]
    return [_ranked(reading, place, spans, before) for place, reading in enumerate(order)] + [
        _unranked(reading) for reading in sorted(few, key=_order)
    ]


def _volume(reading: Reading) -> float:
    if reading.metric.unit is not Unit.RATIO:
        return float("inf")
    return reading.denominator or 0.0


def _sign(reading: Reading) -> int:
    return 1 if reading.metric.direction is Direction.LOWER_IS_BETTER else -1


def _order(reading: Reading) -> tuple[float, float]:
    """Of two at the same value the one with more rows stands first."""
    return _sign(reading) * (reading.value or 0.0), -(reading.denominator or 0.0)


def _code(reading: Reading) -> str:
    return reading.group.code if reading.group else ""


def _ranks_before(readings: Sequence[Reading]) -> dict[str, int]:
    """Their ranks among themselves in the previous period."""
    known = [(r.previous, r) for r in readings if r.previous is not None]
    order = sorted(known, key=lambda pair: _sign(pair[1]) * pair[0])
    return {_code(reading): place for place, (_, reading) in enumerate(order, start=1)}


def _interval(reading: Reading) -> tuple[float, float]:
    value = reading.value or 0.0
    if (
        reading.numerator is None
        or not reading.denominator
        or reading.metric.unit is not Unit.RATIO
    ):
        return value, value
    return wilson(reading.numerator, reading.denominator)


def _ranked(
    reading: Reading, place: int, spans: list[tuple[float, float]], before: dict[str, int]
) -> Ranked:
    low, high = spans[place]
    above = sum(other_low > high for other_low, _ in spans)
    below = sum(other_high < low for _, other_high in spans)
    better, worse = (below, above) if _sign(reading) > 0 else (above, below)
    was = before.get(_code(reading))
    return Ranked(
        reading=reading,
        rank=place + 1,
        best=better + 1,
        worst=len(spans) - worse,
        climbed=was - (place + 1) if was is not None else None,
        low=low,
        high=high,
    )


def _unranked(reading: Reading) -> Ranked:
    low, high = _interval(reading)
    return Ranked(
        reading=reading, rank=None, best=None, worst=None, climbed=None, low=low, high=high
    )


def scale_of(rows: Sequence[Ranked]) -> Scale:
    """The axis on which all of them stand, intervals included. Counts begin at 0."""
    ratio = bool(rows) and rows[0].reading.metric.unit is Unit.RATIO
    ends = [value for row in rows for value in (row.low, row.high)]
    return scale_over(ends, ratio=ratio, from_zero=not ratio)


def value_text(row: Ranked, words: Words, decimals: int) -> str:
    metric = row.reading.metric
    places = min(decimals, fmt.decimals_of(metric))
    return fmt.figure(row.reading.value, metric.unit, places, words.lang)
