"""Times of sources → UTC without a zone, and days as local integers, a column at a time."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
import pandas as pd

from data_access.days import LOCAL, NEVER

_HAS_OFFSET = r"\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s?(?:[zZ]|[+-]\d{2}(?::?\d{2})?)$"
_USUAL = (
    "ISO8601",
    "%d/%m/%Y %H:%M:%S",
    "%d/%m/%Y %H:%M",
    "%H:%M %d/%m/%Y",
    "%H:%M:%S %d/%m/%Y",
    "%d/%m/%Y",
    "%d-%m-%Y",
    "%Y%m%d",
)

Days = npt.NDArray[np.datetime64]
DayKeys = npt.NDArray[np.int64]


def to_utc(given: pd.Series, zone: ZoneInfo, formats: tuple[str, ...] = ()) -> pd.Series:
    """What cannot be read becomes NaT. A time without an offset is one of `zone`."""
    if isinstance(given.dtype, pd.DatetimeTZDtype):
        utc: pd.Series = given.dt.tz_convert("UTC").dt.tz_localize(None)
        return utc.astype("datetime64[us]")
    if given.dtype.kind == "M":
        return _localised(given.astype("datetime64[us]"), zone)
    return _parsed(_as_text(given), zone, formats or _USUAL)


def to_dates(given: pd.Series, zone: ZoneInfo, formats: tuple[str, ...] = ()) -> pd.Series:
    """The day that is meant, at midnight, without a zone; a time with an offset is turned to the
    local day first."""
    text = given if given.dtype.kind == "M" else _as_text(given)
    if isinstance(given.dtype, pd.DatetimeTZDtype) or _with_offset(text).any():
        return local_midnights(to_utc(given, zone, formats))
    midnights: pd.Series = to_utc(given, ZoneInfo("UTC"), formats).dt.normalize()
    return midnights


def local_midnights(utc: pd.Series) -> pd.Series:
    """The local day of each time, as its midnight without a zone."""
    midnights: pd.Series = _local(utc).dt.normalize()
    return midnights


def has_time_of_day(utc: pd.Series) -> npt.NDArray[np.bool_]:
    """False for what a source gave as a bare day: local midnight exactly."""
    local = _local(utc)
    timed: npt.NDArray[np.bool_] = (local != local.dt.normalize()).to_numpy()
    return timed & utc.notna().to_numpy()


def is_before(later: pd.Series, earlier: pd.Series) -> npt.NDArray[np.bool_]:
    """Where `later` is before `earlier`; by days where `later` is a bare day."""
    days = local_midnights(later) < local_midnights(earlier)
    both = (later < earlier).to_numpy() & has_time_of_day(later)
    return both | days.to_numpy()


def as_days(midnights: pd.Series) -> Days:
    return midnights.to_numpy().astype("datetime64[D]")


def day_keys(days: Days) -> DayKeys:
    """20241227 for 2024-12-27; NEVER for no day."""
    months = days.astype("datetime64[M]")
    month = months.astype("int64")
    day = (days - months).astype("int64") + 1
    keys = (1970 + month // 12) * 10_000 + (month % 12 + 1) * 100 + day
    return np.where(np.isnat(days), NEVER, keys).astype("int64")


def _local(utc: pd.Series) -> pd.Series:
    local: pd.Series = utc.dt.tz_localize("UTC").dt.tz_convert(LOCAL).dt.tz_localize(None)
    return local


def _localised(naive: pd.Series, zone: ZoneInfo) -> pd.Series:
    if zone.key == "UTC":
        return naive
    # The hour that a zone has twice is taken as the later one, the hour it lacks as the next.
    later = np.zeros(len(naive), dtype=bool)
    aware = naive.dt.tz_localize(zone, ambiguous=later, nonexistent="shift_forward")
    utc: pd.Series = aware.dt.tz_convert("UTC").dt.tz_localize(None)
    return utc


def _as_text(given: pd.Series) -> pd.Series:
    """A frame may hold dates and stamps as objects; their ISO text is read like any other."""
    if given.dtype == object:
        return given.map(lambda v: v if isinstance(v, str) else str(v), na_action="ignore")
    return given.astype(object).map(str, na_action="ignore")


def _with_offset(text: pd.Series) -> pd.Series:
    if text.dtype.kind == "M" or text.isna().all():
        return pd.Series(False, index=text.index)
    return text.str.contains(_HAS_OFFSET, regex=True, na=False)


def _parsed(text: pd.Series, zone: ZoneInfo, formats: tuple[str, ...]) -> pd.Series:
    result = pd.Series(pd.NaT, index=text.index, dtype="datetime64[us]")
    offset = _with_offset(text)
    for form in formats:
        for aware in (True, False):
            part = text[(offset == aware) & result.isna() & text.notna()]
            if len(part):
                result.loc[part.index] = _read_as(part, form, zone, aware=aware)
    return result


def _read_as(text: pd.Series, form: str, zone: ZoneInfo, *, aware: bool) -> pd.Series:
    read = pd.to_datetime(text, format=form, errors="coerce", utc=aware)
    if aware:
        return read.dt.tz_localize(None).astype("datetime64[us]")
    return _localised(read.astype("datetime64[us]"), zone)
