"""The definitions once more, written independently: figures counted from the rows of a table,
which is how anybody would check them. Nothing here knows measures or rollups."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from sqlalchemy import Engine, select

from data_access.engine import reading
from data_access.schema import agencies, areas, dossiers
from data_access.selection import By, Period, Selection

NEVER = 99991231
RATIOS = (
    *("completion", "on_time", "early", "online_submit", "end_to_end", "paid_online"),
    *("digitised", "result_digitised", "e_result"),
)
TOTALS = (
    *("received", "resolved", "open", "overdue", "overdue_finished", "overdue_open"),
    *("overdue_now", "no_deadline", "withdrawn"),
)
QUANTILES = {"median_days": 0.5, "p90_days": 0.9}
Count = tuple[float, float | None]  # numerator, denominator (None for a total)


def read_rows(engine: Engine) -> pd.DataFrame:
    """All dossiers that were received, with the place and level of their agency."""
    with reading(engine) as connection:
        rows = pd.DataFrame([row._mapping for row in connection.execute(select(dossiers))])
        offices = {row.code: row for row in connection.execute(select(agencies))}
        parents = {row.code: row.parent_code for row in connection.execute(select(areas))}
        kinds = {row.code: row.level for row in connection.execute(select(areas))}
    rows = rows[~rows.state.isin([1, 3])]
    area = rows.agency_code.map(lambda code: offices[code].area_code)
    inside = area.map(lambda code: parents[code] if kinds.get(code) == "commune" else code)
    return rows.assign(
        level=rows.agency_code.map(lambda code: offices[code].level), area=area, district=inside
    )


def chosen(rows: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    same = {"agency": "agency_code", "district": "district", "level": "level"}
    same |= {"field": "field", "channel": "channel"}
    for name, column in same.items():
        if wanted := getattr(selection, name):
            rows = rows[rows[column] == str(wanted)]
    if selection.area:
        rows = rows[(rows.area == selection.area) | (rows.district == selection.area)]
    return rows


def _key(day: object) -> int:
    return int(f"{day:%Y%m%d}")


@dataclass(frozen=True, slots=True)
class Marked:
    """Which rows count as what, for one period."""

    rows: pd.DataFrame
    first: int
    last: int

    @property
    def received(self) -> pd.Series:
        return self.rows.received_day.between(self.first, self.last)

    @property
    def resolved(self) -> pd.Series:
        return self.rows.finished_day.between(self.first, self.last)

    @property
    def closed(self) -> pd.Series:
        return self.rows.closed_day <= self.last

    @property
    def finished(self) -> pd.Series:
        return self.rows.finished_day <= self.last

    @property
    def has_deadline(self) -> pd.Series:
        return self.rows.deadline_day != NEVER

    @property
    def past_due(self) -> pd.Series:
        return ~self.closed & (self.rows.deadline_day < self.last)


COUNTED: dict[str, Callable[[Marked], pd.Series]] = {
    "received": lambda m: m.received,
    "resolved": lambda m: m.resolved,
    "open": lambda m: (m.rows.received_day <= m.last) & ~m.closed,
    "overdue_finished": lambda m: m.received & m.finished & m.rows.late,
    "overdue_open": lambda m: m.received & m.past_due,
    "overdue": lambda m: m.received & ((m.finished & m.rows.late) | m.past_due),
    "overdue_now": lambda m: (m.rows.received_day <= m.last) & m.past_due,
    "no_deadline": lambda m: m.received & ~m.has_deadline,
    "withdrawn": lambda m: m.received & m.has_deadline & m.closed & ~m.finished,
    "on_time": lambda m: (
        m.received
        & m.has_deadline
        & ((m.finished & ~m.rows.late) | (~m.closed & (m.rows.deadline_day >= m.last)))
    ),
    "early": lambda m: m.resolved & m.has_deadline & m.rows.early,
    "due": lambda m: m.resolved & m.has_deadline,
    "online_submit": lambda m: m.received & (m.rows.channel == "online"),
    "end_to_end": lambda m: m.received & m.rows.end_to_end,
    "fee": lambda m: m.received & m.rows.has_fee,
    "paid_online": lambda m: m.received & m.rows.has_fee & m.rows.paid_online,
    "digitised": lambda m: m.resolved & m.rows.digitised,
    "result": lambda m: m.resolved & m.rows.has_result,
    "result_digitised": lambda m: m.resolved & m.rows.has_result & m.rows.result_digitised,
    "e_result": lambda m: m.resolved & m.rows.e_result,
}
OVER = {
    "completion": ("resolved", "received"),
    "early": ("early", "due"),
    "paid_online": ("paid_online", "fee"),
    "digitised": ("digitised", "resolved"),
    "result_digitised": ("result_digitised", "result"),
    "e_result": ("e_result", "resolved"),
}


def counted(rows: pd.DataFrame, period: Period) -> dict[str, Count]:
    """Metric -> what is counted and out of how many."""
    marked = Marked(rows, _key(period.start), _key(period.end))
    found: dict[str, Count] = {name: (float(COUNTED[name](marked).sum()), None) for name in TOTALS}
    for name in RATIOS:
        above, below = OVER.get(name, (name, "received"))
        found[name] = (float(COUNTED[above](marked).sum()), float(COUNTED[below](marked).sum()))
    return found


def quantiles(rows: pd.DataFrame, period: Period) -> dict[str, float | None]:
    marked = Marked(rows, _key(period.start), _key(period.end))
    days = rows[marked.resolved].duration_days.astype(float)
    return {
        name: float(np.quantile(days, share, method="inverted_cdf")) if len(days) else None
        for name, share in QUANTILES.items()
    }


def groups(rows: pd.DataFrame, by: By | None) -> dict[str, pd.DataFrame]:
    """Group code -> its rows; those of no area or district are in none."""
    if by is None:
        return {"": rows}
    column = "agency_code" if by is By.AGENCY else str(by)
    return {str(code): part for code, part in rows.groupby(column)}
