"""Selection: what a figure is about. It is the cache key, the URL and the header of an export."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

from data_access.days import first_of, last_of, month_key, shift_month
from data_access.errors import TamNhinError, UnknownFilter

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
class Period:
    """Local days from `start` to `end`, both included."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise TamNhinError(
                vi=f"Kỳ: ngày cuối {self.end:%d/%m/%Y} trước ngày đầu {self.start:%d/%m/%Y}",
                en=f"Period: its end {self.end} is before its start {self.start}",
            )

    @classmethod
    def year(cls, year: int) -> Period:
        return cls(start=date(year, 1, 1), end=date(year, 12, 31))

    @classmethod
    def month(cls, month: int) -> Period:
        return cls(start=first_of(month), end=last_of(month))

    @property
    def months(self) -> int:
        """How many whole months it is; 0 when it is not made of whole months."""
        first, last = month_key(self.start), month_key(self.end)
        if self.start != first_of(first) or self.end != last_of(last):
            return 0
        return (last // 100 - first // 100) * 12 + last % 100 - first % 100 + 1

    def until(self, today: date) -> Period:
        """The part that has happened; a period wholly in the future stays as it is."""
        return replace(self, end=min(self.end, today)) if today >= self.start else self

    def moved(self, months: int, *, today: date) -> Period:
        """The same days `months` earlier or later. A running period is moved as far as it has run,
        so that what is compared is equally long."""
        run = self.until(today)
        start = _same_day(run.start, months)
        whole = run.end == last_of(month_key(run.end))
        target = shift_month(month_key(run.end), months)
        return Period(start=start, end=last_of(target) if whole else _same_day(run.end, months))

    def previous(self, *, today: date) -> Period:
        """The period before: as many months for whole months, as many days for any other range."""
        if self.months:
            return self.moved(-self.months, today=today)
        length = (self.until(today).end - self.start).days + 1
        return Period(start=self.start - timedelta(days=length), end=self.start - timedelta(days=1))

    def year_before(self, *, today: date) -> Period:
        return self.moved(-12, today=today)


def _same_day(day: date, months: int) -> date:
    target = last_of(shift_month(month_key(day), months))
    return target.replace(day=min(day.day, target.day))


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """All filters of a figure. Codes are checked against the province by `Places.checked`, which
    puts keys of units in their place and sets `units`: the day whose units figures are broken down
    by, so that every period that is compared with this one is broken down alike."""

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
        )


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
