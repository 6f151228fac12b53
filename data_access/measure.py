"""Measure: an additive column. It says which rows it counts, what one row adds, and when.

A *flow* counts on one day (`basis`) and is summed over a period. A *stock* enters on `basis` and
leaves on `until`; its rollup holds the changes, so that the stock on any day is the sum of all
changes up to it. Both are exact for any selection because both only ever add.

A stock *of a cohort* counts, of what was received in a period, that which stands in some way at the
period's end: its changes are kept by the time of receipt as well. All of them are, the end that
never comes included, so they add up to nothing, and what stands on a day is also what the changes
after it take away again. Those are few however long the history is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Column, ColumnElement, and_, case, literal


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Measure:
    """`family` names the rollups that hold it; `adds` is what one row adds to it. `held`: the name
    of the column that holds it, where another measure reads the same one otherwise. `cohort`: the
    day by which a row belongs to a period, where that is not the day it counts on; with `ever`, a
    row of any earlier period counts as well."""

    name: str
    family: str
    basis: ColumnElement[int] | None = None
    until: Column[int] | None = None
    adds: ColumnElement[Any]
    cohort: Column[int] | None = None
    ever: bool = False
    held: str = ""

    @property
    def stock(self) -> bool:
        return self.until is not None

    @property
    def column(self) -> str:
        return self.held or self.name

    def __add__(self, other: Measure | Terms) -> Terms:
        return Terms(((1, self),)) + other

    def __sub__(self, other: Measure | Terms) -> Terms:
        return Terms(((1, self),)) - other


@dataclass(frozen=True, slots=True)
class Terms:
    """A sum of measures with signs: what a numerator or a denominator is made of."""

    parts: tuple[tuple[int, Measure], ...]

    def __add__(self, other: Measure | Terms) -> Terms:
        return Terms(self.parts + terms(other).parts)

    def __sub__(self, other: Measure | Terms) -> Terms:
        return Terms(self.parts + tuple((-sign, part) for sign, part in terms(other).parts))


def terms(of: Measure | Terms) -> Terms:
    return of if isinstance(of, Terms) else _alone(of)


@lru_cache(1_000)
def _alone(of: Measure) -> Terms:
    return Terms(((1, of),))


def when(*conditions: Any, then: Any = 1) -> ColumnElement[Any]:
    return case((and_(*conditions), then), else_=0)


ONE: ColumnElement[Any] = literal(1)
# Of histograms of durations: a cell holds a block of consecutive numbers of days side by side, so
# that it is exact and yet one row.
BLOCK = 32
