"""Metric: what a figure means, declared once. Cards, pages, API and glossary all read this."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
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
    SCHOOLS = "schools"
    HEALTH_POSTS = "health_posts"
    SERVICES = "services"
    AGENCIES = "agencies"
    COMMUNES = "communes"
    PROCEDURES = "procedures"
    PETITIONS = "petitions"
    TASKS = "tasks"
    INCIDENTS = "incidents"
    PORTALS = "portals"
    DAYS = "days"  # working days
    CALENDAR_DAYS = "calendar_days"
    PLACE = "place"  # in a ranking
    POINTS = "points"  # of a scoring scheme


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
    """A quantile read from a histogram of durations: of dossiers, or that of `family`."""

    quantile: float = 0.5
    family: str = "duration"


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
class Former:
    """What a metric was called until the day before `since`, when its present name came."""

    since: date
    label: str
    label_en: str
    label_wall: tuple[str, str]
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """`basis` is the decree, decision or paper that the definition rests on; `source` names the
    system in `config/province.toml`; `label_wall` has two lines of at most 12 characters.
    `reported`: how it is read from reported totals where nobody has ever sent rows of it."""

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
    former: Former | None = None
    reported: Observed | None = None

    def name_on(self, day: date) -> Metric | Former:
        """Whoever holds the labels that were in use on a day: a report of 2021 speaks of level 4.
        Of a period, its last day says how it was named."""
        return self.former if self.former and day < self.former.since else self

    def __reduce__(self) -> tuple[object, tuple[str]]:
        """Travels through the cache by its id: the definition is the program's, not the data's."""
        from metrics.catalogue import as_reported, metric

        return as_reported if self.formula is self.reported else metric, (self.id,)
