"""What a user would write otherwise: the dossier table in a data frame, and groupbys.

It is written as well as one would: only the columns that are needed, days and lateness as they were
worked out at load, a subset made once a period. For the frame in memory, agencies and channels are
categories, yes and no are booleans and months are ready, all outside the clock.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
from sqlalchemy import Engine

from benchmarks.cuts import Cut, Figures, Key
from benchmarks.definitions import COLUMNS, FLAGS, NOT_RECEIVED, Base, Defined, defined_in

QUERY = f"SELECT {', '.join(COLUMNS)} FROM dossiers"
MONTHS = {Base.RECEIVED: "received_month", Base.FINISHED: "finished_month"}


def read_dossiers(engine: Engine) -> pd.DataFrame:
    with engine.connect() as connection:
        return pd.read_sql(QUERY, connection)


def kept(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame as one would keep it in memory between two questions."""
    return ready(frame).astype({"agency_code": "category", "channel": "category"})


def ready(frame: pd.DataFrame) -> pd.DataFrame:
    received = frame[~frame.state.isin(NOT_RECEIVED)]
    return received.astype(dict.fromkeys(FLAGS, bool)).assign(
        received_month=received.received_day // 100, finished_month=received.finished_day // 100
    )


def count(frame: pd.DataFrame, asked: list[Cut]) -> Figures:
    return {key: value for cut in asked for key, value in _cut(frame, cut)}


def _cut(frame: pd.DataFrame, cut: Cut) -> Iterator[tuple[Key, float]]:
    if cut.channel:
        frame = frame[frame.channel == cut.channel]
    if cut.agencies is not None:
        frame = frame[frame.agency_code.isin(cut.agencies)]
    subsets: dict[Base, pd.DataFrame] = {}
    for metric in cut.metrics:
        defined = defined_in(cut, metric)
        if defined is None:
            continue
        if defined.base not in subsets:
            subsets[defined.base] = _base(frame, defined.base, cut)
        for group, value in _values(subsets[defined.base], defined, cut):
            yield from cut.named(metric, group, value)


def _base(frame: pd.DataFrame, base: Base, cut: Cut) -> pd.DataFrame:
    if base is Base.RECEIVED:
        return frame[frame.received_day.between(cut.first, cut.last)]
    if base is Base.FINISHED:
        return frame[frame.finished_day.between(cut.first, cut.last)]
    return frame[(frame.received_day <= cut.last) & (frame.closed_day > cut.last)]


def _values(part: pd.DataFrame, defined: Defined, cut: Cut) -> Iterator[tuple[object, float]]:
    if defined.among:
        part = part[defined.among(part, cut.last)]
    if defined.quantile is not None:
        yield "", float(part.duration_days.quantile(defined.quantile, interpolation="lower"))
        return
    counted = defined.counts(part, cut.last) if defined.counts else part.late | True
    if cut.by is None:
        yield "", float(counted.mean() if defined.ratio else counted.sum())
        return
    key = part["agency_code" if cut.by == "agency" else MONTHS[defined.base]]
    groups = counted.groupby(key, observed=True)
    every = groups.mean() if defined.ratio else groups.sum()
    yield from ((group, float(value)) for group, value in every.items())
