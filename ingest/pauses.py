"""Pauses of a dossier's clock: from a request for supplements until they arrive.

Stored as ISO 8601 intervals in UTC joined by ';', in order and without overlap; the last may be
open: '2024-06-03T08:00:00Z/2024-06-05T02:00:00Z;2024-06-10T01:00:00Z/'.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from ingest import times
from ingest.mapping import Mapping
from ingest.times import Days

NOT_OVER = ("", "..")  # how ISO 8601 writes an end that is still to come
_ISO = ("ISO8601",)
_STAMP = 19  # length of 2024-06-03T08:00:00
_FAR = np.datetime64("9999-12-31")

Positions = npt.NDArray[np.intp]
Interval = tuple[pd.Timestamp, Any]  # begin and end; the end is NaT while it is not over


def read(given: pd.Series, mapping: Mapping) -> pd.Series:
    """Intervals as sources write them → as they are stored; None where they cannot be right. Times
    without an offset are those of the mapping's zone, as everywhere in the source."""
    texts = given.astype(object)
    if not texts.map(lambda v: bool(str(v).strip(" ;")), na_action="ignore").any():
        return pd.Series([None] * len(texts), index=texts.index, dtype=object)
    pieces = texts[texts.notna()].map(str).str.split(";").explode().str.strip()
    pieces = pieces[pieces != ""]
    rows, parts = pieces.index, pieces.reset_index(drop=True).str.partition("/")
    begin = times.to_utc(parts[0].str.strip(), mapping.timezone, _ISO)
    until = parts[2].str.strip()
    open_ = until.isin(NOT_OVER) & (parts[1] == "/")
    end = times.to_utc(until.mask(open_), mapping.timezone, _ISO)
    bad = begin.isna() | (end.isna() & ~open_) | (end < begin)
    found = _by_row(rows, begin, end, bad)
    return pd.Series([found.get(at) for at in given.index], index=given.index, dtype=object)


def from_columns(begins: pd.Series, ends: pd.Series, mapping: Mapping) -> pd.Series:
    """One pause a row, whose begin and end stand in two columns, in the notation of `read`. What
    cannot be read is passed on as it came, to be refused there with its words."""
    formats = mapping.date_formats
    begin, end = (times.to_utc(c, mapping.timezone, formats) for c in (begins, ends))
    texts: list[str | None] = []
    for given, until, first, last in zip(begins, ends, begin, end, strict=True):
        unread = (pd.isna(first) and not pd.isna(given)) or (pd.isna(last) and not pd.isna(until))
        if unread or (pd.isna(given) and not pd.isna(until)):
            texts.append(" → ".join("" if pd.isna(v) else str(v) for v in (given, until)))
        else:
            texts.append(None if pd.isna(first) else notation([(first, last)]))
    return pd.Series(texts, index=begins.index, dtype=object)


def extent(texts: pd.Series) -> tuple[pd.Series, pd.Series]:
    """The first and the last moment named in each row (stored notation); NaT where none is."""
    stamps = texts.dropna().str.split("[/;]").explode()
    moments = pd.to_datetime(stamps[stamps != ""].str[:_STAMP], format="ISO8601")
    by_row = moments.groupby(level=0)
    return by_row.min().reindex(texts.index), by_row.max().reindex(texts.index)


def _by_row(
    rows: pd.Index, begin: pd.Series, end: pd.Series, bad: pd.Series
) -> dict[int, str | None]:
    found: dict[int, list[Interval]] = {}
    refused: set[int] = set()
    for row, first, last, wrong in zip(rows, begin, end, bad, strict=True):
        found.setdefault(row, []).append((first, last))
        if wrong:
            refused.add(row)
    merged = {row: _merged(held) for row, held in found.items() if row not in refused}
    return {row: notation(held) for row, held in merged.items() if held}


def _merged(intervals: list[Interval]) -> list[Interval]:
    """In order and without overlap; empty if one begins while an earlier one is not over."""
    merged: list[Interval] = []
    for begin, end in sorted(intervals, key=lambda pair: pair[0]):
        if merged and pd.isna(merged[-1][1]):
            return []
        if merged and begin <= merged[-1][1]:
            end = end if pd.isna(end) else max(end, merged[-1][1])
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((begin, end))
    return merged


def notation(intervals: list[Interval]) -> str:
    """As they are stored; their times are UTC without a zone, in order and without overlap."""
    return ";".join(f"{_stamp(begin)}/{_stamp(end)}" for begin, end in intervals)


def _stamp(moment: pd.Timestamp) -> str:
    return "" if pd.isna(moment) else f"{moment:%Y-%m-%dT%H:%M:%SZ}"


@dataclass(frozen=True, slots=True)
class Pauses:
    """One element a pause, in the order of time within its row: which row it is of, which of that
    row's it is, and its local days. `end` is NaT while it is not over."""

    row: Positions
    place: npt.NDArray[Any]
    begin: Days
    end: Days

    def within(self, received: Days, closed: Days) -> Pauses:
        """Only what lies between receipt and end: no time limit runs before or after. A pause that
        a finished dossier left open ended with it."""
        first, last = received[self.row], closed[self.row]
        begin = np.maximum(self.begin, first)
        end = np.fmin(self.end, last)  # fmin: the one there is, where the other is no day
        kept = ~(np.fmin(end, _FAR) < begin)
        return Pauses(self.row[kept], self.place[kept], begin[kept], end[kept])


def pauses_of(texts: pd.Series) -> Pauses:
    """`texts` in stored notation, None where a row has none."""
    held = pd.Series(texts.to_numpy(dtype=object)).dropna()
    pieces = held.str.split(";").explode()
    ends = pieces.str.partition("/") if len(pieces) else pd.DataFrame({0: [], 2: []}, dtype=object)
    row: Positions = pieces.index.to_numpy().astype(np.intp)
    place = pieces.groupby(level=0).cumcount().to_numpy()
    return Pauses(row, place, _local_days(ends[0]), _local_days(ends[2]))


def _local_days(stamps: pd.Series) -> Days:
    text = stamps.str[:_STAMP].replace("", None).to_numpy(dtype=object)
    utc = pd.Series(pd.to_datetime(text, format="ISO8601")).astype("datetime64[us]")
    return times.as_days(times.local_midnights(utc))
