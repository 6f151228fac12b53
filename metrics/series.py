"""Series: the last months of a reading, as a line or a sparkline shows them."""

from __future__ import annotations

from data_access.days import month_key, months_between, shift_month
from data_access.selection import By, Period, Selection
from data_access.snapshot import Snapshot
from metrics.compute import NOTHING, Value
from metrics.metric import Metric
from metrics.reading import Point
from metrics.values import Values, values_of


def series_of(
    snap: Snapshot, metrics: tuple[Metric, ...], selection: Selection, by: By | None, months: int
) -> dict[tuple[str, str], tuple[Point, ...]]:
    """(metric id, group) -> the last `months` months up to the period's end, gaps as None.
    Groups are read a month at a time, each as it stood at that month's end."""
    if not months or by is By.MONTH or selection.period.start > snap.today:
        return {}
    last = month_key(selection.period.until(snap.today).end)
    shown = months_between(shift_month(last, 1 - months), last)
    if by is None:
        monthly = _whole(snap, metrics, selection, shown)
    else:
        monthly = {
            month: values_of(snap, metrics, selection.during(Period.month(month)), by)
            for month in shown
        }
    groups = {(m.id, group) for m in metrics for month in shown for group in monthly[month][m.id]}
    return {
        (name, group): tuple(
            _point(month, monthly[month][name].get(group, NOTHING)) for month in shown
        )
        for name, group in groups
    }


def _whole(
    snap: Snapshot, metrics: tuple[Metric, ...], selection: Selection, shown: list[int]
) -> dict[int, Values]:
    """Without groups all months in one go: their parts add up to the period's figure."""
    span = Period(start=Period.month(shown[0]).start, end=Period.month(shown[-1]).end)
    values = values_of(snap, metrics, selection.during(span), By.MONTH)
    return {
        month: {m.id: {"": values[m.id].get(str(month), NOTHING)} for m in metrics}
        for month in shown
    }


def _point(month: int, value: Value) -> Point:
    return Point(
        month=month, value=value.value, numerator=value.numerator, denominator=value.denominator
    )
