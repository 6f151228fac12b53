"""The outlook of a plan: what is asked of the forecast, read from rollups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from data_access.calendar import working_days
from data_access.daily import daily_sums
from data_access.days import first_of, month_key, shift_month
from data_access.measure import Measure, Terms, terms
from data_access.reports import Scope
from data_access.selection import By, Period, Selection
from data_access.targets import read_targets
from metrics.compute import NOTHING, Value
from metrics.figure_history import FigureHistory, read_values, sums_of
from metrics.metric import Direction, Metric, Ratio, Total
from metrics.outlook_types import AHEAD, MONTHS, Line, Question, Step, Unit
from metrics.plan import Plan, Planned
from metrics.shortfall import flows
from metrics.targets import target_in_force
from metrics.values import Values

if TYPE_CHECKING:
    from metrics.desk import View


def line_id(row: Planned) -> str:
    scope = row.target.row.scope if row.target.row else None
    whose = f"{scope.level}/{scope.area}/{scope.agency}" if scope else ""
    return f"{row.metric.id}/{whose}/{row.period.start}/{row.period.end}"


def foreseeable(metric: Metric) -> bool:
    """Whether it adds up day by day: what stands still between two surveys is what it is."""
    formula = metric.formula
    if isinstance(formula, Ratio):
        return flows(formula.denominator)
    return isinstance(formula, Total) and flows(formula.of)


def question(view: View, plan: Plan, selection: Selection) -> Question | None:
    """None where nothing is left to foresee: the period is over, or of nothing that adds up."""
    chosen = view.checked(selection)
    yesterday = view.snap.today - timedelta(days=1)
    rows = [row for row in plan.rows if _open(row, view.snap.today) and foreseeable(row.metric)]
    if not rows or chosen.period.end <= yesterday:
        return None
    first = first_of(shift_month(month_key(yesterday), 1 - MONTHS))
    furthest = max(row.period.end for row in rows)
    series = {_series(row.metric): _denominator(row.metric) for row in rows}
    told = _Told(view, chosen, rows, first, yesterday)
    return Question(
        first=first,
        known=(yesterday - first).days + 1,
        worked=_worked(view, first, furthest),
        daily=_daily(view, series, first, yesterday),
        lines=tuple(told.line(row) for row in rows),
    )


def _open(row: Planned, today: date) -> bool:
    return row.reading is not None and row.reading.value is not None and row.period.end >= today


def _denominator(metric: Metric) -> Measure | Terms:
    formula = metric.formula
    assert isinstance(formula, Ratio | Total)
    return formula.denominator if isinstance(formula, Ratio) else formula.of


def _series(metric: Metric) -> str:
    parts = terms(_denominator(metric)).parts
    return "".join(f"{'+' if sign > 0 else '-'}{measure.name}" for sign, measure in parts)


def _worked(view: View, first: date, last: date) -> tuple[bool, ...]:
    worked = set(working_days(view.snap, first, last))
    return tuple(first + timedelta(days=n) in worked for n in range((last - first).days + 1))


def _daily(
    view: View, series: Mapping[str, Measure | Terms], first: date, last: date
) -> dict[str, tuple[float, ...]]:
    measures = {m for of in series.values() for _, m in terms(of).parts}
    sums = daily_sums(view.snap, measures, first, last)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return {
        name: tuple(
            sum(sign * sums.get(day, {}).get(m.name, 0.0) for sign, m in terms(of).parts)
            for day in days
        )
        for name, of in series.items()
    }


class _Told:
    """What rollups tell of a plan's rows: one reading a month and breakdown, never one a row."""

    def __init__(
        self, view: View, chosen: Selection, rows: Sequence[Planned], first: date, last: date
    ) -> None:
        self._view, self._chosen, self._last = view, chosen, last
        self._histories: dict[By | None, FigureHistory] = {}
        self._so_far: dict[tuple[By | None, Period], Values] = {}
        by_cut: dict[By | None, list[Metric]] = {}
        for row in rows:
            by_cut.setdefault(_by(row), []).append(row.metric)
        for by, metrics in by_cut.items():
            asked = list(dict.fromkeys(metrics))
            self._histories[by] = FigureHistory(view, chosen, asked, by, first, last)
        self._metrics = tuple(dict.fromkeys(row.metric for row in rows))

    def line(self, row: Planned) -> Line:
        metric, group = row.metric, _group(row)
        steps = self._histories[_by(row)].steps(metric, group)
        above, below = sums_of(self._values(row, _by(row)).get(group, NOTHING))
        return Line(
            id=line_id(row),
            daily=_series(metric),
            ratio=isinstance(metric.formula, Ratio),
            falls=metric.direction is Direction.LOWER_IS_BETTER,
            target=row.target.value,
            begins=row.period.start,
            ends=row.period.end,
            numerator=above,
            denominator=below,
            steps=steps,
            units=tuple(self._units(row, steps)),
        )

    def _values(self, row: Planned, by: By | None) -> Mapping[str, Value]:
        """From the target's beginning up to yesterday."""
        return self._since(row.period.start, by).get(row.metric.id, {})

    def _since(self, start: date, by: By | None) -> Values:
        period = Period(start=start, end=max(start, self._last))
        if (by, period) not in self._so_far:
            during = self._chosen.during(period)
            self._so_far[by, period] = read_values(self._view, self._metrics, during, by)
        return self._so_far[by, period]

    def _units(self, row: Planned, steps: Sequence[Step]) -> Iterator[Unit]:
        """The agencies that have their target from this row."""
        scope = row.target.row.scope if row.target.row else Scope()
        if (
            self._chosen.agency
            or scope.agency
            or not steps
            or not isinstance(row.metric.formula, Ratio)
        ):
            return
        lately = self._since(steps[-AHEAD:][0].start, By.AGENCY).get(row.metric.id, {})
        places = self._view.snap.places
        rows = read_targets(self._view.snap, self._view.snap.today)
        for code, value in self._values(row, By.AGENCY).items():
            found = target_in_force(row.metric, replace(self._chosen, agency=code), rows, places)
            if found is None or found.row != row.target.row:
                continue
            above, below = sums_of(value)
            late = sums_of(lately.get(code, NOTHING))
            yield Unit(
                code=code,
                target=found.value,
                numerator=above,
                denominator=below,
                late_numerator=late[0],
                late_denominator=late[1],
            )


def _by(row: Planned) -> By | None:
    return row.reading.group.by if row.reading and row.reading.group else None


def _group(row: Planned) -> str:
    return row.reading.group.code if row.reading and row.reading.group else ""
