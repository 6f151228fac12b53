"""Promises on a line of months: a lane for whoever is to keep them, or for each decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from data_access.days import month_key
from metrics.commitments.board import Promise
from metrics.commitments.state import outcome
from metrics.commitments.states import State

MOST_LANES = 9
UNNAMED = "—"  # a decision without a number
MOST_MARKS = 30  # of one month in one lane; how many more there are is written


class LaneOf(StrEnum):
    OPERATOR = "operator"
    DECISION = "decision"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """`place`: of those of its month in its lane, from the lane's foot; what needs somebody
    first."""

    promise: Promise
    month: int
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """`name`: '' for all that have no lane of their own. `more`: by month, those that are not
    placed."""

    name: str
    placed: Sequence[Placed]
    more: dict[int, int]

    @property
    def highest(self) -> int:
        """Marks of the month that has most."""
        return max((each.place + 1 for each in self.placed), default=0)


def lanes(promises: Sequence[Promise], of: LaneOf) -> list[Lane]:
    """Whoever has promised most first."""
    counts = Counter(_name(p, of) for p in promises)
    ordered = sorted(counts, key=lambda name: (-counts[name], name))
    own = ordered if len(ordered) <= MOST_LANES else ordered[: MOST_LANES - 1]
    found = [_lane(name, [p for p in promises if _name(p, of) == name]) for name in own]
    rest = [p for p in promises if _name(p, of) not in own]
    return [*found, *([_lane("", rest)] if rest else [])]


def _name(promise: Promise, of: LaneOf) -> str:
    return promise.of.operator if of is LaneOf.OPERATOR else promise.of.decision or UNNAMED


def _lane(name: str, promises: Sequence[Promise]) -> Lane:
    placed: list[Placed] = []
    more: dict[int, int] = {}
    for month, group in groupby(sorted(promises, key=_order), key=_month):
        own = list(group)
        placed += [
            Placed(promise=promise, month=month, place=place)
            for place, promise in enumerate(own[:MOST_MARKS])
        ]
        if len(own) > MOST_MARKS:
            more[month] = len(own) - MOST_MARKS
    return Lane(name=name, placed=placed, more=more)


def _month(promise: Promise) -> int:
    return month_key(promise.of.planned_on)


def _order(promise: Promise) -> tuple[int, int, date, str]:
    of = promise.of
    return _month(promise), list(State).index(promise.state), of.planned_on, of.village


def as_of(promises: Sequence[Promise], day: date) -> list[Promise]:
    """The same promises as they stood at a day's end: by the surveys that there had been."""
    found = []
    for promise in promises:
        seen = tuple(each for each in promise.of.seen if each.day <= day)
        found.append(Promise(of=promise.of, outcome=outcome(promise.of.planned_on, seen, day)))
    return found
