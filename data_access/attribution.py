"""Attribution: which figures the rows of an agency or a commune count in, and for what share.

A row belongs to the unit that its agency served on the row's own day. Asked about a unit of another
time, or broken down by units of another time, it goes where the crosswalk leads from there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from data_access.areas import Area, Areas
from data_access.selection import By, Level, Selection
from data_access.shares import Shares

BY_PLACE = (By.AGENCY, By.AREA, By.DISTRICT, By.LEVEL)
BY_UNIT = (By.AREA, By.DISTRICT)
WHOLE: Shares = {"": 1.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """`shares`: code of an agency or commune -> group -> what share of its rows counts there; None
    where places do not matter. `parted`: some share is neither none nor all."""

    shares: Mapping[str, Shares] | None
    parted: bool


ALL = Attribution(shares=None, parted=False)


def attributed(shares: Mapping[str, Shares]) -> Attribution:
    found = {code: groups for code, groups in shares.items() if groups}
    parted = any(share != 1.0 for groups in found.values() for share in groups.values())
    return Attribution(shares=found, parted=parted)


class Asked:
    """What is asked of places, worked out once for all rows of one time."""

    def __init__(self, areas: Areas, selection: Selection, by: By | None, day: date) -> None:
        self._areas, self._selection, self._by, self._day = areas, selection, by, day
        self._districts_day = areas.last_day_of(Level.DISTRICT, day)
        area = areas.units.get(selection.area or "")
        # An area that is the whole province limits nothing: all that lies in it is everything.
        self._area = None if area is None or area.level is Level.PROVINCE else area
        self._district = areas.units.get(selection.district or "")

    @property
    def everything(self) -> bool:
        chosen = (self._area, self._district, self._selection.agency, self._selection.level)
        return self._by is None and not any(chosen)

    def of_agency(self, code: str, level: Level, unit: Area | None) -> Shares:
        chosen = self._selection
        if chosen.agency not in (None, code) or chosen.level not in (None, level):
            return {}
        if self._by is By.AGENCY:
            return self._scaled({code: 1.0}, unit)
        if self._by is By.LEVEL:
            return self._scaled({str(level): 1.0}, unit)
        return self.of_unit(unit)

    def of_commune(self, unit: Area) -> Shares:
        """Villages and stations know neither agency nor level, which their metrics refuse."""
        return self.of_unit(unit) if unit.level is Level.COMMUNE else {}

    def of_unit(self, unit: Area | None) -> Shares:
        if self._by is By.AREA:
            groups = self._areas.became(unit, self._day) if unit else {}
            return self._narrowed(groups, self._area, unit)
        if self._by is By.DISTRICT:
            return self._narrowed(self._districts(unit), self._district, unit)
        return self._scaled(WHOLE, unit)

    def _narrowed(self, groups: Shares, chosen: Area | None, unit: Area | None) -> Shares:
        """A breakdown by units of which one is chosen keeps that one as it is."""
        if chosen is not None and chosen.key in groups:
            return {chosen.key: groups[chosen.key]}
        return self._scaled(groups, unit)

    def _districts(self, unit: Area | None) -> Shares:
        found: dict[str, float] = {}
        versions = self._areas
        for key, share in (versions.became(unit, self._districts_day) if unit else {}).items():
            district = versions.district_of(versions.units[key], self._districts_day)
            if district:
                found[district] = found.get(district, 0.0) + share
        return found

    def _scaled(self, groups: Shares, unit: Area | None) -> Shares:
        share = self._within(unit)
        return {key: part * share for key, part in groups.items()} if share else {}

    def _within(self, unit: Area | None) -> float:
        """What share of a unit's rows lies in the area and the district that are chosen."""
        area, district = self._area, self._district
        if area is not None and district is not None:
            lies_in = self._areas.district_of(area, area.nearest(self._day))
            if lies_in == district.key:
                district = None
        share = 1.0
        for chosen in (area, district):
            if chosen is not None:
                share *= self._part(unit, chosen) if unit else 0.0
        return share

    def _part(self, unit: Area, chosen: Area) -> float:
        versions, day = self._areas, chosen.nearest(self._day)
        became = versions.became(unit, day)
        return sum(
            share
            for key, share in became.items()
            if key == chosen.key or versions.district_of(versions.units[key], day) == chosen.key
        )
