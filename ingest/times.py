"""Times of sources → UTC without a zone, and days as local integers, a column at a time."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
import pandas as pd

from data_access.days import LOCAL, NEVER
from ingest.repeated import all_text

_HAS_OFFSET = r"[T\s]\d{1,2}[\d:.,]*\s?(?:[zZ]|[+-]\d{2}(?::?\d{2})?)$"
_ANY_OFFSET = r"[T\s]\d.*[zZ+-]"
_ISO = "ISO8601"
EXCEL = "excel"  # among date_formats: days counted from the end of 1899, as Excel does
EPOCHS = {"unix": "s", "unix_ms": "ms"}  # and (milli)seconds counted from 1/1/1970 UTC
_WEST = re.compile(r"-\d{2}(?::?\d{2})?\|")
_USUAL = (
    _ISO,
    "%d/%m/%Y %H:%M:%S",
    "%d/%m/%Y %H:%M",
    "%H:%M %d/%m/%Y",
    "%H:%M:%S %d/%m/%Y",
    "%d/%m/%Y",
    "%d-%m-%Y",
    "%Y%m%d",
    "%d-%m-%Y %H:%M:%S",
    "%d-%m-%Y %H:%M",
    "%d.%m.%Y",
    "%d.%m.%Y %H:%M",
    "%d/%m/%y",
    "%d/%m/%Y %I:%M:%S %p",
    "%d/%m/%Y %I:%M %p",
)
_SERIAL = r"\d{5}(?:[.,]\d+)?"
_SERIALS_FROM = "1899-12-30"
_FIRST_TWO = r"(\d{1,2})[/.-](\d{1,2})[/.-]\d"

Seen = Callable[[str, pd.Series], None]
Days = npt.NDArray[np.datetime64]
DayKeys = npt.NDArray[np.int64]


def to_utc(
    given: pd.Series, zone: ZoneInfo, formats: tuple[str, ...] = (), seen: Seen | None = None
) -> pd.Series:
    """What cannot be read becomes NaT. A time without an offset is one of `zone`. `seen` is told
    of texts that were read neither as `formats` say nor as ISO: the format, and the texts."""
    if isinstance(given.dtype, pd.DatetimeTZDtype):
        utc: pd.Series = given.dt.tz_convert("UTC").dt.tz_localize(None)
        return utc.astype("datetime64[us]")
    if given.dtype.kind == "M":
        return _localised(given.astype("datetime64[us]"), zone)
    return _parsed(given, zone, formats, seen or _unseen)


def to_dates(
    given: pd.Series, zone: ZoneInfo, formats: tuple[str, ...] = (), seen: Seen | None = None
) -> pd.Series:
    """The day that is meant, at midnight, without a zone; a time with an offset is turned to the
    local day first."""
    text = given if given.dtype.kind == "M" else _as_text(given)
    if isinstance(given.dtype, pd.DatetimeTZDtype) or _with_offset(text).any():
        return local_midnights(to_utc(given, zone, formats, seen))
    midnights: pd.Series = to_utc(given, ZoneInfo("UTC"), formats, seen).dt.normalize()
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
        if all_text(given.to_numpy()):
            return given
        return given.map(lambda v: v if isinstance(v, str) else str(v), na_action="ignore")
    return given.astype(object).map(str, na_action="ignore")


def _with_offset(text: pd.Series) -> pd.Series:
    if text.dtype.kind == "M" or not _may_have_offset(text):
        return pd.Series(False, index=text.index)
    return text.str.contains(_HAS_OFFSET, regex=True, na=False)


def _may_have_offset(text: pd.Series) -> bool:
    """Looks at all texts at once: most columns have none."""
    together = "|".join(text.dropna()) + "|"
    return any(mark in together for mark in "zZ+") or bool(_WEST.search(together))


def _parsed(given: pd.Series, zone: ZoneInfo, formats: tuple[str, ...], seen: Seen) -> pd.Series:
    text = _as_text(given)
    result = pd.Series(pd.NaT, index=text.index, dtype="datetime64[us]")
    offset, left = _with_offset(text), text.notna()
    for form in formats or _USUAL:
        if form in EPOCHS:
            result = result.fillna(_of_epoch(text[left], EPOCHS[form]))
            left = left & result.isna()
            continue
        for aware in (True, False) if form != EXCEL and left.any() else ():
            part = text[left & (offset == aware)]
            if len(part):
                read = _read_as(part, form, zone, aware=aware)
                result.loc[part.index] = read
                left = left & result.isna()
                if not formats and form != _ISO and read.notna().any():
                    seen(form, part[read.notna()])
    if left.any():
        result.loc[left] = _of_excel(given[left], text[left], zone, formats, seen)
    return result


def _of_epoch(text: pd.Series, unit: Any) -> pd.Series:
    """0 is what is written where no time is known."""
    count = pd.to_numeric(text, errors="coerce").astype("float64")
    read: pd.Series = pd.to_datetime(count.where(count > 0), unit=unit, errors="coerce")
    return read.astype("datetime64[us]")


def _of_excel(
    given: pd.Series, text: pd.Series, zone: ZoneInfo, formats: tuple[str, ...], seen: Seen
) -> pd.Series:
    """What a workbook holds as a date or a number is one, whatever formats its texts have."""
    result = pd.Series(pd.NaT, index=text.index, dtype="datetime64[us]")
    typed = ~given.map(lambda v: isinstance(v, str)).astype(bool)
    stamps = typed & given.map(lambda v: isinstance(v, date)).astype(bool)
    if stamps.any():
        result.loc[stamps] = _read_as(text[stamps], _ISO, zone, aware=False)
    allowed = typed if formats and EXCEL not in formats else pd.Series(True, index=text.index)
    serial = allowed & text.str.fullmatch(_SERIAL) & result.isna()
    if serial.any():
        days = pd.to_numeric(text[serial].str.replace(",", "."))
        read = pd.to_datetime(days, unit="D", origin=_SERIALS_FROM).dt.round("s")
        result.loc[serial] = _localised(read.astype("datetime64[us]"), zone)
        if EXCEL not in formats:
            seen(EXCEL, text[serial])
    return result


def day_first(texts: pd.Series) -> bool:
    """Whether the texts leave no doubt that the day comes before the month, or need none."""
    parts = texts.str.extract(_FIRST_TWO).dropna().astype(int)
    return bool((parts[0] > 12).any() or (parts[0] == parts[1]).all())


def _unseen(_form: str, _texts: pd.Series) -> None:
    pass


def _read_as(text: pd.Series, form: str, zone: ZoneInfo, *, aware: bool) -> pd.Series:
    read = _read(text, form, aware=aware)
    if read is None:  # an offset written as nobody writes it: no time of the zone, at any rate
        read = _read(text.mask(text.str.contains(_ANY_OFFSET)), form, aware=False)
    if read is None:
        return pd.Series(pd.NaT, index=text.index, dtype="datetime64[us]")
    if aware:
        utc: pd.Series = read.dt.tz_localize(None)
        return utc.astype("datetime64[us]")
    return _localised(read.astype("datetime64[us]"), zone)


def _read(text: pd.Series, form: str, *, aware: bool) -> pd.Series | None:
    """None where times turn out to have an offset that was not expected."""
    try:
        read: pd.Series = pd.to_datetime(text, format=form, errors="coerce", utc=aware)
    except ValueError:
        return None
    if not aware and isinstance(read.dtype, pd.DatetimeTZDtype):
        return None
    return read
