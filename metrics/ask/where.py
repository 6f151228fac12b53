"""Which units, agencies and fields a combination of phrases names, as parts of a Selection."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from data_access.areas import Area
from data_access.places import Places
from data_access.selection import Level, Period, Selection
from metrics.ask.combination import Combination
from metrics.ask.names import AGENCY, AREA, DISTRICT, FIELD


def selections(said: Combination, period: Period, places: Places) -> list[Selection]:
    """One for each place that is asked about. None where two contradict each other, as a commune of
    one district and another district do."""
    return [each for each in _all(said, period, places) if not _outside(each, places)]


def nearest_selections(said: Combination, period: Period, places: Places) -> list[Selection]:
    """Where the places contradict each other: each alone."""
    alone = [
        Combination(((kind, key),)) for kind in (DISTRICT, AREA, AGENCY) for key in said.all(kind)
    ]
    return [each for place in alone for each in selections(place, period, places)]


def _all(said: Combination, period: Period, places: Places) -> list[Selection]:
    units = [places.areas[key] for kind in (DISTRICT, AREA) for key in said.all(kind)]
    fitting = _of_era(units, said.one("era"))
    if units and not fitting:
        return []
    level = said.one("level")
    return [
        replace(each, level=Level(level) if level else None, agency=agency, field=field)
        for each in _by_unit(fitting, period, places)
        for agency, field in product(said.all(AGENCY) or (None,), said.all(FIELD) or (None,))
    ]


def _of_era(units: list[Area], era: str) -> list[Area]:
    """'Đồng Hới cũ', or the new unit of that name."""
    return [unit for unit in units if not era or (unit.ends is not None) == (era == "old")]


def _by_unit(units: Sequence[Area], period: Period, places: Places) -> list[Selection]:
    districts = [unit.key for unit in units if unit.level is Level.DISTRICT]
    communes = [unit.key for unit in units if unit.level is Level.COMMUNE]
    if not communes:
        return [Selection(period=period, district=key) for key in (*districts,) or (None,)]
    return [
        Selection(period=period, area=key)
        for key in communes
        if not districts
        or {places.district_of(key), places.old_district_of(key)}.intersection(districts)
    ]


def _outside(selection: Selection, places: Places) -> bool:
    """A department of the province in a district, or an office of another place."""
    if not selection.agency or not (selection.district or selection.area):
        return False
    agency = places.agencies[selection.agency]
    if selection.area:
        return agency.area != selection.area
    return agency.district != selection.district
