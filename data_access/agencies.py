"""Agencies, and the units that they serve."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from data_access.areas import Areas
from data_access.schema import agencies
from data_access.selection import Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """`area_code` is the code of the unit it serves. `area` is that unit's key on the agency's
    last day, or now; `district` the district that it lies in, if any. `house`: longitude and
    latitude; None where nobody has said them."""

    code: str
    name: str
    short_name: str
    level: Level
    area_code: str | None
    area: str | None
    district: str | None
    begins: date | None
    ends: date | None
    house: tuple[float, float] | None = None

    def nearest(self, day: date) -> date:
        """The day of its own that is nearest to another."""
        return max(self.begins or day, min(day, self.ends or day))

    def served(self, first: date, last: date) -> bool:
        """Whether there was, or is, such an agency on any of these days."""
        return (self.begins or first) <= last and (self.ends or last) >= first


def read_agencies(connection: Connection, areas: Areas) -> dict[str, Agency]:
    """By code, in the order of codes."""
    rows = connection.execute(select(agencies).order_by(agencies.c.code))
    return {row.code: _agency(row, areas) for row in rows}


def _agency(row: Any, areas: Areas) -> Agency:
    last = row.valid_to or date.max
    area = areas.on(row.area_code, last)
    return Agency(
        code=row.code,
        name=row.name,
        short_name=row.short_name,
        level=Level(row.level),
        area_code=row.area_code,
        area=area.key if area else None,
        district=areas.district_of(area, last),
        begins=row.valid_from,
        ends=row.valid_to,
        house=None if row.longitude is None else (row.longitude, row.latitude),
    )
