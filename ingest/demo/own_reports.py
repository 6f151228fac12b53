"""What agencies report of their own dossiers, beside the dossiers themselves: not all agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pandas as pd

from data_access.days import first_of, last_of, month_key, shift_month
from ingest.demo.reports import report, reports_file

_NOT_RECEIVED = (1, 3)  # states


def own_reports_frame(dossiers: pd.DataFrame, staff: pd.DataFrame, *, today: date) -> pd.DataFrame:
    """Rows for table `observations`: of whole months by agency, and of the year."""
    own = reports_file()["own"]
    received = dossiers[~dossiers.state.isin(_NOT_RECEIVED)]
    names = dict(zip(staff.code, staff.name, strict=True))
    month = (received.received_at.dt.year * 100 + received.received_at.dt.month).to_numpy()
    rows = list(_yearly(received, own["yearly"], today))
    for back in range(1, own["months"] + 1):
        key = shift_month(month_key(today), -back)
        rows += _monthly(received[month == key], own["monthly"], names, key, back)
    return pd.DataFrame(rows)


def _yearly(
    received: pd.DataFrame, specs: list[dict[str, Any]], today: date
) -> Iterator[dict[str, Any]]:
    mine = received[received.received_at.dt.year == today.year]
    span = date(today.year, 1, 1), date(today.year, 12, 31)
    for spec in specs:
        yield from _said(mine, spec["metric"], spec, span, by=spec["by"])


def _monthly(
    received: pd.DataFrame,
    specs: list[dict[str, Any]],
    names: Mapping[str, str],
    month: int,
    back: int,
) -> Iterator[dict[str, Any]]:
    span = first_of(month), last_of(month)
    for spec in specs:
        code = spec["agency"]
        if back not in spec.get("without", ()):
            mine = received[received.agency_code == code]
            yield from _said(mine, "online_submit", spec, span, by=names[code], agency_code=code)


def _said(
    received: pd.DataFrame,
    metric: str,
    spec: Mapping[str, Any],
    span: tuple[date, date],
    *,
    by: str,
    agency_code: str = "",
) -> Iterator[dict[str, Any]]:
    above, below = _counts(received, metric)
    if below:
        above = min(round(above * (1 + spec.get("more", 0.0))), below)
        value = round(min(above / below + spec.get("off", 0.0), 1.0), 3)
        counts = {"numerator": above, "denominator": below, "value": value}
        yield report(metric, by, *span, agency_code=agency_code, **counts)


def _counts(received: pd.DataFrame, metric: str) -> tuple[int, int]:
    if metric == "paid_online":
        paid = received.paid_online.fillna(False).astype(bool)
        return int((paid & received.has_fee).sum()), int(received.has_fee.sum())
    return int((received.channel == "online").sum()), len(received)
