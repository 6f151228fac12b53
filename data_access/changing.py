"""Which rows change which cells of a rollup, as a database counts them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    cast,
    func,
    literal_column,
    or_,
    select,
    true,
    union_all,
)

from data_access.days import NEVER
from data_access.measures import Measure
from data_access.rollups import FOLDED, HUNDRED, Grain, Rollup

Pass: TypeAlias = tuple[ColumnElement[int] | None, int, list[Measure]]
_ZERO: ColumnElement[int] = literal_column("0")


def passes(rollup: Rollup) -> list[Pass]:
    """Which measures change on which day: a stock enters on one and leaves on another."""
    if rollup.grain is None:
        return [(None, 1, list(rollup.measures))]
    found: dict[str, Pass] = {}
    for measure in rollup.measures:
        for day, direction in ((measure.basis, 1), (measure.until, -1)):
            if day is not None:
                key = f"{day}{direction}"
                found.setdefault(key, (day, direction, []))[2].append(measure)
    return list(found.values())


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


def cells(
    rollup: Rollup,
    *,
    first: Mapping[str, ColumnElement[Any]] | None = None,
    where: ColumnElement[bool] | None = None,
) -> Select[Any]:
    """What rows add to the cells of a rollup, as one statement over its fact table. Columns: those
    of `first`, the time, `more`, `dims`, `folded`, the measures. `where`: which rows."""
    begin = dict(first or {})
    grain = [str(rollup.grain)] if rollup.grain else []
    names = [*begin, *grain, *rollup.more, *rollup.dims]
    every = [_of_day(rollup, names, begin, *each, where) for each in passes(rollup)]
    rows = union_all(*every).subquery("changes")
    keys = [rows.c[name] for name in names]
    sums = (func.sum(rows.c[name]).label(name) for name in sums_of(rollup))
    return select(*keys, *sums).group_by(*keys)


def sums_of(rollup: Rollup) -> list[str]:
    return [FOLDED, *(measure.column for measure in rollup.measures)]


def _of_day(
    rollup: Rollup,
    names: list[str],
    first: Mapping[str, ColumnElement[Any]],
    day: ColumnElement[int] | None,
    direction: int,
    measures: list[Measure],
    where: ColumnElement[bool] | None,
) -> Select[Any]:
    """The changes of one day: a stock enters on one and leaves on another. Of one type: ClickHouse
    adds up no others."""
    every = {**first, **keys_of(rollup, day)}
    keys = {name: every[name] for name in names}
    added: dict[str, Any] = {m.column: func.sum(direction * m.adds) for m in measures}
    added[FOLDED] = func.count()
    query = select(
        *(key.label(name) for name, key in keys.items()),
        *(cast(added.get(name, _ZERO), BigInteger).label(name) for name in sums_of(rollup)),
    )
    query = query.where(*counted(rollup, day, measures)).group_by(*keys.values())
    return query if where is None else query.where(where)
