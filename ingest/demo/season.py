"""When people come: working days, Tết, month ends, hours of the day."""

from __future__ import annotations

from datetime import date
from functools import cache

import holidays as holiday_library
import numpy as np
import numpy.typing as npt

from ingest.workdays import WorkCalendar

Days = npt.NDArray[np.datetime64]
Floats = npt.NDArray[np.float64]

_BY_WEEKDAY = np.array([1.16, 1.05, 1.0, 0.98, 0.9, 0.035, 0.02])  # Monday first
_HOLIDAY = 0.012
_BY_MONTH = np.array([1.0, 0.9, 1.08, 1.0, 1.0, 1.02, 1.05, 1.1, 1.0, 1.0, 0.98, 0.95])


@cache
def calendar(first: int, last: int) -> WorkCalendar:
    """The library's working days, as table `holidays` is filled with them."""
    found = _holidays(first, last)
    return WorkCalendar(list(found), found.weekend_workdays)


def _holidays(first: int, last: int) -> holiday_library.HolidayBase:
    return holiday_library.country_holidays("VN", years=range(first, last + 3), language="vi")


def days_of(year: int, until: date) -> Days:
    """Days of a year, up to `until` where that is earlier."""
    end = min(date(year, 12, 31), until)
    return np.arange(np.datetime64(f"{year}-01-01"), np.datetime64(end) + 1)


def day_weights(days: Days) -> Floats:
    """How many dossiers a day brings against an ordinary one."""
    year = int(str(days[0])[:4])
    weekday = (days.astype("int64") + 3) % 7
    weights: Floats = _BY_WEEKDAY[weekday]
    off = np.isin(days, np.array(list(_holidays(year, year)), dtype="datetime64[D]"))
    weights = np.where(off, _HOLIDAY, weights)
    month = days.astype("datetime64[M]").astype("int64") % 12
    whole: Floats = weights * _BY_MONTH[month] * _month_end(days) * _around_tet(days, year)
    return whole


def _month_end(days: Days) -> Floats:
    left = ((days.astype("datetime64[M]") + 1).astype("datetime64[D]") - days).astype("int64")
    return np.where(left <= 4, 1.14, 1.0)


def _around_tet(days: Days, year: int) -> Floats:
    """Quiet in the week before and on the first days back, a peak in the two weeks after."""
    tet = next(day for day, name in _holidays(year, year).items() if name == "Tết Nguyên Đán")
    since = (days - np.datetime64(tet)).astype("int64")
    return np.select(
        [(since >= -8) & (since < 0), (since >= 0) & (since < 9), (since >= 9) & (since < 24)],
        [0.62, 0.5, 1.42],
        default=1.0,
    )


def seconds_of_day(rng: np.random.Generator, online: npt.NDArray[np.bool_]) -> Floats:
    """Local seconds since midnight: two peaks at the counter, and evenings for those online."""
    size = len(online)
    morning = rng.random(size) < 0.58
    hours = np.where(morning, rng.normal(9.1, 0.95, size), rng.normal(14.9, 0.85, size))
    hours = np.where(morning, np.clip(hours, 7.05, 11.6), np.clip(hours, 13.05, 16.9))
    hours += rng.uniform(0, 0.08, size)
    evening = online & (rng.random(size) < 0.16)
    return np.where(evening, np.clip(rng.normal(20.3, 1.3, size), 17.1, 23.5), hours) * 3600.0


def moments(days: Days, seconds: npt.ArrayLike) -> Days:
    """Local times, to the second, so many seconds into each day."""
    at: Days = np.add(
        days.astype("datetime64[s]"), np.asarray(seconds).astype("int64").astype("timedelta64[s]")
    )
    return at


def office_seconds(rng: np.random.Generator, size: int) -> Floats:
    morning = rng.random(size) < 0.45
    return np.where(morning, rng.uniform(7.6, 11.5, size), rng.uniform(13.6, 17.0, size)) * 3600.0
