"""Rollups: what pages read instead of rows. Small, separate, and additive.

A family of measures is kept in several cubes, coarse to fine, so that a figure reads the smallest
one that knows its filters: by month for whole months, by day for the edges of a period that does
not begin or end with a month. One cube with every dimension would barely be smaller than the rows.

Whether a dossier is overdue depends on the day one asks for as well as on the day it came, so cubes
of that family have two times: when something changed (`month` or `day`), and when the dossiers that
it changed for were received. `deadline_ledger` has both by day: for periods that begin within a
month, and for nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Index,
    Integer,
    SmallInteger,
    Table,
    and_,
    literal_column,
    or_,
)

from data_access.days import NEVER
from data_access.measures import Measure, duration_block, of_family
from data_access.schema import documents, dossiers, metadata, stations, villages

# The day as of which a row's code of a commune is to be understood, by family.
SINCE = {"village": "surveyed_day", "station": "on_air_day"}
FOLDED = "folded"  # column of a cube: how many rows were folded into the cell
RECEIVED_MONTH, RECEIVED_DAY, BLOCK = "received_month", "received_day", "block"

# Written out, not bound: PostgreSQL must see that SELECT and GROUP BY name the same month.
HUNDRED: ColumnElement[int] = literal_column("100", Integer)


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


def _cube(
    name: str,
    family: str,
    fact: Table,
    grain: Grain | None,
    dims: tuple[str, ...],
    *,
    more: Mapping[str, ColumnElement[Any]] | None = None,
    rows: ColumnElement[Any] | None = None,
) -> Rollup:
    measures = tuple(of_family(family))
    table = Table(
        name,
        metadata,
        *([_key(str(grain), Integer)] if grain else []),
        *(_key(worked_out, SmallInteger if worked_out == BLOCK else Integer)
          for worked_out in more or ()),
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


_NONE: tuple[str, ...] = ()
_AGENCY = ("agency_code", "channel")
_FIELD = ("field", "channel")
_BOTH = ("agency_code", "field", "channel")

DOSSIER_CUBES = (
    _cube("dossier_month", "dossier", dossiers, Grain.MONTH, _NONE),
    _cube("dossier_month_field", "dossier", dossiers, Grain.MONTH, _FIELD),
    _cube("dossier_month_agencies", "dossier", dossiers, Grain.MONTH, ("agency_code",)),
    _cube("dossier_month_agency", "dossier", dossiers, Grain.MONTH, _AGENCY),
    _cube("dossier_month_agency_field", "dossier", dossiers, Grain.MONTH, _BOTH),
    _cube("dossier_day", "dossier", dossiers, Grain.DAY, _NONE),
    _cube("dossier_day_field", "dossier", dossiers, Grain.DAY, _FIELD),
    _cube("dossier_day_agency", "dossier", dossiers, Grain.DAY, _AGENCY),
    # Without the channel, which would double the largest of them for a question nobody asks.
    _cube("dossier_day_agency_field", "dossier", dossiers, Grain.DAY, ("agency_code", "field")),
)
STATES = (
    _cube("dossier_states_channel", "state", dossiers, None, ("channel",)),
    _cube("dossier_states", "state", dossiers, None, _BOTH),
)
OTHER_CUBES = (
    _cube("document_month", "document", documents, Grain.MONTH, ("agency_code",)),
    _cube("document_day", "document", documents, Grain.DAY, ("agency_code",)),
    _cube("village_day_survey", "village", villages, Grain.DAY, ("commune_code", "surveyed_day")),
    _cube("station_day_on_air", "station", stations, Grain.DAY, ("commune_code", "on_air_day")),
)

_LASTED = and_(dossiers.c.duration_days.is_not(None), dossiers.c.state.not_in((1, 3)))


def _durations(name: str, dims: tuple[str, ...]) -> Rollup:
    more = {BLOCK: duration_block}
    return _cube(name, "duration", dossiers, Grain.MONTH, dims, more=more, rows=_LASTED)


DURATION_CUBES = (
    _durations("duration_histogram", _NONE),
    _durations("duration_histogram_field", _FIELD),
    _durations("duration_histogram_agency", _AGENCY),
    _durations("duration_histogram_agency_field", _BOTH),
)

_DEADLINE_MATTERS = and_(
    dossiers.c.state.not_in((1, 3)),
    dossiers.c.deadline_day < NEVER,
    or_(
        dossiers.c.closed_day > dossiers.c.deadline_day,
        dossiers.c.late,
        dossiers.c.finished_day == NEVER,
    ),
)


def _deadlines(name: str, grain: Grain, dims: tuple[str, ...], received: str) -> Rollup:
    day = dossiers.c.received_day
    more: dict[str, ColumnElement[Any]] = {
        received: day if received == RECEIVED_DAY else day // HUNDRED
    }
    return _cube(name, "deadline", dossiers, grain, dims, more=more, rows=_DEADLINE_MATTERS)


DEADLINE_CUBES = tuple(
    _deadlines(f"deadline_{grain}{of}", grain, dims, RECEIVED_MONTH)
    for grain in Grain
    for of, dims in (
        ("", _NONE),
        ("_field", _FIELD),
        ("_agency", ("agency_code",)),
        ("_agency_field", _BOTH),
    )
)
LEDGER = _deadlines("deadline_ledger", Grain.DAY, _BOTH, RECEIVED_DAY)

ALL: tuple[Rollup, ...] = (
    *DOSSIER_CUBES,
    *OTHER_CUBES,
    *DURATION_CUBES,
    *STATES,
    *DEADLINE_CUBES,
    LEDGER,
)


def of_fact(fact: Table) -> list[Rollup]:
    return [rollup for rollup in ALL if rollup.fact is fact]


def pick(family: str, grain: Grain | None, needed: Iterable[str]) -> Rollup | None:
    """The coarsest rollup of a family and grain that knows all needed dimensions."""
    wanted = set(needed)
    for rollup in ALL:
        if rollup.family == family and rollup.grain == grain and wanted <= set(rollup.dims):
            return rollup
    return None
