"""Routes of cables: where they lie, what they are for, and whether they are in service."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from shapely.geometry.base import BaseGeometry
from sqlalchemy import exists, select

from data_access.days import day_key
from data_access.ground import cut_to, ground_km, line_of
from data_access.outlines import Outlines, ground_of
from data_access.schema import cables as c
from data_access.snapshot import Snapshot


class Laid(StrEnum):
    """What a route is on a day: public broadband or the dedicated network in service, or neither
    yet, or no longer."""

    FIBRE = "fibre"
    DEDICATED = "dedicated"
    PLANNED = "cable_planned"
    GONE = "cable_gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cable:
    """`km` of `line`; `since`: the day from which it is, was to be or is to be what `laid` says,
    None where nobody has said it."""

    code: str
    name: str
    operator: str
    laid: Laid
    since: date | None
    line: BaseGeometry
    km: float


def any_cables(snap: Snapshot) -> bool:
    """Whether a source has told of any at all."""
    return bool(snap.connection.scalar(select(exists(select(c.c.code)))))


def every_cable(snap: Snapshot, on: date) -> list[Cable]:
    """Of the whole province, also those that are not in service, by code."""
    day = day_key(on)
    return [_cable(row, day) for row in snap.connection.execute(select(c).order_by(c.c.code))]


def within(
    routes: Sequence[Cable], outlines: Outlines, communes: Collection[str]
) -> list[Cable] | None:
    """What of routes lies in communes, by key; those of which nothing does are left out. None where
    none of the communes has an outline."""
    ground = ground_of(outlines, communes)
    if ground is None:
        return None
    cut = [(each, cut_to(each.line, ground)) for each in routes]
    return [replace(each, line=line, km=ground_km(line)) for each, line in cut if line is not None]


def _cable(row: Any, day: int) -> Cable:
    laid, since = Laid(row.kind), row.in_service_on
    if row.in_service_day > day:
        laid = Laid.PLANNED
    elif row.out_of_service_day <= day:
        laid, since = Laid.GONE, row.out_of_service_on
    return Cable(
        code=row.code,
        name=row.name,
        operator=row.operator,
        laid=laid,
        since=since,
        line=line_of(row.geometry),
        km=row.length_km,
    )
