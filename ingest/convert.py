"""Canonical columns of text, numbers or times → columns of their proper kind, with faults."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from ingest import pauses, times
from ingest.faults import Faults, Mask
from ingest.guesses import Guesses
from ingest.reasons import Reason, detail
from ingest.repeated import Objects, objects, once_each
from ingest.tables import ColumnSpec, Kind, TableSpec

_YES = ("1", "true", "t", "yes", "y", "x", "có", "đúng")
_NO = ("0", "false", "f", "no", "n", "không", "sai")
_EVENTS_FROM = pd.Timestamp("1990-01-01")
_DATES_FROM, _DATES_UNTIL = pd.Timestamp("1900-01-01"), pd.Timestamp("2100-01-01")
_CLOCK_SLACK = timedelta(days=1)

Converter = Callable[[pd.Series, ColumnSpec, Guesses], pd.Series]


def converted(
    given: pd.DataFrame, spec: TableSpec, guesses: Guesses, faults: Faults, now: datetime
) -> pd.DataFrame:
    """All columns of the table that a source may give, each of its kind, absent ones as default."""
    guesses.learn(given, spec)
    rows: dict[str, pd.Series] = {}
    for column in spec.columns:
        if column.name in given:
            series = given[column.name]
            rows[column.name] = _column(series, column, guesses, faults, now)
        else:
            rows[column.name] = _absent(column, given.index)
    return pd.DataFrame(rows, index=given.index)


def converted_keys(
    given: pd.DataFrame, spec: TableSpec, guesses: Guesses, faults: Faults, now: datetime
) -> pd.DataFrame:
    """The same of the key alone, where nothing else of a row matters."""
    keys = [column for column in spec.columns if column.name in spec.keys]
    return pd.DataFrame(
        {
            key.name: _column(given[key.name], key, guesses, faults, now)
            if key.name in given
            else _absent(key, given.index)
            for key in keys
        },
        index=given.index,
    )


def _absent(column: ColumnSpec, index: pd.Index) -> pd.Series:
    empty = pd.Series([None] * len(index), index=index, dtype=object)
    return _filled(_CONVERTERS[column.kind](empty, column, Guesses()), column)


def _filled(series: pd.Series, column: ColumnSpec) -> pd.Series:
    if column.default is None:
        return series
    default = pd.Timestamp(column.default) if column.kind is Kind.DAY else column.default
    return series.fillna(default)


def _column(
    given: pd.Series, column: ColumnSpec, guesses: Guesses, faults: Faults, now: datetime
) -> pd.Series:
    series = _CONVERTERS[column.kind](given, column, guesses)
    absent = given.isna().to_numpy()
    if column.required:
        faults.mark(absent, Reason.MISSING, lambda _: detail(Reason.MISSING, column=column.name))
    _check_read(series, given, column, faults, absent)
    _check_choices(series, given, column, faults, absent)
    if column.kind in (Kind.TIME, Kind.DAY):
        _check_range(series, series, given, column, faults, now)
    if column.kind is Kind.INTERVALS:
        _check_range(*pauses.extent(series), given, column, faults, now)
    if column.kind is Kind.TEXT and column.length and not column.refers:
        _check_length(series, column, faults)
    return _filled(series, column)


def _check_read(
    series: pd.Series, given: pd.Series, column: ColumnSpec, faults: Faults, absent: Mask
) -> None:
    reason, wanted = {
        Kind.INTEGER: (Reason.BAD_NUMBER, "số nguyên"),
        Kind.NUMBER: (Reason.BAD_NUMBER, "số"),
        Kind.YES_NO: (Reason.UNKNOWN_VALUE, "true, false"),
        Kind.TIME: (Reason.IMPOSSIBLE_DATE, "không đọc được thành ngày giờ"),
        Kind.DAY: (Reason.IMPOSSIBLE_DATE, "không đọc được thành ngày"),
        Kind.TEXT: (Reason.UNKNOWN_VALUE, ""),
        Kind.INTERVALS: (Reason.BAD_PAUSE, "không đọc được thành các khoảng thời gian"),
    }[column.kind]
    if column.choices:
        reason, wanted = column.outside, _listed(column)
    unread = series.isna().to_numpy() & ~absent
    faults.mark(unread, reason, _describe(reason, column.name, given, wanted))


def _check_choices(
    series: pd.Series, given: pd.Series, column: ColumnSpec, faults: Faults, absent: Mask
) -> None:
    if not column.choices:
        return
    outside = ~series.isin(list(column.choices)).to_numpy() & ~absent
    describe = _describe(column.outside, column.name, given, _listed(column))
    faults.mark(outside, column.outside, describe)


def _check_range(
    earliest: pd.Series,
    latest: pd.Series,
    given: pd.Series,
    column: ColumnSpec,
    faults: Faults,
    now: datetime,
) -> None:
    event = column.event or column.kind is Kind.INTERVALS
    first = _EVENTS_FROM if event else _DATES_FROM
    past = event and not column.ahead
    last = pd.Timestamp(now + _CLOCK_SLACK) if past else _DATES_UNTIL
    for wrong, wanted in (
        ((earliest < first), f"trước năm {first.year}"),
        ((latest > last), "ở tương lai" if past else f"sau năm {last.year}"),
    ):
        describe = _describe(Reason.IMPOSSIBLE_DATE, column.name, given, wanted)
        faults.mark(wrong.to_numpy(), Reason.IMPOSSIBLE_DATE, describe)


def _check_length(series: pd.Series, column: ColumnSpec, faults: Faults) -> None:
    length = column.length or 0
    long = np.array([v is not None and len(v) > length for v in series.to_numpy()], dtype=bool)
    faults.mark(long, Reason.TOO_LONG, _describe(Reason.TOO_LONG, column.name, series, length))


def _describe(reason: Reason, name: str, given: pd.Series, wanted: object) -> Callable[[int], str]:
    return lambda position: detail(reason, column=name, value=given.iloc[position], wanted=wanted)


def _listed(column: ColumnSpec) -> str:
    return ", ".join(str(choice) for choice in column.choices if choice != "")


def _to_text(given: pd.Series, _: ColumnSpec, __: Guesses) -> pd.Series:
    texts = once_each(given.astype(object).to_numpy(dtype=object), _normalised)
    return pd.Series(texts, index=given.index, dtype=object)


def _normalised(values: Objects) -> Objects:
    return objects([None if v is None or v != v else _normal(v) for v in values])


def _normal(value: Any) -> str:
    """One spelling of each Vietnamese letter: systems disagree on composed and decomposed ones."""
    text = value if isinstance(value, str) else _plain(value)
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _plain(value: Any) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _to_number(given: pd.Series, column: ColumnSpec, guesses: Guesses) -> pd.Series:
    if given.dtype.kind in "iuf" and not hasattr(given.dtype, "na_value"):
        return given.astype("float64").replace([np.inf, -np.inf], np.nan)
    read = guesses.number(column)
    values = given.astype(object).to_numpy(dtype=object)
    numbers = once_each(values, lambda those: _numbers(those, read))
    return pd.Series(numbers, index=given.index, dtype="float64")


def _numbers(values: Objects, read: Callable[[str], str]) -> npt.NDArray[Any]:
    text = pd.Series(values, dtype=object).map(lambda v: _number(v, read), na_action="ignore")
    number = pd.to_numeric(text, errors="coerce").astype("float64")
    return number.replace([np.inf, -np.inf], np.nan).to_numpy()


def _number(value: Any, read: Callable[[str], str]) -> Any:
    if not isinstance(value, str):
        return None if isinstance(value, bool) else value
    return read(value)


def _to_integer(given: pd.Series, column: ColumnSpec, guesses: Guesses) -> pd.Series:
    number = _to_number(given, column, guesses)
    whole = (number == np.floor(number)) & (number.abs() <= column.largest)
    return number.where(whole).astype("Int64")


def _to_yes_no(given: pd.Series, _: ColumnSpec, __: Guesses) -> pd.Series:
    if given.dtype == bool:
        return given.astype("boolean")
    values = given.astype(object).to_numpy(dtype=object)
    return pd.Series(once_each(values, _yes_or_no), index=given.index, dtype="boolean")


def _yes_or_no(values: Objects) -> Any:
    words = {**dict.fromkeys(_YES, True), **dict.fromkeys(_NO, False)}
    text = pd.Series(values, dtype=object).map(lambda v: _plain(v).lower(), na_action="ignore")
    return text.map(words).astype("boolean").array


def _to_time(given: pd.Series, column: ColumnSpec, guesses: Guesses) -> pd.Series:
    return _to_moments(times.to_utc, given, column, guesses)


def _to_day(given: pd.Series, column: ColumnSpec, guesses: Guesses) -> pd.Series:
    return _to_moments(times.to_dates, given, column, guesses)


def _to_moments(
    read: Callable[..., pd.Series], given: pd.Series, column: ColumnSpec, guesses: Guesses
) -> pd.Series:
    mapping, seen = guesses.mapping, guesses.saw(column.name)
    how = (mapping.timezone, mapping.date_formats, seen)
    if given.dtype != object:
        return read(given, *how)
    moments = once_each(
        given.to_numpy(), lambda values: read(pd.Series(values, dtype=object), *how).array
    )
    return pd.Series(moments, index=given.index)


def _to_intervals(given: pd.Series, _: ColumnSpec, guesses: Guesses) -> pd.Series:
    return pauses.read(given, guesses.mapping)


_CONVERTERS: dict[Kind, Converter] = {
    Kind.TEXT: _to_text,
    Kind.INTEGER: _to_integer,
    Kind.NUMBER: _to_number,
    Kind.YES_NO: _to_yes_no,
    Kind.TIME: _to_time,
    Kind.DAY: _to_day,
    Kind.INTERVALS: _to_intervals,
}
