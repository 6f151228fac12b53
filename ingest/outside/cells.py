"""What rows add to the cubes of a family, by the month in which they came: one statement a family,
for an engine that reads more rows than a database holds. The expressions are those of the measures.

Cells are kept as fine as any cube of the family has them (by day, agency, field and channel), and
cubes are summed up from them. They only ever add, so both come to the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    Table,
    cast,
    func,
    literal_column,
    select,
    union_all,
)

from data_access.measures import Measure
from data_access.rollups import ALL, FOLDED, Grain, Rollup, of_fact
from ingest.changing import counted, keys_of
from ingest.folding import passes
from ingest.outside.months import ROW_MONTH, month_of

_ZERO: ColumnElement[int] = literal_column("0")
# Columns of a cube's key that follow from a finer one of the cells.
_COARSER = {"month": "day", "received_month": "received_day"}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Family:
    """`finest`: a cube as fine as all cubes of the family together; it has no table of its own."""

    name: str
    finest: Rollup
    rollups: tuple[Rollup, ...]

    @property
    def keys(self) -> list[str]:
        grain = [str(self.finest.grain)] if self.finest.grain else []
        return [*grain, *self.finest.more, *self.finest.dims]

    @property
    def sums(self) -> list[str]:
        return [FOLDED, *(measure.column for measure in self.finest.measures)]

    def key_of(self, rollup: Rollup) -> Mapping[str, str]:
        """The key of a cube, each column as an expression over those of the cells."""
        return {column.name: self._made(column.name) for column in rollup.table.primary_key}

    def _made(self, name: str) -> str:
        return name if name in self.keys else f"{_COARSER[name]} // 100"


def families(fact: Table) -> list[Family]:
    return [family(name) for name in dict.fromkeys(r.family for r in of_fact(fact))]


@cache
def family(name: str) -> Family:
    rollups = tuple(rollup for rollup in ALL if rollup.family == name)
    grains = {rollup.grain for rollup in rollups}
    more: dict[str, ColumnElement[Any]] = {}
    for rollup in rollups:
        more |= rollup.more
    more = {key: of for key, of in more.items() if _COARSER.get(key) not in more}
    last = rollups[-1]
    finest = Rollup(
        family=name,
        fact=last.fact,
        table=last.table,
        grain=Grain.DAY if Grain.DAY in grains else last.grain,
        dims=tuple(dict.fromkeys(dim for rollup in rollups for dim in rollup.dims)),
        measures=last.measures,
        more=more,
        rows=last.rows,
    )
    return Family(name=name, finest=finest, rollups=rollups)


def cells_by_month(of: Family, where: ColumnElement[bool] | None = None) -> Select[Any]:
    """Columns: `row_month`, then keys and sums of the family's cells. `where`: which rows."""
    every = [_of_day(of, *each, where) for each in passes(of.finest)]
    rows = union_all(*every).subquery("changes")
    keys = [rows.c[name] for name in (ROW_MONTH, *of.keys)]
    sums = (func.sum(rows.c[name]).label(name) for name in of.sums)
    return select(*keys, *sums).group_by(*keys)


def _of_day(
    of: Family,
    day: ColumnElement[int] | None,
    direction: int,
    measures: list[Measure],
    where: ColumnElement[bool] | None,
) -> Select[Any]:
    """The changes of one day: a stock enters on one and leaves on another. Of one type: ClickHouse
    adds up no others."""
    every = {ROW_MONTH: month_of(of.finest.fact), **keys_of(of.finest, day)}
    keys = {name: every[name] for name in (ROW_MONTH, *of.keys)}
    added: dict[str, Any] = {m.column: func.sum(direction * m.adds) for m in measures}
    added[FOLDED] = func.count()
    query = select(
        *(key.label(name) for name, key in keys.items()),
        *(cast(added.get(name, _ZERO), BigInteger).label(name) for name in of.sums),
    )
    query = query.where(*counted(of.finest, day, measures)).group_by(*keys.values())
    return query if where is None else query.where(where)
