"""Scope: the part of the province that a viewer may see. Every selection is narrowed to it before
anything is read, and it is part of every answer's name in the cache."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from data_access.areas import Area
from data_access.errors import TamNhinError
from data_access.places import Places
from data_access.selection import Level, Selection
from data_access.targets import TargetKey


class Bound(StrEnum):
    PROVINCE = "province"
    DISTRICT = "district"
    AGENCY = "agency"
    COMMUNE = "commune"


class OutOfScope(TamNhinError):
    """What is asked for lies outside what this viewer may see. Says nothing of what is there."""

    def __init__(self, scope: Scope) -> None:
        super().__init__(
            vi=f"Ngoài phạm vi được xem của bạn ({scope}). Bỏ bộ lọc này, hoặc hỏi quản trị viên.",
            en=f"Outside of what you may see ({scope}). Remove this filter, or ask an"
            " administrator.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """`code`: of the agency, or the key of the unit; '' for the whole province."""

    bound: Bound = Bound.PROVINCE
    code: str = ""

    def __str__(self) -> str:
        return f"{self.bound}:{self.code}" if self.code else str(self.bound)

    @classmethod
    def named(cls, text: str) -> Scope:
        """The inverse of `str`. Raises ValueError for what is none."""
        bound, _, code = text.partition(":")
        found = cls(bound=Bound(bound), code=code)
        if (found.bound is Bound.PROVINCE) != (not code):
            raise ValueError(text)
        return found

    @property
    def whole(self) -> bool:
        return self.bound is Bound.PROVINCE

    def narrowed(self, selection: Selection, places: Places, today: date) -> Selection:
        """A checked selection, limited to this scope. Raises OutOfScope where it asks for a unit
        that does not wholly lie in it."""
        if self.whole:
            return selection
        day = selection.units or today
        self._require(selection, places, day)
        if self.bound is Bound.AGENCY:
            return replace(selection, agency=self.code)
        if self.bound is Bound.DISTRICT:
            return replace(selection, district=self.code)
        # Its district says nothing more, and a breakdown by districts would show the whole of it.
        return replace(selection, area=self.code, district=None)

    def holds_agency(self, code: str, places: Places, day: date) -> bool:
        """Whether an agency's rows of a day may be seen."""
        if self.whole:
            return True
        if self.bound is Bound.AGENCY:
            return code == self.code
        unit = places.unit_of(code, day)
        return unit is not None and self.holds(unit, places)

    def holds(self, unit: Area, places: Places) -> bool:
        """Whether a unit lies wholly in it."""
        if self.whole or (self.bound is not Bound.AGENCY and unit.key == self.code):
            return True
        return self.bound is Bound.DISTRICT and _districts(unit, places) == {self.code}

    def covers(self, other: Scope, places: Places, day: date) -> bool:
        """Whether all of another scope lies in it."""
        if self.whole or self == other:
            return True
        if other.whole:
            return False
        if other.bound is Bound.AGENCY:
            return self.holds_agency(other.code, places, day)
        return self.holds(places.areas[other.code], places)

    def _require(self, selection: Selection, places: Places, day: date) -> None:
        areas = places.areas
        inside = [
            *(self._lies(areas[key], places) for key in (selection.area,) if key),
            *(self._meets(areas[key], places) for key in (selection.district,) if key),
            *(self.holds_agency(code, places, day) for code in (selection.agency,) if code),
        ]
        if not all(inside):
            raise OutOfScope(self)

    def _lies(self, unit: Area, places: Places) -> bool:
        """The province as an area limits nothing, so it asks for nothing more."""
        return unit.level is Level.PROVINCE or self._meets(unit, places)

    def _meets(self, unit: Area, places: Places) -> bool:
        """For the district around a commune, and what an agency serves: they limit further."""
        if self.bound is Bound.AGENCY:
            return True
        if self.bound is Bound.COMMUNE and unit.level is Level.DISTRICT:
            return unit.key in _districts(places.areas[self.code], places)
        return self.holds(unit, places)


EVERYTHING = Scope()


def holds_target(scope: Scope, key: TargetKey, places: Places) -> bool:
    """Whether a target is of a unit in scope, or of all units of a level."""
    if key.agency_code:
        return scope.holds_agency(key.agency_code, places, key.period_to)
    unit = places.versions.named(key.area_code, key.period_to) if key.area_code else None
    return unit is None or unit.level is Level.PROVINCE or scope.holds(unit, places)


def sets_target(scope: Scope, key: TargetKey, places: Places) -> bool:
    """One of a whole level, or of the province, is set by who sees all of it."""
    of_unit = bool(key.area_code or key.agency_code)
    return scope.whole or (of_unit and holds_target(scope, key, places))


def _districts(unit: Area, places: Places) -> set[str | None]:
    """Where all that a unit is or became lay, on the last day that there were districts."""
    versions = places.versions
    if unit.level is Level.DISTRICT:
        return {unit.key}
    day = versions.last_day_of(Level.DISTRICT, unit.nearest(date.max))
    return {versions.district_of(places.areas[key], day) for key in versions.became(unit, day)}
