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

from sqlalchemy import ColumnElement, Select, Table

from data_access.changing import cells, sums_of
from data_access.rollups import ALL, Grain, Rollup, of_fact
from ingest.outside.months import ROW_MONTH, month_of

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
        return sums_of(self.finest)

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
    return cells(of.finest, first={ROW_MONTH: month_of(of.finest.fact)}, where=where)
