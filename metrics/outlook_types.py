"""What is asked of a forecast, and what it answers: plain values that travel between processes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

MONTHS = 40  # of history, with the running one: as many as the trials need
TRIED = 24  # month ends that a forecast is tried on
AHEAD = 3  # months that were unknown in each trial
SURE = 0.8  # of an interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one month has added to a figure since the year began: `start` to `end`, both included.
    A count has no denominator."""

    start: date
    end: date
    numerator: float
    denominator: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One of those that a target is broken down to: what it has so far, and lately."""

    code: str
    target: float
    numerator: float
    denominator: float
    late_numerator: float
    late_denominator: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One figure with its target. `daily` names the series of what comes to its denominator; '':
    it is only known by month. `numerator` and `denominator`: from the target's beginning up to and
    with the last whole day. `falls`: less is better."""

    id: str
    daily: str
    ratio: bool
    falls: bool
    target: float
    begins: date
    ends: date
    numerator: float
    denominator: float
    steps: tuple[Step, ...]
    units: tuple[Unit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """`first`: the day that `days` begin with; `worked`: of each day from it to the furthest end,
    whether it is worked; `known`: how many of them lie behind us."""

    first: date
    known: int
    worked: tuple[bool, ...]
    daily: dict[str, tuple[float, ...]]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """`misses`: the probability of not attaining the target."""

    value: float
    low: float
    high: float
    misses: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """How forecasts did at month ends that have passed: at how many, in how many the truth lay
    inside the interval, and the mean errors, of it and of 'the rest as last year'."""

    months: int = 0
    inside: int = 0
    error: float = 0.0
    last_year: float = 0.0

    @property
    def beats(self) -> bool:
        """Untried, it is used."""
        return self.error <= self.last_year


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """`by_model`: else the rest is taken to be as it was last year. `units`: code -> probability
    of missing, of those that are still open."""

    id: str
    guess: Guess
    by_model: bool
    trial: Trial
    units: dict[str, Guess] = field(default_factory=dict)
