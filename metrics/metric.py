"""Metric: what a figure means, declared once. Cards, pages, API and glossary all read this."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from data_access.measures import Measure, Terms


class Unit(StrEnum):
    RATIO = "ratio"  # a fraction; shown in percent
    DOSSIERS = "dossiers"
    DOCUMENTS = "documents"
    VILLAGES = "villages"
    PEOPLE = "people"
    STATIONS = "stations"
    MASTS = "masts"
    SERVICES = "services"
    AGENCIES = "agencies"
    DAYS = "days"  # working days


class Direction(StrEnum):
    HIGHER_IS_BETTER = "higher"
    LOWER_IS_BETTER = "lower"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """A count: one sum. Where all of `among` are `unknown`, it is no data: of dossiers that have no
    due date nobody can say how many are overdue."""

    of: Measure | Terms
    unknown: Measure | None = None
    among: Measure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """A sum over a sum. `unknown`: rows of the denominator of which the source does not say whether
    they belong to the numerator; where a selection has no others, the ratio is no data, not 0."""

    numerator: Measure | Terms
    denominator: Measure | Terms
    unknown: Measure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Median:
    """A quantile read from the histogram of durations."""

    quantile: float = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """Reported as a total by a system or an agency. `events`: each report counts what happened in
    its period, so that reports of parts of a period add up; otherwise the latest one holds."""

    events: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A default target, used where table `targets` has none. `value` is in the metric's unit."""

    value: float
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """`basis` is the decree, decision or paper that the definition rests on; `source` names the
    system in `config/province.toml`; `label_wall` has two lines of at most 12 characters."""

    id: str
    label: str
    label_en: str
    label_wall: tuple[str, str]
    description: str
    description_en: str
    why: str
    unit: Unit
    direction: Direction
    formula: Total | Ratio | Median | Observed
    basis: str
    source: str
    owner: str
    decimals: int = 1
    target: Target | None = None

    def __reduce__(self) -> tuple[object, tuple[str]]:
        """Travels through the cache by its id: the definition is the program's, not the data's."""
        from metrics.catalogue import metric

        return metric, (self.id,)
