"""The floor: the needed columns in arrays in memory, and one pass over them a period.

Masks over the whole, then only the rows that they keep; `bincount` instead of groupby.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from sqlalchemy import Engine

from benchmarks.cuts import Cut, Figures, Key
from benchmarks.definitions import DAYS, FLAGS, NOT_RECEIVED, Base, Defined, defined_in
from benchmarks.in_pandas import QUERY
from data_access.days import months_between

Array = npt.NDArray[Any]
PART = 500_000  # rows read at a time, so that only arrays are ever held whole
CHANNELS = ("direct", "online", "postal")


class Arrays:
    """Columns as attributes, as `definitions` name them; agencies by number."""

    def __init__(self, engine: Engine) -> None:
        parts: list[dict[str, Array]] = []
        self.agencies: list[str] = []
        with engine.connect().execution_options(stream_results=True) as connection:
            frames = pd.read_sql(QUERY, connection, chunksize=PART)
            parts += [self._part(frame[~frame.state.isin(NOT_RECEIVED)]) for frame in frames]
        for name in list(parts[0]):
            setattr(self, name, np.concatenate([part.pop(name) for part in parts]))

    def _part(self, frame: pd.DataFrame) -> dict[str, Array]:
        codes = frame.agency_code.unique()
        self.agencies += [code for code in codes if code not in self.agencies]
        place = {code: number for number, code in enumerate(self.agencies)}
        return {
            "agency": frame.agency_code.map(place).to_numpy("int16"),
            "channel_number": frame.channel.map(CHANNELS.index).to_numpy("int8"),
            "state": frame.state.to_numpy("int8"),
            "duration_days": frame.duration_days.fillna(-1).to_numpy("int16"),
            **{name: frame[name].to_numpy("int32") for name in DAYS},
            **{name: frame[name].astype(bool).to_numpy() for name in FLAGS},
        }

    def number_of(self, agency: str) -> int:
        return self.agencies.index(agency)


class _Rows:
    """Some rows: a column is taken when it is asked for, once."""

    def __init__(self, whole: Arrays, places: Array) -> None:
        self._whole, self._places = whole, places

    def __getattr__(self, name: str) -> Array:
        if name == "channel":
            found: Array = _CHANNEL_NAMES[self.channel_number]
        else:
            found = getattr(self._whole, name)[self._places]
        setattr(self, name, found)
        return found


_CHANNEL_NAMES = np.array(CHANNELS)


def count(whole: Arrays, asked: list[Cut]) -> Figures:
    return {key: value for cut in asked for key, value in _cut(whole, cut)}


def _cut(whole: Arrays, cut: Cut) -> Iterator[tuple[Key, float]]:
    subsets: dict[Base, _Rows] = {}
    for metric in cut.metrics:
        defined = defined_in(cut, metric)
        if defined is None:
            continue
        if defined.base not in subsets:
            mask = _base(whole, defined.base, cut) & _inside(whole, cut)
            subsets[defined.base] = _Rows(whole, np.flatnonzero(mask))
        for group, value in _values(subsets[defined.base], defined, cut, whole):
            yield from cut.named(metric, group, value)


def _base(whole: Any, base: Base, cut: Cut) -> Array:
    if base is Base.RECEIVED:
        return _between(whole.received_day, cut)
    if base is Base.FINISHED:
        return _between(whole.finished_day, cut)
    mask: Array = (whole.received_day <= cut.last) & (whole.closed_day > cut.last)
    return mask


def _between(days: Array, cut: Cut) -> Array:
    mask: Array = (days >= cut.first) & (days <= cut.last)
    return mask


def _inside(whole: Any, cut: Cut) -> Any:
    mask: Any = True
    if cut.channel:
        mask = whole.channel_number == CHANNELS.index(cut.channel)
    if cut.agencies is not None:
        wanted = np.zeros(len(whole.agencies), dtype=bool)
        wanted[[whole.number_of(code) for code in cut.agencies if code in whole.agencies]] = True
        mask = mask & wanted[whole.agency]
    return mask


def _values(rows: Any, defined: Defined, cut: Cut, whole: Arrays) -> Iterator[tuple[object, float]]:
    if defined.quantile is not None:
        yield "", _quantile(rows.duration_days, defined.quantile)
        return
    names, groups = _groups(rows, defined.base, cut, whole)
    size = len(names)
    among = defined.among(rows, cut.last) if defined.among else None
    counts = defined.counts(rows, cut.last) if defined.counts else None
    if among is not None and counts is not None:
        counts = counts & among
    above = np.bincount(groups if counts is None else groups[counts], minlength=size)
    below = np.bincount(groups if among is None else groups[among], minlength=size)
    for name, part, of in zip(names, above, below, strict=True):
        if of or cut.by is None:
            yield name, part / of if defined.ratio else part


def _groups(rows: Any, base: Base, cut: Cut, whole: Arrays) -> tuple[list[Any], Array]:
    if cut.by == "agency":
        return whole.agencies, rows.agency
    if cut.by is None:
        return [""], np.zeros(len(rows.late), dtype="int8")
    months = months_between(cut.first // 100, cut.last // 100)
    days = rows.received_day if base is Base.RECEIVED else rows.finished_day
    return months, np.searchsorted(np.array(months), days // 100)


def _quantile(days: Array, share: float) -> float:
    counts = np.cumsum(np.bincount(days))
    return float(np.searchsorted(counts, share * counts[-1]))
