"""Whose alerts are whose: scope binds them as it binds all else."""

from __future__ import annotations

from datetime import date

from data_access.places import Places
from data_access.scope import Bound, Scope
from data_access.selection import Level, Selection


def holds_alert(scope: Scope, agency: str, area: str, places: Places, day: date) -> bool:
    """What is of no unit is of the whole province, and seen by who sees all of it."""
    if scope.whole:
        return True
    if agency:
        return scope.holds_agency(agency, places, day)
    unit = places.areas.get(area)
    return unit is not None and scope.holds(unit, places)


def meant(selection: Selection, agency: str, area: str, places: Places, day: date) -> bool:
    """Whether an alert is of what a checked selection is limited to, by place. Its period says
    nothing: what stands, stands now."""
    if selection.level and _level(agency, area, places) != selection.level:
        return False
    bounds = (
        (Bound.AGENCY, selection.agency),
        (Bound.COMMUNE, selection.area),
        (Bound.DISTRICT, selection.district),
    )
    asked = [
        Scope(bound=bound, code=code) for bound, code in bounds if code and not _whole(code, places)
    ]
    return all(holds_alert(scope, agency, area, places, day) for scope in asked)


def _whole(code: str, places: Places) -> bool:
    """The province as an area limits nothing."""
    return code in places.areas and places.areas[code].level is Level.PROVINCE


def _level(agency: str, area: str, places: Places) -> str | None:
    if agency in places.agencies:
        return places.agencies[agency].level
    return places.areas[area].level if area in places.areas else None
