"""Which rows change which cells of a rollup, as a database counts them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, or_, true

from data_access.days import NEVER
from data_access.measures import Measure
from data_access.rollups import HUNDRED, Grain, Rollup


def keys_of(rollup: Rollup, day: ColumnElement[int] | None) -> dict[str, ColumnElement[Any]]:
    """What the key of a cell is made of, by its columns' names; `day`: on which it changes."""
    keys = {**rollup.more, **{dim: rollup.fact.c[dim] for dim in rollup.dims}}
    if day is not None:
        keys[str(rollup.grain)] = day if rollup.grain is Grain.DAY else day // HUNDRED
    return keys


def counted(
    rollup: Rollup, day: ColumnElement[int] | None, measures: list[Measure]
) -> list[ColumnElement[bool]]:
    """Which rows change cells of a rollup on a day."""
    about = [] if rollup.rows is None else [rollup.rows]
    return [_counted(rollup, day, measures), *about]


def _counted(
    rollup: Rollup, day: ColumnElement[int] | None, measures: list[Measure]
) -> ColumnElement[bool]:
    """A change of a cohort is kept where there is one, though it never comes (see `measures`);
    anything else where it has come, though it be that none of it counts."""
    if rollup.cohort is not None:
        return or_(*(m.adds != 0 for m in measures))
    return true() if day is None else day < NEVER
