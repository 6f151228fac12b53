"""Rollups: what pages read instead of rows. Small, separate, and additive.

A family of measures is kept in several cubes, coarse to fine, so that a figure reads the smallest
one that knows its filters: by month for whole months, by day for the edges of a period that does
not begin or end with a month. One cube with every dimension would barely be smaller than the rows.

`dossier_deadlines` is the exception to months: whether a dossier is overdue depends on the day one
asks for. It holds only those that this can matter for (open, finished late, withdrawn).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Index,
    Integer,
    SmallInteger,
    Table,
    and_,
    or_,
)

from data_access.days import NEVER
from data_access.measures import Measure, of_family
from data_access.schema import documents, dossiers, metadata, stations, villages

FOLDED = "folded"  # column of a cube: how many rows were folded into the cell


class Grain(StrEnum):
    MONTH = "month"
    DAY = "day"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rollup:
    """One rollup table: `grain` is its time column (None: as things stand now), `dims` its other
    key columns, named as in the fact table; `count` is the column that says how many rows a cell
    holds, so that it goes when the last of them does."""

    family: str
    fact: Table
    table: Table
    grain: Grain | None
    dims: tuple[str, ...]
    measures: tuple[Measure, ...]
    count: str
    rows: ColumnElement[Any] | None = None

    @property
    def time(self) -> Column[int]:
        return self.table.c[str(self.grain)]


def _key(column: Column[Any]) -> Column[Any]:
    return Column(column.name, column.type, primary_key=True)


def _counter(name: str) -> Column[Any]:
    return Column(name, BigInteger, nullable=False, default=0, server_default="0")


def _indexed(table: Table, count: str) -> Table:
    """Finds the cells that no row is left in, which are deleted: a cell is there if and only if
    something was reported, be it that none of it counts."""
    nothing = table.c[count] == 0
    Index(f"ix_{table.name}_empty", table.c[count], sqlite_where=nothing, postgresql_where=nothing)
    return table


def _cube(
    name: str, family: str, fact: Table, grain: Grain | None, dims: tuple[str, ...]
) -> Rollup:
    measures = tuple(of_family(family))
    time = [Column(str(grain), Integer, primary_key=True, autoincrement=False)] if grain else []
    table = Table(
        name,
        metadata,
        *time,
        *(_key(fact.c[dim]) for dim in dims),
        _counter(FOLDED),
        *(_counter(measure.name) for measure in measures),
        sqlite_with_rowid=False,
    )
    return Rollup(
        family=family,
        fact=fact,
        table=_indexed(table, FOLDED),
        grain=grain,
        dims=dims,
        measures=measures,
        count=FOLDED,
    )


_AGENCY = ("agency_code", "channel")
_FIELD = ("field", "channel")
_BOTH = ("agency_code", "field", "channel")

DOSSIER_CUBES = (
    _cube("dossier_month_field", "dossier", dossiers, Grain.MONTH, _FIELD),
    _cube("dossier_month_agency", "dossier", dossiers, Grain.MONTH, _AGENCY),
    _cube("dossier_month_agency_field", "dossier", dossiers, Grain.MONTH, _BOTH),
    _cube("dossier_day_field", "dossier", dossiers, Grain.DAY, _FIELD),
    _cube("dossier_day_agency", "dossier", dossiers, Grain.DAY, _AGENCY),
    # Without the channel, which would double the largest of them for a question nobody asks.
    _cube("dossier_day_agency_field", "dossier", dossiers, Grain.DAY, ("agency_code", "field")),
)
STATES = _cube("dossier_states", "state", dossiers, None, _BOTH)
OTHER_CUBES = (
    _cube("document_month", "document", documents, Grain.MONTH, ("agency_code",)),
    _cube("document_day", "document", documents, Grain.DAY, ("agency_code",)),
    _cube("village_day", "village", villages, Grain.DAY, ("commune_code",)),
    _cube("station_day", "station", stations, Grain.DAY, ("commune_code",)),
)


def _duration_cube(name: str, dims: tuple[str, ...]) -> Rollup:
    table = Table(
        name,
        metadata,
        Column("month", Integer, primary_key=True, autoincrement=False),
        *(_key(dossiers.c[dim]) for dim in dims),
        Column("duration_days", SmallInteger, primary_key=True, autoincrement=False),
        Column("dossiers", BigInteger, nullable=False, server_default="0"),
        sqlite_with_rowid=False,
    )
    return Rollup(
        family="duration",
        fact=dossiers,
        table=_indexed(table, "dossiers"),
        grain=Grain.MONTH,
        dims=(*dims, "duration_days"),
        count="dossiers",
        measures=tuple(of_family("duration")),
        rows=and_(dossiers.c.duration_days.is_not(None), dossiers.c.state.not_in((1, 3))),
    )


DURATION_CUBES = (
    _duration_cube("duration_month_field", ("field", "channel")),
    _duration_cube("duration_month_agency", ("agency_code", "channel")),
    _duration_cube("duration_month_agency_field", ("agency_code", "field")),
)

_DEADLINE_DAYS = ("closed_day", "deadline_day", "received_day", "finished_day")
_DEADLINES = Table(
    "dossier_deadlines",
    metadata,
    *(Column(day, Integer, primary_key=True, autoincrement=False) for day in _DEADLINE_DAYS),
    *(_key(dossiers.c[dim]) for dim in _BOTH),
    Column("late", Boolean, primary_key=True),
    Column("dossiers", BigInteger, nullable=False, server_default="0"),
    sqlite_with_rowid=False,
)
DEADLINES = Rollup(
    family="deadline",
    fact=dossiers,
    table=_indexed(_DEADLINES, "dossiers"),
    grain=None,
    dims=(*_DEADLINE_DAYS, *_BOTH, "late"),
    measures=tuple(of_family("deadline")),
    count="dossiers",
    rows=and_(
        dossiers.c.state.not_in((1, 3)),
        dossiers.c.deadline_day < NEVER,
        or_(
            dossiers.c.closed_day == NEVER,
            dossiers.c.late,
            dossiers.c.finished_day == NEVER,
        ),
    ),
)

CUBES: tuple[Rollup, ...] = (*DOSSIER_CUBES, *OTHER_CUBES, *DURATION_CUBES)
ALL: tuple[Rollup, ...] = (*CUBES, STATES, DEADLINES)


def of_fact(fact: Table) -> list[Rollup]:
    return [rollup for rollup in ALL if rollup.fact is fact]


def pick(family: str, grain: Grain | None, needed: Iterable[str]) -> Rollup | None:
    """The coarsest rollup of a family and grain that knows all needed dimensions."""
    wanted = set(needed)
    for rollup in ALL:
        if rollup.family == family and rollup.grain == grain and wanted <= set(rollup.dims):
            return rollup
    return None
