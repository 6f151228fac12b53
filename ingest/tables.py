"""The tables that can be loaded. A new one is one entry here: the rest is read from the schema."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import Any

from sqlalchemy import Boolean, Column, Date, DateTime, Float, Integer, SmallInteger, String, Table

from data_access import schema
from data_access.errors import TamNhinError
from ingest.reasons import Reason

_SINCE_EVER = date(1900, 1, 1)
LEVELS = ("province", "district", "commune")
MOBILE = ("2g", "3g", "4g", "5g")
SEVERITIES = ("low", "medium", "serious")
TASK_KINDS = ("task", "programme", "scheme")
SITES = ("site", "height")
PROMISED = ("signal", "power", "broadband")
ZONES = ("I", "II", "III", "none")
FACILITIES = ("school", "health_post")
CABLES = ("fibre", "dedicated")
SET_BY_STATEMENTS = ("content_hash", "mast_lead", "superseded_day")


class Kind(StrEnum):
    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    YES_NO = "yes_no"
    TIME = "time"
    DAY = "day"
    INTERVALS = "intervals"  # see `ingest.pauses`


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnSpec:
    """`choices` are the only values allowed; `outside` the reason given for any other."""

    name: str
    kind: Kind
    required: bool
    default: Any = None
    choices: tuple[Any, ...] = ()
    outside: Reason = Reason.UNKNOWN_VALUE
    length: int | None = None
    event: bool = False
    ahead: bool = False
    refers: str | None = None
    largest: int = 2**31 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSpec:
    """`derived`: worked out by us, never mapped. `events`: columns that tell when something
    happened, so they cannot lie in the future, but for those in `ahead`, which may be planned.
    `group`: rows that share it change one another (a village's surveys, a mast's stations).
    `before`: (earlier, later) pairs of events.
    `follows`: derived from other columns alone, so that a row's hash need not cover it; and it does
    not, for it came after rows had been hashed."""

    table: Table
    derived: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    defaults: Mapping[str, Any] = field(default_factory=dict)
    choices: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    refers: Mapping[str, str] = field(default_factory=dict)
    events: tuple[str, ...] = ()
    ahead: tuple[str, ...] = ()
    before: tuple[tuple[str, str], ...] = ()
    group: str | None = None
    places: bool = False
    intervals: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.table.name

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.table.primary_key.columns)

    @property
    def columns(self) -> tuple[ColumnSpec, ...]:
        """What a source may give."""
        ours = {*self.derived, *self.follows, *SET_BY_STATEMENTS}
        return tuple(
            self._column(column) for column in self.table.columns if column.name not in ours
        )

    @property
    def hashed(self) -> tuple[str, ...]:
        """All that a row's hash covers: what other rows or statements decide is left out."""
        others = {*self.follows, *SET_BY_STATEMENTS}
        return tuple(column.name for column in self.table.columns if column.name not in others)

    def _column(self, column: Column[Any]) -> ColumnSpec:
        default = self.defaults.get(column.name, _default(column))
        return ColumnSpec(
            name=column.name,
            kind=Kind.INTERVALS if column.name in self.intervals else kind_of(column),
            required=not column.nullable and default is None and column.name not in self.optional,
            default=default,
            choices=self.choices.get(column.name, ()),
            outside=Reason.UNKNOWN_STATE if column.name == "state" else Reason.UNKNOWN_VALUE,
            length=column.type.length if isinstance(column.type, String) else None,
            event=column.name in self.events,
            ahead=column.name in self.ahead,
            refers=self.refers.get(column.name),
            largest=2**15 - 1 if isinstance(column.type, SmallInteger) else 2**31 - 1,
        )


def _default(column: Column[Any]) -> Any:
    default: Any = column.default
    return None if default is None else default.arg


def kind_of(column: Column[Any]) -> Kind:
    kinds: tuple[tuple[Any, Kind], ...] = (
        (Boolean, Kind.YES_NO),
        (DateTime, Kind.TIME),
        (Date, Kind.DAY),
        (Integer, Kind.INTEGER),
        (Float, Kind.NUMBER),
    )
    return next((kind for of, kind in kinds if isinstance(column.type, of)), Kind.TEXT)


