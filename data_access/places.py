"""Places: the province's areas and agencies, small enough to keep whole in memory."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine

from data_access.agencies import Agency, read_agencies
from data_access.area_versions import read_areas
from data_access.areas import Area, Areas
from data_access.attribution import ALL, BY_PLACE, Asked, Attribution, attributed
from data_access.errors import UnknownFilter
from data_access.selection import By, Level, Period, Selection

__all__ = ["Agency", "Area", "Areas", "Places", "places_at", "read_places"]


_KEPT = 500  # answers to "whose rows are meant"


@dataclass(frozen=True, eq=False)  # one a version: compared and hashed by identity
class Places:
    """`versions`: every unit there has been, looked up by day."""

    versions: Areas
    agencies: Mapping[str, Agency]

    def __reduce__(self) -> tuple[type[Places], tuple[object, ...]]:
        return Places, (self.versions, self.agencies)  # as with Areas

    @property
    def areas(self) -> Mapping[str, Area]:
        """By key."""
        return self.versions.units

    def unit_of(self, agency: str, day: date) -> Area | None:
        """The unit that an agency serves on a day: its own last one after it is gone."""
        found = self.agencies.get(agency)
        return self.versions.on(found.area_code, found.nearest(day)) if found else None

    def districts_on(self, day: date) -> tuple[Area, ...]:
        """Those of a day; after districts are gone, the last there were."""
        return self.versions.of_level(Level.DISTRICT, day)

    def communes_on(self, day: date) -> tuple[Area, ...]:
        return self.versions.of_level(Level.COMMUNE, day)

    def agencies_during(self, first: date, last: date) -> list[Agency]:
        return [each for each in self.agencies.values() if each.served(first, last)]

    def district_of(self, area: str | None) -> str | None:
        """The key of the district that a unit, by key, lies or lay in."""
        unit = self.areas.get(area or "")
        return self.versions.district_of(unit, unit.nearest(date.max)) if unit else None

    def attribution(
        self, selection: Selection, by: By | None, on: date, *, communes: bool
    ) -> Attribution:
        """For rows of agencies, or of communes' codes, that are of day `on`."""
        places = selection.area or selection.district or selection.agency or selection.level
        if not places and by not in BY_PLACE:
            return ALL
        plain = replace(selection, period=Period(start=on, end=on), field=None, channel=None)
        asked = (plain, by if by in BY_PLACE else None, communes)
        if asked not in self._attributed:
            if len(self._attributed) > _KEPT:
                self._attributed.clear()
            self._attributed[asked] = self._attribution(plain, asked[1], on, communes)
        return self._attributed[asked]

    @cached_property
    def _attributed(self) -> dict[tuple[Selection, By | None, bool], Attribution]:
        return {}

    def _attribution(
        self, selection: Selection, by: By | None, on: date, communes: bool
    ) -> Attribution:
        asked = Asked(self.versions, selection, by, selection.units or on)
        if asked.everything:
            return ALL
        if communes:
            units = {code: self.versions.on(code, on) for code in self.versions.by_code}
            return attributed({c: asked.of_commune(unit) for c, unit in units.items() if unit})
        return attributed(
            {
                code: asked.of_agency(code, agency.level, self.unit_of(code, on))
                for code, agency in self.agencies.items()
            }
        )

    def agency_codes(self, selection: Selection) -> frozenset[str] | None:
        """The agencies of the period that a selection means; None when it means all of them."""
        found = self.attribution(selection, None, selection.period.end, communes=False).shares
        if found is None:
            return None
        first, last = selection.period.start, selection.period.end
        return frozenset(code for code in found if self.agencies[code].served(first, last))

    def commune_codes(self, selection: Selection) -> frozenset[str] | None:
        """The communes of the period's end that a selection means; None when it means all."""
        end = selection.period.end
        found = self.attribution(selection, None, end, communes=True).shares
        if found is None:
            return None
        return frozenset(area.code for area in self.communes_on(end) if area.code in found)

    def communes_in(self, selection: Selection) -> list[Area]:
        """Those by which a selection is broken down, and drawn: of the day that it names, or of its
        period's end."""
        day = selection.units or selection.period.end
        found = self.attribution(selection, None, day, communes=True).shares
        return [area for area in self.communes_on(day) if found is None or area.code in found]

    def old_district_of(self, area: str | None) -> str | None:
        """Of a unit of any time; None where it has taken from several districts."""
        unit = self.areas.get(area or "")
        if unit is None:
            return None
        day = self.versions.last_day_of(Level.DISTRICT, unit.nearest(date.max))
        parts = self.versions.became(unit, day)
        found = {self.versions.district_of(self.areas[key], day) for key in parts}
        return found.pop() if len(found) == 1 else None

    @cached_property
    def changes(self) -> tuple[date, ...]:
        """The days on which the unit of an agency that went on became another one."""
        return tuple(
            sorted(
                {
                    version.begins
                    for agency in self.agencies.values()
                    for version in self.versions.by_code.get(agency.area_code or "", [])[1:]
                    if agency.nearest(version.begins) == version.begins
                    and (agency.begins or date.min) < version.begins
                }
            )
        )

    @cached_property
    def reused(self) -> tuple[date, ...]:
        """The days on which a code came to mean another unit."""
        every = self.versions.by_code.values()
        return tuple(sorted({area.begins for found in every for area in found[1:]}))

    def checked(self, selection: Selection, today: date) -> Selection:
        """The same selection with keys for codes, as they are meant at the period's end, and that
        day as the one whose units figures are broken down by. Raises UnknownFilter with the valid
        values."""
        day = selection.units or selection.period.until(today).end
        if selection.agency is not None and selection.agency not in self.agencies:
            raise UnknownFilter("agency", selection.agency, self.agencies)
        district = self._key("district", selection.district, day, self.districts_on(day))
        if district and self.areas[district].level is not Level.DISTRICT:
            valid = [each.key for each in self.districts_on(day)]
            raise UnknownFilter("district", selection.district or "", valid)
        area = self._key("area", selection.area, day, self.areas.values())
        return replace(selection, area=area, district=district, units=day)

    def _key(self, name: str, text: str | None, day: date, valid: Iterable[Area]) -> str | None:
        if text is None:
            return None
        found = self.versions.named(text, day)
        if found is None:
            raise UnknownFilter(name, text, [area.key for area in valid])
        return found.key


_READ: WeakKeyDictionary[Engine, dict[Hashable, Places]] = WeakKeyDictionary()


def places_at(connection: Connection, version: Hashable) -> Places:
    """Places at a `dataset.places_version`, read once a process and version."""
    known = _READ.setdefault(connection.engine, {})
    found = known.get(version)
    if found is None:
        found = read_places(connection)
        known.clear()
        known[version] = found
    return found


def read_places(connection: Connection) -> Places:
    versions = read_areas(connection)
    return Places(versions, read_agencies(connection, versions))
