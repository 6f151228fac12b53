"""Selection: what a figure is about. It is the cache key, the URL and the header of an export."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from data_access.errors import UnknownFilter
from data_access.packing import packed, unpacked
from data_access.period import Period

__all__ = ["By", "Channel", "Level", "Period", "Selection"]

Choice = TypeVar("Choice", bound=StrEnum)
FIRST_YEAR, LAST_YEAR = 1950, 2200


class Level(StrEnum):
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


class Channel(StrEnum):
    DIRECT = "direct"
    ONLINE = "online"
    POSTAL = "postal"


class By(StrEnum):
    """What a figure can be broken down by."""

    AREA = "area"
    AGENCY = "agency"
    DISTRICT = "district"
    LEVEL = "level"
    FIELD = "field"
    CHANNEL = "channel"
    MONTH = "month"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """All filters of a figure. Codes are checked against the province by `Places.checked`, which
    puts keys of units in their place and sets `units`, unless it is asked for: the day whose units
    figures are broken down by, so that every period that is compared with this one is broken down
    alike."""

    period: Period
    area: str | None = None
    district: str | None = None
    agency: str | None = None
    level: Level | None = None
    field: str | None = None
    channel: Channel | None = None
    units: date | None = None

    def during(self, period: Period) -> Selection:
        return replace(self, period=period)

    def to_query(self) -> dict[str, str]:
        """The query string's parts, in a fixed order; absent filters are absent."""
        filters = ("area", "district", "agency", "level", "field", "channel")
        query = {
            "from": self.period.start.isoformat(),
            "to": self.period.end.isoformat(),
        }
        return query | {name: str(getattr(self, name)) for name in filters if getattr(self, name)}

    @classmethod
    def from_query(cls, query: Mapping[str, str | None], *, today: date) -> Selection:
        """Raises UnknownFilter for a level, channel or date that cannot be one."""
        return cls(
            period=_period(query, today),
            area=query.get("area") or None,
            district=query.get("district") or None,
            agency=query.get("agency") or None,
            level=_one_of(Level, "level", query.get("level")),
            field=query.get("field") or None,
            channel=_one_of(Channel, "channel", query.get("channel")),
            units=_day("units", query.get("units")),
        )

    __getstate__, __setstate__ = packed, unpacked


def _period(query: Mapping[str, str | None], today: date) -> Period:
    start, end = _day("from", query.get("from")), _day("to", query.get("to"))
    if end is None:
        end = date((start or today).year, 12, 31)
    return Period(start=start or date(end.year, 1, 1), end=end)


def _day(name: str, text: str | None) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise UnknownFilter(name, text, ["YYYY-MM-DD"]) from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise UnknownFilter(name, text, [f"{FIRST_YEAR}-01-01", f"{LAST_YEAR}-12-31"])
    return day


def _one_of(kind: type[Choice], name: str, text: str | None) -> Choice | None:
    if not text:
        return None
    try:
        return kind(text)
    except ValueError:
        raise UnknownFilter(name, text, list(kind)) from None
