"""How figures have come about, month by month: what each month has added since its year began."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from data_access.days import first_of, last_of, month_key, months_between
from data_access.fetch import NotKept
from data_access.selection import By, Period, Selection
from metrics.compute import NOTHING, Value
from metrics.metric import Metric, Ratio
from metrics.outlook_types import Step
from metrics.shortfall import flows
from metrics.values import Values, values_of

if TYPE_CHECKING:
    from metrics.desk import View

Sums = tuple[float, float]  # numerator and denominator


class FigureHistory:
    """Of some metrics, whole or by groups, from a month's first day up to `last`. Most are sums of
    what happened: a month of them is read as it is. Of others a later day may take something back
    (a dossier that becomes overdue), so a month is what the figure since the year's beginning has
    grown by, each time as it was at that month's end."""

    def __init__(
        self,
        view: View,
        selection: Selection,
        metrics: Sequence[Metric],
        by: By | None,
        first: date,
        last: date,
    ) -> None:
        self._view, self._selection, self._by = view, selection, by
        self._last = last
        self._months = months_between(month_key(first), month_key(last))
        self._plain = tuple(m for m in metrics if _plain(m))
        self._grown = tuple(m for m in metrics if not _plain(m))
        self._by_month: dict[int, Values] = {}
        for month in self._months:
            begun = date(month // 100, 1, 1)
            whole = Period(start=first_of(month), end=self._end(month))
            of_year = Period(start=begun, end=self._end(month))
            self._by_month[month] = {
                **self._read(self._plain, whole),
                **self._read(self._grown, of_year),
            }

    def steps(self, metric: Metric, group: str) -> tuple[Step, ...]:
        found, before = [], (0.0, 0.0)
        for month in self._months:
            if month % 100 == 1 or metric in self._plain:
                before = (0.0, 0.0)
            now = sums_of(self._by_month[month].get(metric.id, {}).get(group, NOTHING))
            found.append(
                Step(
                    start=first_of(month),
                    end=self._end(month),
                    numerator=now[0] - before[0],
                    denominator=now[1] - before[1],
                )
            )
            before = now
        began = next((n for n, step in enumerate(found) if step.numerator or step.denominator), 0)
        return tuple(found[began:])

    def _end(self, month: int) -> date:
        return min(last_of(month), self._last)

    def _read(self, metrics: tuple[Metric, ...], period: Period) -> Values:
        if not metrics:
            return {}
        return read_values(self._view, metrics, self._selection.during(period), self._by)


def read_values(
    view: View, metrics: tuple[Metric, ...], selection: Selection, by: By | None
) -> Values:
    """Nothing where these filters together are not kept by day."""
    try:
        return values_of(view.snap, metrics, selection, by)
    except NotKept:
        return {}


def sums_of(value: Value) -> Sums:
    return value.numerator or 0.0, value.denominator or 0.0


def _plain(metric: Metric) -> bool:
    formula = metric.formula
    return not isinstance(formula, Ratio) or flows(formula.numerator)
