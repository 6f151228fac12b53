"""What a user would write otherwise: the dossier table in a data frame, and a groupby a tile.

It is written as well as one would: only the columns that the tiles need, days and lateness as
they were worked out at load, a subset made once a period. For the frame in memory, agencies and
channels are categories, yes and no are booleans and months are ready, all outside the clock. It
does the dossiers only; the page also shows documents, villages and reported totals.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pandas as pd

from data_access.days import NEVER, day_key, month_key, months_between, shift_month
from data_access.engine import make_engine
from data_access.places import Places
from data_access.selection import Level, Period, Selection

# (metric, group, 'now' | 'previous' | 'last_year' | a month) -> value
Figures: TypeAlias = dict[tuple[str, str, str], float]

FLAGS = ["late", "has_fee", "paid_online", "digitised"]
QUERY = (
    "SELECT agency_code, channel, state, received_day, deadline_day, finished_day, closed_day, "
    + ", ".join(FLAGS)
    + " FROM dossiers"
)
NOT_RECEIVED = (1, 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """The overview's periods as days, its months, and the agencies that it ranks."""

    now: tuple[int, int]
    before: Mapping[str, tuple[int, int]]
    gauge_months: list[int]
    trend_months: list[int]
    ranked: list[str]


def question(selection: Selection, places: Places, today: Period) -> Question:
    """`today`: the period's part that has happened."""
    day, whole = today.end, selection.period
    last = month_key(day)
    return Question(
        now=_days(today),
        before={
            "previous": _days(whole.previous(today=day)),
            "last_year": _days(whole.year_before(today=day)),
        },
        gauge_months=months_between(shift_month(last, -11), last),
        trend_months=months_between(shift_month(last, -23), last),
        ranked=[a.code for a in places.agencies.values() if a.level is Level.PROVINCE],
    )


def _days(period: Period) -> tuple[int, int]:
    return day_key(period.start), day_key(period.end)


def read_dossiers(database: Path) -> pd.DataFrame:
    engine = make_engine(f"sqlite:///{database}")
    with engine.connect() as connection:
        frame = pd.read_sql(QUERY, connection)
    engine.dispose()
    return frame


def kept(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame as one would keep it in memory between two questions."""
    frame = _received(frame).astype({"agency_code": "category", "channel": "category"})
    return frame.astype(dict.fromkeys(FLAGS, bool)).assign(
        received_month=frame.received_day // 100, finished_month=frame.finished_day // 100
    )


def tiles_of_table(frame: pd.DataFrame, asked: Question) -> Figures:
    frame = _received(frame).assign(
        received_month=lambda f: f.received_day // 100,
        finished_month=lambda f: f.finished_day // 100,
    )
    return tiles(frame, asked)


def _received(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[~frame.state.isin(NOT_RECEIVED)]


def tiles(frame: pd.DataFrame, asked: Question) -> Figures:
    found: Figures = {}
    periods = {"now": asked.now, **asked.before}
    for name in periods:
        same = next(other for other in periods if periods[other] == periods[name])
        if same != name:  # the same days again: nobody would count them twice
            found |= {(m, g, name): v for (m, g, when), v in found.items() if when == same}
            continue
        found |= _period(frame, name, periods[name], asked)
    return found | dict(_trend(frame, asked))


def _period(frame: pd.DataFrame, name: str, days: tuple[int, int], asked: Question) -> Figures:
    inside = frame[frame.received_day.between(*days)]
    done = frame[frame.finished_day.between(*days)]
    inside = inside.assign(
        online_submit=inside.channel == "online", on_time=on_time(inside, days[1])
    )
    paying = inside[inside.has_fee.astype(bool)]
    columns = {
        "online_submit": (inside.online_submit, inside.received_month),
        "on_time": (inside.on_time, inside.received_month),
        "paid_online": (paying.paid_online, paying.received_month),
        "digitised": (done.digitised, done.finished_month),
    }
    found: Figures = {(m, "", name): column.mean() for m, (column, _) in columns.items()}
    ranked = inside[inside.agency_code.isin(asked.ranked)]
    league = ranked.groupby("agency_code", observed=True).on_time.mean()
    found |= {("on_time", str(code), name): value for code, value in league.items()}
    if name == "now":
        for metric, (column, month) in columns.items():
            monthly = column.groupby(month).mean()
            found |= {(metric, "", str(m)): float(monthly[m]) for m in asked.gauge_months}
    return found


def on_time(inside: pd.DataFrame, day: int) -> pd.Series:
    """As it stood on that day: finished by the deadline, or open and not past it."""
    finished = (inside.closed_day <= day) & (inside.finished_day < NEVER) & (inside.late == 0)
    open_ = (inside.closed_day > day) & (inside.deadline_day >= day)
    return (finished | open_) & (inside.deadline_day < NEVER)


def _trend(frame: pd.DataFrame, asked: Question) -> Iterator[tuple[tuple[str, str, str], float]]:
    for metric, month in (("received", "received_month"), ("resolved", "finished_month")):
        counts = frame.groupby(month).size()
        for shown in asked.trend_months:
            yield (metric, "", str(shown)), float(counts.get(shown, 0))