_TABLES = (
    TableSpec(
        table=schema.areas,
        optional=("kind",),
        defaults={"valid_from": _SINCE_EVER},
        choices={"level": LEVELS, "minority_zone": ZONES},
        places=True,
    ),
    TableSpec(
        table=schema.agencies,
        optional=("short_name",),
        choices={"level": LEVELS},
        refers={"area_code": "area"},
        places=True,
    ),
    TableSpec(
        table=schema.procedures,
        follows=("published_day", "online_day", "withdrawn_day"),
        choices={"level": LEVELS, "online_level": ("none", "partial", "end_to_end")},
    ),
    TableSpec(table=schema.holidays),
    TableSpec(
        table=schema.dossiers,
        derived=(
            "received_day",
            "deadline_day",
            "finished_day",
            "closed_day",
            "late",
            "early",
            "duration_days",
        ),
        optional=("field", "state"),
        choices={"channel": ("direct", "online", "postal"), "state": tuple(range(1, 11))},
        refers={
            "procedure_code": "procedure",
            "agency_code": "agency",
            "receiving_agency_code": "agency",
        },
        events=("received_at", "finished_at", "returned_at", "closed_at"),
        before=(
            ("received_at", "finished_at"),
            ("received_at", "returned_at"),
            ("received_at", "closed_at"),
        ),
        intervals=("pauses",),
    ),
    TableSpec(table=schema.applicants),
    TableSpec(
        table=schema.documents,
        derived=("registered_day",),
        follows=("done_day", "late"),
        choices={"direction": ("in", "out")},
        refers={"agency_code": "agency"},
        events=("registered_at", "decided_at", "done_at"),
        before=(("registered_at", "decided_at"), ("registered_at", "done_at")),
    ),
    TableSpec(
        table=schema.petitions,
        derived=("received_day", "deadline_day", "answered_day", "late"),
        follows=("overdue_day",),
        refers={"agency_code": "agency", "area_code": "area"},
        events=("received_at", "answered_at"),
        before=(("received_at", "answered_at"),),
    ),
    TableSpec(
        table=schema.incidents,
        derived=("opened_day", "closed_day", "duration_days"),
        choices={"severity": SEVERITIES},
        refers={"agency_code": "agency"},
        events=("opened_at", "closed_at"),
        before=(("opened_at", "closed_at"),),
    ),
    TableSpec(
        table=schema.tasks,
        derived=("assigned_day", "deadline_day", "done_day", "late"),
        follows=("overdue_day",),
        choices={"kind": TASK_KINDS},
        refers={"agency_code": "agency"},
        events=("assigned_at", "done_at"),
        before=(("assigned_at", "done_at"),),
    ),
    TableSpec(
        table=schema.assessments,
        refers={"agency_code": "agency", "area_code": "area"},
    ),
    TableSpec(
        table=schema.networks,
        derived=("surveyed_day",),
        refers={"agency_code": "agency"},
        events=("surveyed_on",),
        group="agency_code",
    ),
    TableSpec(
        table=schema.portals,
        derived=("checked_day",),
        refers={"agency_code": "agency"},
        events=("checked_on", "last_post_on"),
        group="code",
    ),
    TableSpec(
        table=schema.villages,
        derived=("surveyed_day",),
        choices={"signal": ("none", "weak", "good"), "technology": ("none", *MOBILE)},
        refers={"commune_code": "area"},
        events=("surveyed_on",),
        group="code",
    ),
    TableSpec(
        table=schema.stations,
        derived=("on_air_day", "off_air_day"),
        optional=("mast_code",),
        choices={"technology": MOBILE},
        refers={"commune_code": "area"},
        events=("on_air_on",),
        ahead=("on_air_on",),  # a station that is planned
        group="mast_code",
    ),
    TableSpec(
        table=schema.cables,
        follows=("in_service_day", "out_of_service_day", "length_km"),
        optional=("name",),
        choices={"kind": CABLES},
        events=("in_service_on",),
        ahead=("in_service_on",),  # a route that is planned
        before=(("in_service_on", "out_of_service_on"),),
    ),
    TableSpec(
        table=schema.commitments,
        choices={"what": PROMISED},
        refers={"village_code": "village"},
    ),
    TableSpec(table=schema.sites, choices={"kind": SITES}),
    TableSpec(
        table=schema.measurements,
        derived=("measured_day", "hexagon", "band"),
        optional=("operator",),
        choices={"technology": ("none", *MOBILE)},
        events=("measured_at",),
    ),
    TableSpec(
        table=schema.facilities,
        derived=("checked_day",),
        choices={"kind": FACILITIES},
        refers={"commune_code": "area"},
        events=("checked_on",),
        group="code",
    ),
    TableSpec(
        table=schema.observations,
        choices={"level": ("", *LEVELS)},
        refers={"area_code": "area", "agency_code": "agency"},
    ),
    TableSpec(
        table=schema.targets,
        choices={"level": ("", *LEVELS)},
        refers={"area_code": "area", "agency_code": "agency"},
    ),
    TableSpec(table=schema.crosswalk, places=True),
    TableSpec(
        table=schema.boundaries,
        defaults={"kind": "official", "origin": ""},
        choices={"kind": ("official", "schematic")},
        places=True,
    ),
)


_DIMENSIONS = {"areas": "area", "agencies": "agency", "procedures": "procedure"}


def users_of(table: str) -> list[Column[Any]]:
    """The columns that refer to the codes of `table`."""
    dimension = _DIMENSIONS.get(table)
    columns = [
        spec.table.c[name]
        for spec in _TABLES
        for name, referred in spec.refers.items()
        if referred == dimension
    ]
    return [*columns, schema.areas.c.parent_code] if table == "areas" else columns


def table_names() -> list[str]:
    return [spec.name for spec in _TABLES]


def spec_of(name: str) -> TableSpec:
    for spec in _TABLES:
        if spec.name == name:
            return spec
    close = get_close_matches(name, table_names(), n=1)
    hint = f" Ý bạn là '{close[0]}'?" if close else ""
    hint_en = f" Did you mean '{close[0]}'?" if close else ""
    known = ", ".join(table_names())
    raise TamNhinError(
        vi=f"Không có bảng '{name}' để nạp.{hint} Các bảng: {known}",
        en=f"No table '{name}' to load.{hint_en} Tables: {known}",
    )
