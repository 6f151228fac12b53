"""Areas by version: what a code means on a day, and which units became which.

Codes are used again: after a reform 18880 is another commune with another name. A unit is
therefore known by its key: its code alone while that has had one meaning only, else code and first
day, '18880@2025-07-01'.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from data_access.selection import Level
from data_access.shares import Shares, combined, parts_of

DAY = timedelta(days=1)
AT = "@"


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """One version of a unit. `parent` is a code; `begins` to `ends` (None: to this day) are the
    days on which it was, or is, this unit."""

    key: str
    code: str
    name: str
    level: Level
    kind: str
    parent: str | None
    longitude: float | None
    latitude: float | None
    mountain: bool
    begins: date
    ends: date | None
    minority_zone: str | None = None  # I, II, III; 'none': in none of them; None: nobody has said

    def holds(self, day: date) -> bool:
        return self.begins <= day and (self.ends is None or day <= self.ends)

    def nearest(self, day: date) -> date:
        """The day of its own that is nearest to another."""
        return max(self.begins, min(day, self.ends or day))


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A row of the crosswalk between two keys; `people` of the part that went over, if known."""

    old: str
    new: str
    share: float
    people: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """Of a figure about a unit over days on which it was another one. `on`: the day of the change.
    `covered`: a crosswalk leads over it; otherwise only the unit's
    own days are counted, and with `outside` there are none in the period."""

    on: date
    covered: bool
    outside: bool


@dataclass(frozen=True, eq=False)  # one a version: compared and hashed by identity
class Areas:
    units: Mapping[str, Area]
    links: tuple[Link, ...] = ()

    def __reduce__(self) -> tuple[type[Areas], tuple[object, ...]]:
        """Without what is worked out on demand, perhaps at this moment by another thread."""
        return Areas, (self.units, self.links)

    @cached_property
    def by_code(self) -> Mapping[str, list[Area]]:
        """Its versions, oldest first."""
        found: dict[str, list[Area]] = {}
        for area in sorted(self.units.values(), key=lambda area: area.begins):
            found.setdefault(area.code, []).append(area)
        return found

    def on(self, code: str | None, day: date) -> Area | None:
        """What a code means on a day; else what it meant last before, else what it meant first."""
        versions = self.by_code.get(code or "")
        if not versions:
            return None
        begun = [area for area in versions if area.begins <= day]
        return begun[-1] if begun else versions[0]

    def named(self, text: str, day: date) -> Area | None:
        """By key, by a code as it is meant on `day`, or by a code and a day, '18880@2024-12-31'."""
        code, _, given = text.partition(AT)
        try:
            return self.on(code, date.fromisoformat(given) if given else day)
        except ValueError:
            return None

    def district_of(self, area: Area | None, day: date) -> str | None:
        """The key of the district that a unit lies in, or is; None after districts are gone."""
        while area is not None and area.level is Level.COMMUNE:
            near = area.nearest(day)
            parent = self.on(area.parent, near)
            area = parent if parent is not None and parent.holds(near) else None
        return area.key if area is not None and area.level is Level.DISTRICT else None

    def of_level(self, level: Level, day: date) -> tuple[Area, ...]:
        """The units of a level on a day; where there are none any more, the last there were."""
        every = [area for area in self.units.values() if area.level is level]
        found = [area for area in every if area.holds(day)]
        if not found:
            last = max((a.ends for a in every if a.ends and a.ends < day), default=None)
            found = [area for area in every if last and area.holds(last)] or every
        return tuple(found)

    def last_day_of(self, level: Level, day: date) -> date:
        """`day`, or the last one before it on which there were units of that level."""
        found = self.of_level(level, day)
        return min(day, max((area.nearest(day) for area in found), default=day))

    @cached_property
    def reforms(self) -> tuple[date, ...]:
        """The days on which communes began where others had ended the day before."""
        every = [area for area in self.units.values() if area.level is Level.COMMUNE]
        gone = {area.ends + DAY for area in every if area.ends}
        return tuple(sorted({area.begins for area in every} & gone))

    def became(self, area: Area, day: date) -> Shares:
        """The units of `day` that a unit's counts belong to, with shares of one. A unit that no
        crosswalk leads from stays itself."""
        if area.holds(day):
            return {area.key: 1.0}
        later = area.begins <= day
        steps = (self._onward if later else self._back).get(area.key)
        if not steps:
            return {area.key: 1.0}
        return combined((share, self.became(self.units[key], day)) for key, share in steps.items())

    @cached_property
    def _onward(self) -> Mapping[str, Shares]:
        found: dict[str, dict[str, float]] = {}
        for link in self.links:
            found.setdefault(link.old, {})[link.new] = link.share
        return {old: parts_of(amounts) for old, amounts in found.items()}

    @cached_property
    def _back(self) -> Mapping[str, Shares]:
        """By the people of each part where all are known, else by shares: as if the old units had
        been equally large."""
        found: dict[str, list[Link]] = {}
        for link in self.links:
            found.setdefault(link.new, []).append(link)
        return {new: parts_of(_sizes(links)) for new, links in found.items()}

    def made_of_whole(self) -> dict[str, list[str]]:
        """New units -> the old ones that went into each, where all of those went there whole."""
        return {
            new: list(old)
            for new, old in self._back.items()
            if all(len(self._onward[each]) == 1 for each in old)
        }

    def linked(self, area: Area, *, later: bool) -> bool:
        """Whether a crosswalk leads from a unit, or from all that lies in it, to later or earlier
        ones."""
        steps = self._onward if later else self._back
        if area.level is Level.COMMUNE:
            return area.key in steps
        day = area.ends if later and area.ends else area.begins
        inside = [
            key
            for key, commune in self.units.items()
            if commune.level is Level.COMMUNE
            and commune.holds(day)
            and self.district_of(commune, day) == area.key
        ]
        return bool(inside) and all(key in steps for key in inside)


def _sizes(links: Iterable[Link]) -> dict[str, float]:
    links = list(links)
    if all(link.people for link in links):
        return {link.old: float(link.people or 0) for link in links}
    return {link.old: link.share for link in links}
