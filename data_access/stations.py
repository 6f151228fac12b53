"""Stations: where they stand, whose they are, what generation they send, and whether they do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import select

from data_access.days import day_key
from data_access.schema import stations as s
from data_access.snapshot import Snapshot


class Stage(StrEnum):
    ON_AIR = "on_air"
    PLANNED = "planned"
    DOWN = "down"


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """None where nobody has said it of this station."""

    code: str
    mast: str
    operator: str
    technology: str
    longitude: float
    latitude: float
    frequency_mhz: float | None = None
    height_m: float | None = None
    power_w: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A station of any stage. `commune` is the key of the unit that it stands in; `since`: the day
    from which it is, was to be or is to be what `stage` says."""

    station: Station
    stage: Stage
    commune: str
    since: date


def stations_on_air(snap: Snapshot, on: date) -> list[Station]:
    """Of the whole province, for radio does not end at a district's border."""
    day = day_key(on)
    query = select(s).where(s.c.on_air_day <= day, s.c.off_air_day > day).order_by(s.c.code)
    return [_station(row) for row in snap.connection.execute(query)]


def every_station(snap: Snapshot, on: date) -> list[Standing]:
    """Of the whole province, also those that are not on air, by commune and code."""
    rows = snap.connection.execute(select(s).order_by(s.c.commune_code, s.c.code))
    return [_standing(snap, row, on) for row in rows]


def _standing(snap: Snapshot, row: Any, on: date) -> Standing:
    day = day_key(on)
    unit = snap.places.versions.on(row.commune_code, row.on_air_on)
    if row.on_air_day > day:
        stage, since = Stage.PLANNED, row.on_air_on
    elif row.off_air_day <= day:
        stage, since = Stage.DOWN, row.off_air_on
    else:
        stage, since = Stage.ON_AIR, row.on_air_on
    return Standing(
        station=_station(row), stage=stage, commune=unit.key if unit else "", since=since
    )


def _station(row: Any) -> Station:
    return Station(
        code=row.code,
        mast=row.mast_code,
        operator=row.operator,
        technology=row.technology,
        longitude=row.longitude,
        latitude=row.latitude,
        frequency_mhz=row.frequency_mhz,
        height_m=row.height_m,
        power_w=row.power_w,
    )
