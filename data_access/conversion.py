"""Conversion: what must be said of a figure about a unit over days on which it was another one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from data_access.areas import Area, Conversion
from data_access.places import Places
from data_access.selection import Level, Period


def conversion(places: Places, keys: Iterable[str | None], period: Period) -> Conversion | None:
    """Of a figure about these units; where several have changed, of the worst."""
    units = [places.areas[key] for key in keys if key and key in places.areas]
    found = [each for unit in units if (each := _conversion(places, unit, period))]
    return min(found, key=lambda each: (each.covered, each.on), default=None)


def _conversion(places: Places, unit: Area, period: Period) -> Conversion | None:
    if unit.level is Level.PROVINCE:
        return None
    if unit.ends is not None and period.end > unit.ends:
        return Conversion(
            on=unit.ends + timedelta(days=1),
            covered=places.versions.linked(unit, later=True),
            outside=period.start > unit.ends,
        )
    if period.start < unit.begins and _had_others(places, unit):
        return Conversion(
            on=unit.begins,
            covered=places.versions.linked(unit, later=False),
            outside=period.end < unit.begins,
        )
    return None


def _had_others(places: Places, unit: Area) -> bool:
    """Whether there were other units before: the first versions of all are no change."""
    return any(area.ends is not None and area.ends < unit.begins for area in places.areas.values())
