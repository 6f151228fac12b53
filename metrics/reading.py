"""Reading: the value of a metric for a selection, with all that is needed to trust it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from data_access.areas import Conversion
from data_access.packing import columns_of, packed, things_of, unpacked
from data_access.selection import By, Period, Selection
from metrics.metric import Metric


class Status(StrEnum):
    MET = "met"
    WATCH = "watch"
    MISSED = "missed"
    NO_TARGET = "no_target"
    NO_DATA = "no_data"


class Reason(StrEnum):
    """Why there is no value."""

    NOTHING_TO_DIVIDE = "nothing_to_divide"
    NEVER_REPORTED = "never_reported"
    NOT_BY_THIS = "not_by_this"  # the metric does not know this filter or breakdown
    ONLY_BY_LEVEL = "only_by_level"  # published as a percentage a level: cannot be summed
    NO_DEADLINES = "no_deadlines"
    NOT_TOLD = "not_told"  # the source does not say
    ONLY_NOW = "only_now"  # states are known as they stand now, not as they stood
    WHOLE_MONTHS = "whole_months"  # a median: durations are kept by month
    NOT_MIRRORED = "not_mirrored"  # only the analytical store knows it, and it cannot be asked
    NOT_YET = "not_yet"  # the period has not begun
    UNIT_CHANGED = "unit_changed"  # it was another unit then, and no crosswalk leads there


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One month of a series: 202412 and its value (None: no data, a gap in the line)."""

    month: int
    value: float | None
    numerator: float | None = None
    denominator: float | None = None

    __getstate__, __setstate__ = packed, unpacked


class Agreement(StrEnum):
    RECONCILED = "reconciled"
    UNRECONCILED = "unreconciled"
    NOT_COMPARABLE = "not_comparable"  # one of the two has no value


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """What was reported of the same metric, place and period, to stand beside the reading.

    `difference` is the reading minus the report, in the metric's unit; `tolerance` what it may be;
    `counts_agree` None where no counts were reported. `own_counts`: the value that the report's
    own counts give, where it is not the value reported. `parts`: how many reports were added up."""

    state: Agreement
    reported: float | None
    numerator: float | None
    denominator: float | None
    difference: float | None
    tolerance: float
    counts_agree: bool | None
    own_counts: float | None
    reported_by: tuple[str, ...]
    parts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What a broken-down reading is about: `agency`, `H46.01`, 'Sở Tư pháp'."""

    by: By
    code: str
    label: str
    short: str

    __getstate__, __setstate__ = packed, unpacked


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A ratio's `value` is a fraction. `previous` and `last_year` are values of equally long
    periods; `completeness` is the share of units that have reported; `as_of` is UTC. `conversion`,
    `compared` and `year_ago`: set where the value, the one before or that of last year is about
    days on which the unit was another one."""

    metric: Metric
    selection: Selection
    group: Group | None
    value: float | None
    numerator: float | None
    denominator: float | None
    previous: float | None
    last_year: float | None
    target: float | None
    status: Status
    reason: Reason | None
    as_of: datetime | None
    completeness: float | None
    data_version: int
    series: tuple[Point, ...] = ()
    conversion: Conversion | None = None
    compared: Conversion | None = None
    year_ago: Conversion | None = None
    reconciliation: Reconciliation | None = None

    @property
    def change(self) -> float | None:
        """Against the previous period, in the metric's unit (for a ratio: a difference of
        fractions, that is percentage points / 100)."""
        if self.value is None or self.previous is None:
            return None
        return self.value - self.previous

    __getstate__, __setstate__ = packed, unpacked


class Readings(list[Reading]):
    """Many of them, which go through the cache as columns."""

    def __reduce__(self) -> tuple[Any, ...]:
        if not self:
            return Readings, ()
        grouped = [reading.group for reading in self if reading.group]
        whole = len(grouped) == len(self)
        columns = columns_of(self)
        if whole:
            columns[_GROUP] = [None] * len(self)
        return _readings, (columns, columns_of(grouped) if whole else None)


_GROUP = list(Reading.__slots__).index("group")


def _readings(columns: list[list[Any]], groups: list[list[Any]] | None) -> Readings:
    if groups is not None:
        columns[_GROUP] = things_of(Group, groups)
    return Readings(things_of(Reading, columns))


class Against(StrEnum):
    TARGET = "target"
    PREVIOUS = "previous"
    LAST_YEAR = "last_year"
    PROVINCE = "province"
    PEERS = "peers"
    OWN_BEST = "own_best"


@dataclass(frozen=True, slots=True, kw_only=True)
class Yardstick:
    """`value` None: there is nothing to compare with. `difference` is the reading minus it, in the
    metric's unit. `period`: the days that `value` is about, where they are others. Of peers
    `value` is the middle one's, and the reading has `place` among `count`, best first."""

    against: Against
    value: float | None
    difference: float | None
    period: Period | None = None
    place: int | None = None
    count: int | None = None
