"""What was promised to villages, with what surveys have found there since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, select

from data_access.days import day_key
from data_access.schema import commitments as c
from data_access.schema import villages as v
from data_access.selection import Selection
from data_access.snapshot import Snapshot
from data_access.villages import lies_in


class What(StrEnum):
    SIGNAL = "signal"
    POWER = "power"
    BROADBAND = "broadband"


_LACKS: Mapping[What, ColumnElement[bool]] = {
    What.SIGNAL: v.c.signal == "none",
    What.POWER: v.c.has_power.is_(False),
    What.BROADBAND: v.c.has_broadband.is_(False),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One survey of a village: whether it lacked what was promised."""

    day: date
    lacks: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """`commune` is the key of the unit that the village was last surveyed in; `seen`: its surveys
    up to the day that is looked from, oldest first."""

    village: str
    name: str
    commune: str
    longitude: float
    latitude: float
    people: int
    planned_on: date
    operator: str
    decision: str
    seen: tuple[Seen, ...]


def commitments_of(snap: Snapshot, what: What, selection: Selection) -> list[Commitment]:
    """Of all villages in the selection, as known at the period's end, by day and village."""
    day = selection.period.until(snap.today).end
    surveys = _surveys(snap, what)
    query = select(c).where(c.c.what == what).order_by(c.c.planned_on, c.c.village_code)
    found = []
    for row in snap.connection.execute(query):
        own = surveys.get(row.village_code, [])
        if own and (made := _commitment(snap, row, own, day, selection)):
            found.append(made)
    return found


def survey_days(snap: Snapshot, day: date) -> list[date]:
    """On which villages were surveyed, up to a day, oldest first."""
    query = select(v.c.surveyed_on).where(v.c.surveyed_day <= day_key(day)).distinct()
    return list(snap.connection.scalars(query.order_by(v.c.surveyed_on)))


def _surveys(snap: Snapshot, what: What) -> dict[str, list[Any]]:
    """By village, oldest first."""
    promised = select(c.c.village_code).where(c.c.what == what)
    query = select(
        *(v.c.code, v.c.surveyed_on, v.c.name, v.c.commune_code),
        *(v.c.longitude, v.c.latitude, v.c.people),
        _LACKS[what].label("lacks"),
    ).where(v.c.code.in_(promised))
    rows = snap.connection.execute(query.order_by(v.c.code, v.c.surveyed_on))
    return {code: list(own) for code, own in groupby(rows, key=lambda row: str(row.code))}


def _commitment(
    snap: Snapshot, row: Any, surveys: list[Any], day: date, selection: Selection
) -> Commitment | None:
    """None where the village lies elsewhere; before its first survey it lies where that was."""
    known = [each for each in surveys if each.surveyed_on <= day]
    last = known[-1] if known else surveys[0]
    unit = snap.places.versions.on(last.commune_code, last.surveyed_on)
    if unit is None or not lies_in(snap.places, unit, selection):
        return None
    return Commitment(
        village=row.village_code,
        name=last.name,
        commune=unit.key,
        longitude=last.longitude,
        latitude=last.latitude,
        people=last.people,
        planned_on=row.planned_on,
        operator=row.operator,
        decision=row.decision,
        seen=tuple(Seen(day=each.surveyed_on, lacks=bool(each.lacks)) for each in known),
    )
