"""Units of one map as units of another: which they became, or came from, and for what share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data_access.areas import DAY, Area, Areas
from data_access.selection import Level


@dataclass(frozen=True, slots=True, kw_only=True)
class MapOf:
    """A time in which communes stayed what they are. `day`: one of it; `year`: what the map is
    called by."""

    day: date
    year: int
    begins: date | None
    ends: date | None

    def holds(self, day: date) -> bool:
        return (self.begins is None or self.begins <= day) and (
            self.ends is None or day <= self.ends
        )


def maps_of(areas: Areas) -> list[MapOf]:
    """Oldest first; one where communes have never changed. The map before a reform in the middle of
    2025 is that of 2024, the last whole year that it was true."""
    starts = [None, *areas.reforms]
    ends = [*(day - DAY for day in areas.reforms), None]
    return [
        MapOf(day=end or start or date.max, year=_year(start, end), begins=start, ends=end)
        for start, end in zip(starts, ends, strict=True)
    ]


def _year(begins: date | None, ends: date | None) -> int:
    """Of a map that goes on the year in which it began."""
    if ends is None:
        return begins.year if begins else date.max.year
    whole = ends.year if ends == date(ends.year, 12, 31) else ends.year - 1
    return max(whole, begins.year) if begins else whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterpart:
    """`share`: of the unit that is there; `of_it`: of the counterpart, what is that unit's."""

    area: Area
    share: float
    of_it: float


def counterparts(areas: Areas, unit: Area, day: date) -> Sequence[Counterpart] | None:
    """The communes of `day` that a commune is, became or came from, largest share first; None where
    no crosswalk leads there."""
    if unit.level is not Level.COMMUNE or unit.holds(day):
        return [Counterpart(area=unit, share=1.0, of_it=1.0)]
    found = areas.became(unit, day)
    if not all(areas.units[key].holds(day) for key in found):
        return None
    back = unit.nearest(day)
    parts = [
        Counterpart(
            area=areas.units[key],
            share=share,
            of_it=areas.became(areas.units[key], back).get(unit.key, 0.0),
        )
        for key, share in found.items()
    ]
    return sorted(parts, key=lambda each: (-each.share, each.area.key))
