"""Cubes: what a rollup is, and how its table is made. `rollups` lists all that there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
)

from data_access.measures import Measure, of_family
from data_access.schema import metadata

FOLDED = "folded"  # column of a cube: how many rows were folded into the cell
RECEIVED_MONTH, RECEIVED_DAY, BLOCK = "received_month", "received_day", "block"
_WORKED_OUT: Mapping[str, Any] = {BLOCK: SmallInteger, "level": String(10)}


class Grain(StrEnum):
    MONTH = "month"
    DAY = "day"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rollup:
    """One rollup table: `grain` is its time column (None: as things stand now), `dims` its other
    key columns, named as in the fact table; `more` are key columns that are worked out from a row.
    `rows`: which rows it is about. Column `folded` says how many rows a cell holds, so that it goes
    when the last of them does."""

    family: str
    fact: Table
    table: Table
    grain: Grain | None
    dims: tuple[str, ...]
    measures: tuple[Measure, ...]
    more: Mapping[str, ColumnElement[Any]] = field(default_factory=dict)
    rows: ColumnElement[Any] | None = None

    @property
    def time(self) -> Column[int]:
        return self.table.c[str(self.grain)]

    @property
    def cohort(self) -> Column[int] | None:
        """The time of receipt of what a cell is about, where that is not its own time."""
        found = (self.table.c.get(name) for name in (RECEIVED_MONTH, RECEIVED_DAY))
        return next((column for column in found if column is not None), None)


def _key(name: str, kind: Any) -> Column[Any]:
    return Column(name, kind, primary_key=True, autoincrement=False)


def _counter(name: str) -> Column[Any]:
    return Column(name, BigInteger, nullable=False, default=0, server_default="0")


def _indexed(table: Table) -> Table:
    """Finds the cells that no row is left in, which are deleted: a cell is there if and only if
    something was reported, be it that none of it counts."""
    count = table.c[FOLDED]
    nothing = count == 0
    Index(f"ix_{table.name}_empty", count, sqlite_where=nothing, postgresql_where=nothing)
    return table


def cube(
    name: str,
    family: str,
    fact: Table,
    grain: Grain | None,
    dims: tuple[str, ...],
    *,
    more: Mapping[str, ColumnElement[Any]] | None = None,
    rows: ColumnElement[Any] | None = None,
    tables: MetaData = metadata,
) -> Rollup:
    measures = tuple(of_family(family))
    table = Table(
        name,
        tables,
        *([_key(str(grain), Integer)] if grain else []),
        *(_key(name, _WORKED_OUT.get(name, Integer)) for name in more or ()),
        *(_key(dim, fact.c[dim].type) for dim in dims),
        _counter(FOLDED),
        *(_counter(measure.name) for measure in measures),
        sqlite_with_rowid=False,
    )  # fmt: skip
    return Rollup(
        family=family,
        fact=fact,
        table=_indexed(table),
        grain=grain,
        dims=dims,
        measures=measures,
        more=more or {},
        rows=rows,
    )
