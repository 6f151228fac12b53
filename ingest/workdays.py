"""Working days: weekends and public holidays out, make-up days in, many rows at a time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import holidays as holiday_library
import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, func, insert, select

from data_access.schema import holidays
from ingest.times import Days

FIRST, LAST = np.datetime64("1980-01-01"), np.datetime64("2101-01-01")
_SATURDAY = 5
_YEARS_AHEAD = 2
_FIRST_YEAR = 2000

Counts = npt.NDArray[np.int64]


class WorkCalendar:
    """Days outside 1980–2100 count as the nearest one inside."""

    def __init__(self, days_off: Iterable[date], make_up: Iterable[date] = ()) -> None:
        every = np.arange(FIRST, LAST)
        working = (every.astype("int64") + 3) % 7 < _SATURDAY  # 1970-01-01 was a Thursday
        working[_positions(days_off)] = False
        working[_positions(make_up)] = True
        self._working = working
        self._until = np.cumsum(working)
        self._working_days = every[working]

    def between(self, start: Days, end: Days) -> Counts:
        """Working days after `start` up to and with `end`: 0 on the same day. As the law counts:
        the day of receipt is not one of them."""
        return self._count(end) - self._count(start)

    def add(self, start: Days, days: Counts) -> Days:
        """The day by which `days` working days have passed; `start` itself for none."""
        index = np.clip(self._count(start) + days - 1, 0, len(self._working_days) - 1)
        return np.where(days > 0, self._working_days[index], start)

    def differing(self, other: WorkCalendar) -> Days:
        """The days that are working days in one of the two only."""
        days: Days = np.arange(FIRST, LAST)[self._working != other._working]
        return days

    def working_from(self, day: Days) -> Days:
        """The day itself if it is a working day, else the next one that is."""
        return self.add(day - np.timedelta64(1, "D"), np.ones(len(day), dtype="int64"))

    def _count(self, days: Days) -> Counts:
        """Working days up to and with each day; 0 for no day."""
        inside = np.clip(np.where(np.isnat(days), FIRST, days), FIRST, LAST - 1)
        counted: Counts = self._until[(inside - FIRST).astype("int64")]
        return counted


def _positions(days: Iterable[date]) -> Counts:
    found = np.array(list(days), dtype="datetime64[D]")
    found = found[(found >= FIRST) & (found < LAST)]
    return (found - FIRST).astype("int64")


def work_calendar(connection: Connection) -> WorkCalendar:
    """As table `holidays` says now."""
    rows = connection.execute(select(holidays.c.day, holidays.c.working)).all()
    return WorkCalendar(
        (day for day, working in rows if not working), (day for day, working in rows if working)
    )


def years_to_fill(connection: Connection, *, year: int) -> range:
    """The years, up to two after `year`, that the holiday library has not filled yet. Its own rows
    have no content hash; what the province loaded for years to come does not count as filled."""
    days = select(func.max(holidays.c.day))
    newest = connection.scalar(days.where(holidays.c.content_hash == "")) or connection.scalar(days)
    return range(newest.year + 1 if newest else _FIRST_YEAR, year + _YEARS_AHEAD + 1)


def fill_years(connection: Connection, years: range) -> None:
    """From the holiday library; days that are in the table stay as they are."""
    found = holiday_library.country_holidays("VN", years=list(years), language="vi")
    rows = {day: {"day": day, "name": name[:120], "working": False} for day, name in found.items()}
    for day in found.weekend_workdays:  # of all the years that the library knows
        rows[day] = {"day": day, "name": "Làm bù", "working": True}
    held = set(connection.scalars(select(holidays.c.day)))
    new = [row for day, row in rows.items() if day.year in years and day not in held]
    if new:
        connection.execute(insert(holidays), new)
