"""Scoring schemes: what a total is made of. Read from config/schemes/*.toml by `config.schemes`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Elsewhere(StrEnum):
    """What an indicator is for a unit of a level that it does not apply to."""

    OMIT = "omit"  # neither points nor maximum
    FULL = "full"  # given in full


@dataclass(frozen=True, slots=True, kw_only=True)
class Linear:
    """From no points at `worst` to all at `best`, and no more beyond: r itself from 0 to 1, a
    capped ratio from 0 to its cap, one of which less is better from much to little."""

    worst: float = 0.0
    best: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """(ratio from which, points), the highest ratio first; 0 below the last."""

    steps: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Points that somebody else awarded: rows of table `assessments`."""


Formula = Linear | Steps | Given


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """`empty`: the points where there is nothing to divide by; None: it is left out then.
    `counts`: what its numerator counts, a unit of `metrics.metric.Unit`. No `levels`: all."""

    id: str
    label: str
    label_en: str
    maximum: float
    formula: Formula
    metric: str = ""
    counts: str = "dossiers"
    empty: float | None = None
    levels: tuple[str, ...] = ()
    elsewhere: Elsewhere = Elsewhere.OMIT
    basis: str = ""

    def applies(self, level: str) -> bool:
        return not self.levels or level in self.levels


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorGroup:
    id: str
    label: str
    label_en: str
    short: str
    short_en: str
    maximum: float
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    name: str
    name_en: str
    least: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """One version of it, in force `since` that day until the next one. `bands` the best first.
    `volume`: the metric by which a unit is too small to be ranked; '' for none. `levels`: of the
    units that are ranked, each level a list of its own."""

    name: str
    file: str
    since: date
    label: str
    label_en: str
    short: str
    basis: str
    total: float
    bands: tuple[Band, ...]
    groups: tuple[IndicatorGroup, ...]
    levels: tuple[str, ...]
    volume: str = ""

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        return tuple(self._each())

    def _each(self) -> Iterator[Indicator]:
        for group in self.groups:
            yield from group.indicators

    @property
    def given(self) -> bool:
        """Whether its points are loaded, not computed."""
        return all(isinstance(each.formula, Given) for each in self.indicators)

    def band_of(self, score: float) -> Band:
        """Of a score out of `total`. What is shown as 90,0 is 90."""
        shown = round(score, 2)
        return next((band for band in self.bands if shown >= band.least), self.bands[-1])
