"""Offices of agencies: where they stand, and whether they are on the dedicated data network."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from sqlalchemy import select

from data_access.days import day_key
from data_access.places import Places
from data_access.schema import networks as n
from data_access.selection import Level
from data_access.snapshot import Snapshot

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """`unit` is the key of the area that it serves. `placed`: it is drawn where its house stands;
    else at its unit's point or amid that one's communes, for no source has told of the house.
    `joined`: None where no survey has said it."""

    code: str
    name: str
    unit: str
    longitude: float
    latitude: float
    placed: bool
    joined: bool | None
    surveyed_on: date | None


def offices_on(snap: Snapshot, day: date) -> list[Office]:
    """Of the agencies that there were on a day, by unit and code."""
    key = day_key(day)
    query = select(n).where(n.c.surveyed_day <= key, n.c.superseded_day > key)
    surveys = {row.agency_code: row for row in snap.connection.execute(query)}
    found, points = [], _points(snap.places, day)
    for agency in snap.places.agencies_during(day, day):
        unit, survey = snap.places.unit_of(agency.code, day), surveys.get(agency.code)
        at = agency.house or points.get(unit.key if unit else "") or points.get("")
        if at is None:
            continue
        office = Office(
            code=agency.code,
            name=agency.name,
            unit=unit.key if unit else "",
            longitude=at[0],
            latitude=at[1],
            placed=agency.house is not None,
            joined=None if survey is None else survey.on_dedicated_network,
            surveyed_on=None if survey is None else survey.surveyed_on,
        )
        found.append(office)
    return sorted(found, key=lambda each: (each.unit, each.code))


def _points(places: Places, day: date) -> dict[str, Point]:
    """By key of a unit; under '' the middle of all communes."""
    known = {
        area.key: (area.longitude, area.latitude)
        for area in places.areas.values()
        if area.longitude is not None and area.latitude is not None
    }
    amid: dict[str, list[Point]] = defaultdict(list)
    for commune in places.communes_on(day):
        if commune.key in known:
            amid[places.district_of(commune.key) or ""].append(known[commune.key])
            amid[""].append(known[commune.key])
    middles = {
        key: (fmean(x for x, _ in own), fmean(y for _, y in own)) for key, own in amid.items()
    }
    provinces = [each.key for each in places.areas.values() if each.level is Level.PROVINCE]
    whole = {key: middles[""] for key in provinces if "" in middles}
    return {**middles, **whole, **known}
