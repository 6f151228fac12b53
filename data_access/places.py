"""Places: the province's areas and agencies, small enough to keep whole in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from sqlalchemy import Connection, Engine, select

from data_access.errors import UnknownFilter
from data_access.schema import agencies, areas
from data_access.selection import By, Level, Selection


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    code: str
    name: str
    level: Level
    kind: str
    parent: str | None
    longitude: float | None
    latitude: float | None
    mountain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """`area` is the unit it serves; `district` the district that this lies in, if any."""

    code: str
    name: str
    short_name: str
    level: Level
    area: str | None
    district: str | None


@dataclass(frozen=True, eq=False)  # one a version: compared and hashed by identity
class Places:
    areas: Mapping[str, Area]
    agencies: Mapping[str, Agency]

    @cached_property
    def districts(self) -> tuple[Area, ...]:
        return tuple(a for a in self.areas.values() if a.level is Level.DISTRICT)

    @cached_property
    def communes(self) -> tuple[Area, ...]:
        return tuple(a for a in self.areas.values() if a.level is Level.COMMUNE)

    def district_of(self, area: str | None) -> str | None:
        found = self.areas.get(area or "")
        while found is not None and found.level is Level.COMMUNE:
            found = self.areas.get(found.parent or "")
        return found.code if found is not None and found.level is Level.DISTRICT else None

    def _limited(self, selection: Selection) -> Selection:
        """Without an area that is the whole province: all that lies in it is everything."""
        area = self.areas.get(selection.area or "")
        whole = area is not None and area.level is Level.PROVINCE
        return replace(selection, area=None) if whole else selection

    def agency_codes(self, selection: Selection) -> frozenset[str] | None:
        """The agencies that a selection means; None when it means all of them."""
        selection = self._limited(selection)
        if selection.agency:
            chosen: Iterable[Agency] = [self.agencies[selection.agency]]
        else:
            chosen = self.agencies.values()
        if not (selection.agency or selection.area or selection.district or selection.level):
            return None
        return frozenset(
            agency.code
            for agency in chosen
            if (not selection.level or agency.level is selection.level)
            and (not selection.district or agency.district == selection.district)
            and (not selection.area or selection.area in (agency.area, agency.district))
        )

    def commune_codes(self, selection: Selection) -> frozenset[str] | None:
        """The communes that a selection means; None when it means all of them."""
        selection = self._limited(selection)
        wanted = {code for code in (selection.area, selection.district) if code}
        if not wanted:
            return None
        return frozenset(
            c.code for c in self.communes if wanted <= {c.code, c.parent} or wanted == {c.code}
        )

    def group_of(self, by: By, code: str) -> str | None:
        """Where a row of this agency or commune goes when figures are broken down by `by`."""
        agency = self.agencies.get(code)
        if agency is None:
            return code if by is By.AREA else self.district_of(code)
        found = {
            By.AGENCY: agency.code,
            By.AREA: agency.area,
            By.DISTRICT: agency.district,
            By.LEVEL: str(agency.level),
        }
        return found.get(by)

    def checked(self, selection: Selection) -> Selection:
        """The same selection, or UnknownFilter with the valid values."""
        known: list[tuple[str, str | None, Iterable[str]]] = [
            ("area", selection.area, self.areas),
            ("district", selection.district, [d.code for d in self.districts]),
            ("agency", selection.agency, self.agencies),
        ]
        for name, value, valid in known:
            if value is not None and value not in valid:
                raise UnknownFilter(name, value, valid)
        return selection


@lru_cache(maxsize=8)
def _places(engine: Engine, _version: int) -> Places:
    with engine.connect() as connection:
        return read_places(connection)


def places_at(engine: Engine, version: int) -> Places:
    """Places at a `dataset.places_version`, read once a process and version."""
    return _places(engine, version)


def read_places(connection: Connection) -> Places:
    found = {
        row.code: Area(
            code=row.code,
            name=row.name,
            level=Level(row.level),
            kind=row.kind,
            parent=row.parent_code,
            longitude=row.longitude,
            latitude=row.latitude,
            mountain=row.mountain,
        )
        for row in connection.execute(select(areas).order_by(areas.c.valid_from, areas.c.code))
    }
    bare = Places(areas=found, agencies={})
    return Places(
        areas=found,
        agencies={
            row.code: Agency(
                code=row.code,
                name=row.name,
                short_name=row.short_name,
                level=Level(row.level),
                area=row.area_code,
                district=bare.district_of(row.area_code),
            )
            for row in connection.execute(select(agencies).order_by(agencies.c.code))
        },
    )
