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

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Integer, MetaData, Table, and_, case, literal_column, or_

from data_access.cubes import (
    BLOCK,
    FOLDED,
    RECEIVED_DAY,
    RECEIVED_MONTH,
    Grain,
    Rollup,
    cube,
)
from data_access.days import NEVER
from data_access.measures import duration_block
from data_access.office_measures import closing_block
from data_access.schema import (
    documents,
    dossiers,
    facilities,
    incidents,
    measurements,
    networks,
    petitions,
    portals,
    procedures,
    stations,
    tasks,
    villages,
)

__all__ = [
    "ALL",
    "BLOCK",
    "FOLDED",
    "HUNDRED",
    "LEDGER",
    "ROW_CUBES",
    "USAGE",
    "Grain",
    "Rollup",
    "of_fact",
    "pick",
]

# Of families whose rows lie in communes: the day as of which a row's code is to be understood.
SINCE = {"village": "surveyed_day", "station": "on_air_day", "facility": "checked_day"}
# Written out, not bound: PostgreSQL must see that SELECT and GROUP BY name the same month.
HUNDRED: ColumnElement[int] = literal_column("100", Integer)


_NONE: tuple[str, ...] = ()
_AGENCY = ("agency_code", "channel")
_FIELD = ("field", "channel")
_BOTH = ("agency_code", "field", "channel")

DOSSIER_CUBES = (
    cube("dossier_month", "dossier", dossiers, Grain.MONTH, _NONE),
    cube("dossier_month_field", "dossier", dossiers, Grain.MONTH, _FIELD),
    cube("dossier_month_agencies", "dossier", dossiers, Grain.MONTH, ("agency_code",)),
    cube("dossier_month_agency", "dossier", dossiers, Grain.MONTH, _AGENCY),
    cube("dossier_month_agency_field", "dossier", dossiers, Grain.MONTH, _BOTH),
    cube("dossier_day", "dossier", dossiers, Grain.DAY, _NONE),
    cube("dossier_day_field", "dossier", dossiers, Grain.DAY, _FIELD),
    cube("dossier_day_agency", "dossier", dossiers, Grain.DAY, _AGENCY),
    # Without the channel, which would double the largest of them for a question nobody asks.
    cube("dossier_day_agency_field", "dossier", dossiers, Grain.DAY, ("agency_code", "field")),
)
USAGE = cube("usage_month", "usage", dossiers, Grain.MONTH, ("procedure_code",),
             rows=dossiers.c.procedure_code.is_not(None))  # fmt: skip
STATES = (
    cube("dossier_states_channel", "state", dossiers, None, ("channel",)),
    cube("dossier_states", "state", dossiers, None, _BOTH),
)
OTHER_CUBES = (
    cube("document_month", "document", documents, Grain.MONTH, ("agency_code",)),
    cube("document_day", "document", documents, Grain.DAY, ("agency_code",)),
    cube("village_day_survey", "village", villages, Grain.DAY, ("commune_code", "surveyed_day")),
    cube("station_day_on_air", "station", stations, Grain.DAY, ("commune_code", "on_air_day")),
    cube("facility_day_check", "facility", facilities, Grain.DAY, ("commune_code", "checked_day")),
    cube("measurement_month_hexagon", "measurement", measurements, Grain.MONTH,
         ("hexagon", "operator", "technology")),
)  # fmt: skip

_PLACE = ("agency_code",)
# NULL is no key: a procedure whose level nobody says has ''.
_LEVEL: dict[str, ColumnElement[Any]] = {
    "level": case((procedures.c.level.is_(None), ""), else_=procedures.c.level)
}
# Few rows a day, and some of them about days to come: by day only, a month is summed from its days.
OFFICE_CUBES = (
    cube("petition_day", "petition", petitions, Grain.DAY, _NONE),
    cube("petition_day_agency", "petition", petitions, Grain.DAY, _PLACE),
    cube("petition_day_agency_field", "petition", petitions, Grain.DAY, (*_PLACE, "field")),
    cube("task_day_agency", "task", tasks, Grain.DAY, _PLACE),
    cube("incident_day_agency", "incident", incidents, Grain.DAY, _PLACE),
    cube("closing_histogram", "closing", incidents, Grain.DAY, _PLACE,
         more={BLOCK: closing_block}, rows=incidents.c.duration_days.is_not(None)),
    cube("network_day_agency", "network", networks, Grain.DAY, _PLACE),
    cube("portal_day_agency", "portal", portals, Grain.DAY, _PLACE),
    cube("procedure_day", "procedure", procedures, Grain.DAY, ("field",), more=_LEVEL),
)  # fmt: skip

_LASTED = and_(dossiers.c.duration_days.is_not(None), dossiers.c.state.not_in((1, 3)))


def _durations(name: str, dims: tuple[str, ...]) -> Rollup:
    more = {BLOCK: duration_block}
    return cube(name, "duration", dossiers, Grain.MONTH, dims, more=more, rows=_LASTED)


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
    return cube(name, "deadline", dossiers, grain, dims, more=more, rows=_DEADLINE_MATTERS)


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
    USAGE,
    *OTHER_CUBES,
    *OFFICE_CUBES,
    *DURATION_CUBES,
    *STATES,
    *DEADLINE_CUBES,
    LEDGER,
)


# What no database holds, for it would be as large as the rows: an analytical store works the cells
# out of its copy of the rows whenever they are asked for (`analytics`).
_NOWHERE = MetaData()
ROW_CUBES: tuple[Rollup, ...] = (
    cube("dossier_by_rows", "dossier", dossiers, Grain.DAY, _BOTH, tables=_NOWHERE),
    cube("duration_by_rows", "duration", dossiers, Grain.DAY, _BOTH,
         more={BLOCK: duration_block}, rows=_LASTED, tables=_NOWHERE),
)  # fmt: skip


def of_fact(fact: Table) -> list[Rollup]:
    return [rollup for rollup in ALL if rollup.fact is fact]


def pick(
    family: str,
    grain: Grain | None,
    needed: Iterable[str],
    among: tuple[Rollup, ...] = ALL,
) -> Rollup | None:
    """The coarsest rollup of a family and grain that knows all needed dimensions."""
    wanted = set(needed)
    for rollup in among:
        if (
            rollup.family == family
            and rollup.grain == grain
            and wanted <= {*rollup.dims, *rollup.more}
        ):
            return rollup
    return None
