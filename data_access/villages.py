"""The villages behind a coverage figure: points of a map and lines of a list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, select, true

from data_access.areas import Area
from data_access.days import day_key
from data_access.places import Places
from data_access.schema import villages as v
from data_access.selection import Selection
from data_access.snapshot import Snapshot

MOST = 0.5


class Gap(StrEnum):
    """What a village can lack; the ids of the metrics that count them."""

    CUT_OFF = "cut_off"
    NO_SIGNAL = "no_signal"
    WEAK_SIGNAL = "weak_signal"
    NO_POWER = "no_power"
    NO_BROADBAND = "no_broadband"


_LACKS: Mapping[Gap, ColumnElement[bool]] = {
    Gap.NO_SIGNAL: v.c.signal == "none",
    Gap.WEAK_SIGNAL: v.c.signal == "weak",
    Gap.NO_POWER: v.c.has_power.is_(False),
    Gap.NO_BROADBAND: v.c.has_broadband.is_(False),
    Gap.CUT_OFF: and_(v.c.signal == "none", v.c.has_power.is_(False), v.c.has_broadband.is_(False)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Village:
    """`commune` is the key of the unit that it was surveyed in."""

    code: str
    name: str
    commune: str
    longitude: float
    latitude: float
    people: int
    households: int
    signal: str
    has_power: bool
    has_broadband: bool
    surveyed_on: date | None = None


def villages_lacking(snap: Snapshot, gap: Gap, selection: Selection) -> list[Village]:
    """Those in force at the period's end, most people first."""
    return _villages(snap, selection, _LACKS[gap])


def every_village(snap: Snapshot, selection: Selection) -> list[Village]:
    """Also those that lack nothing."""
    return _villages(snap, selection, true())


def _villages(snap: Snapshot, selection: Selection, which: ColumnElement[bool]) -> list[Village]:
    day = day_key(selection.period.until(snap.today).end)
    query = select(v).where(v.c.surveyed_day <= day, v.c.superseded_day > day, which)
    rows = snap.connection.execute(query.order_by(v.c.people.desc(), v.c.code))
    return [
        _village(row, unit.key)
        for row in rows
        if (unit := snap.places.versions.on(row.commune_code, row.surveyed_on))
        and lies_in(snap.places, unit, selection)
    ]


def lies_in(places: Places, unit: Area, selection: Selection) -> bool:
    """A village is not parted: where its commune was, it lies where most of that went."""
    shares = places.attribution(selection, None, unit.begins, communes=True).shares
    return shares is None or shares.get(unit.code, {}).get("", 0.0) >= MOST


def _village(row: Any, commune: str) -> Village:
    return Village(
        code=row.code,
        name=row.name,
        commune=commune,
        longitude=row.longitude,
        latitude=row.latitude,
        people=row.people,
        households=row.households,
        signal=row.signal,
        has_power=row.has_power,
        has_broadband=row.has_broadband,
        surveyed_on=row.surveyed_on,
    )
