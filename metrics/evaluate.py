"""evaluate: readings of metrics for a selection. Asks the rollups once for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from config.province import Province
from data_access.completeness import reporting
from data_access.days import month_key, months_between, shift_month
from data_access.durations import duration_counts
from data_access.fetch import NotKept, fetch
from data_access.freshness import SourceStatus, read_sources
from data_access.measures import Measure
from data_access.reports import TargetRow, read_targets
from data_access.selection import By, Level, Period, Selection
from data_access.snapshot import Snapshot
from metrics.compute import (
    NOTHING,
    Figures,
    Value,
    compute,
    family_of,
    measures_of,
    only_now,
    understands,
)
from metrics.groups import group_for
from metrics.metric import Median, Metric, Observed
from metrics.observed import observed
from metrics.reading import Point, Reading, Reason
from metrics.targets import status_of, target_for

Values = Mapping[str, Mapping[str, Value]]  # metric id -> group ('' for the whole) -> value


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What to compute beside the value itself."""

    compare: bool = True  # previous period and the same period last year
    months: int = 0  # how many months of series, ending with the period's last


def evaluate(
    snap: Snapshot,
    province: Province,
    metrics: Iterable[Metric],
    selection: Selection,
    *,
    by: By | None = None,
    asked: Asked | None = None,
) -> list[Reading]:
    """One reading a metric, or with `by` one a metric and group, groups in the order of their
    codes. Raises UnknownFilter for codes the province does not have."""
    wanted = tuple(metrics)
    what = asked or Asked()
    snap.places.checked(selection)
    before, last_year = _compared(snap, wanted, selection, by, what)
    evaluation = _Evaluation(
        snap=snap,
        selection=selection,
        by=by,
        now=_values(snap, wanted, selection, by),
        before=before,
        last_year=last_year,
        series=_series(snap, wanted, selection, by, what.months),
        targets=read_targets(snap, selection.period.until(snap.today).end),
        sources=read_sources(snap, province.sources.values()),
        complete={family: _complete(snap, family, selection) for family in _families(wanted)},
        watch_from=province.watch_from,
    )
    return [evaluation.reading(m, group) for m in wanted for group in evaluation.groups(m)]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Evaluation:
    """Everything fetched for one call, ready to be put into readings."""

    snap: Snapshot
    selection: Selection
    by: By | None
    now: Values
    before: Values
    last_year: Values
    series: Mapping[tuple[str, str], tuple[Point, ...]]
    targets: list[TargetRow]
    sources: Mapping[str, SourceStatus]
    complete: Mapping[str, float | None]
    watch_from: float

    def groups(self, metric: Metric) -> list[str]:
        return sorted(self.now[metric.id]) if self.by else [""]

    def reading(self, metric: Metric, code: str) -> Reading:
        value = self.now[metric.id].get(code, NOTHING)
        if self._as_of(metric) is None:
            value = NOTHING
        scope = self._scope(code)
        target = target_for(metric, scope, self.targets, self.snap.places)
        status = status_of(value.value, target, metric.direction, self.watch_from)
        return Reading(
            metric=metric,
            selection=self.selection,
            group=group_for(self.snap.places, self.by, code) if self.by else None,
            value=value.value,
            numerator=value.numerator,
            denominator=value.denominator,
            previous=self._other(self.before, metric, code),
            last_year=self._other(self.last_year, metric, code),
            target=target,
            status=status,
            reason=value.reason,
            as_of=self._as_of(metric),
            completeness=self._completeness(metric, value),
            data_version=self.snap.version,
            series=self.series.get((metric.id, code), ()),
        )

    def _scope(self, code: str) -> Selection:
        """The selection narrowed to a group, for finding its target."""
        if self.by is By.AGENCY:
            return replace(self.selection, agency=code)
        if self.by is By.AREA:
            return replace(self.selection, area=code)
        if self.by is By.DISTRICT:
            return replace(self.selection, district=code)
        if self.by is By.LEVEL:
            return replace(self.selection, level=Level(code))
        return self.selection

    def _other(self, values: Values, metric: Metric, code: str) -> float | None:
        return values.get(metric.id, {}).get(code, NOTHING).value

    def _as_of(self, metric: Metric) -> datetime | None:
        status = self.sources.get(metric.source)
        return status.as_of if status else None

    def _completeness(self, metric: Metric, value: Value) -> float | None:
        if value.value is None:
            return None
        return self.complete.get(family_of(metric) or "", 1.0)


def _values(
    snap: Snapshot, metrics: tuple[Metric, ...], selection: Selection, by: By | None
) -> Values:
    """Every metric's value for every group, for one period."""
    if selection.period.start > snap.today:
        return {m.id: {"": Value(reason=Reason.NOT_YET)} if by is None else {} for m in metrics}
    able = [m for m in metrics if understands(m, selection, by)]
    sums = fetch(snap, _measures(able), selection, by)
    counts = (
        duration_counts(snap, selection, by)
        if any(isinstance(m.formula, Median) for m in able)
        else {}
    )
    reports = observed(snap, [m for m in able if isinstance(m.formula, Observed)], selection, by)
    found: dict[str, dict[str, Value]] = {}
    for m in metrics:
        if only_now(m) and selection.period.end < snap.today:
            found[m.id] = {"": Value(reason=Reason.ONLY_NOW)} if by is None else {}
        elif m not in able:
            found[m.id] = {"": Value(reason=Reason.NOT_BY_THIS)} if by is None else {}
        elif isinstance(m.formula, Observed):
            found[m.id] = dict(reports[m.id])
        else:
            figures = Figures(sums=sums, histograms=counts)
            found[m.id] = {group: compute(m, figures, group) for group in figures.groups(m, by)}
    return found


def _compared(
    snap: Snapshot,
    metrics: tuple[Metric, ...],
    selection: Selection,
    by: By | None,
    asked: Asked,
) -> tuple[Values, Values]:
    """The same for the period before and for the same days of last year; for a year these are one
    period. By month there is nothing to compare with."""
    if not asked.compare or by is By.MONTH:
        return {}, {}
    period, today = selection.period, snap.today
    moved = (period.previous(today=today), period.year_before(today=today))
    found = {each: _values_at(snap, metrics, selection.during(each), by) for each in set(moved)}
    return found[moved[0]], found[moved[1]]


def _values_at(
    snap: Snapshot, metrics: tuple[Metric, ...], selection: Selection, by: By | None
) -> Values:
    """Medians apart: they are kept by month only, which must not take the others' comparison."""
    medians = tuple(m for m in metrics if isinstance(m.formula, Median))
    found: Values = {}
    for alike in (medians, tuple(m for m in metrics if m not in medians)):
        with suppress(NotKept):  # a part of a month: no comparison, but the value
            found = {**found, **_values(snap, alike, selection, by)}
    return found


def _series(
    snap: Snapshot, metrics: tuple[Metric, ...], selection: Selection, by: By | None, months: int
) -> dict[tuple[str, str], tuple[Point, ...]]:
    """(metric id, group) -> the last `months` months up to the period's end, gaps as None."""
    if not months or by is By.MONTH or selection.period.start > snap.today:
        return {}
    last = month_key(selection.period.until(snap.today).end)
    shown = months_between(shift_month(last, 1 - months), last)
    monthly = (_by_month if by is None else _month_by_month)(snap, metrics, selection, by, shown)
    groups = {(m.id, group) for m in metrics for month in shown for group in monthly[month][m.id]}
    return {
        (name, group): tuple(
            _point(month, monthly[month][name].get(group, NOTHING)) for month in shown
        )
        for name, group in groups
    }


def _by_month(
    snap: Snapshot,
    metrics: tuple[Metric, ...],
    selection: Selection,
    by: By | None,
    shown: list[int],
) -> dict[int, Values]:
    """The whole, all months in one go: their parts add up to the period's figure."""
    del by
    span = Period(start=Period.month(shown[0]).start, end=Period.month(shown[-1]).end)
    values = _values(snap, metrics, selection.during(span), By.MONTH)
    return {
        month: {m.id: {"": values[m.id].get(str(month), NOTHING)} for m in metrics}
        for month in shown
    }


def _month_by_month(
    snap: Snapshot,
    metrics: tuple[Metric, ...],
    selection: Selection,
    by: By | None,
    shown: list[int],
) -> dict[int, Values]:
    """Every group, a month at a time, each as it stood at that month's end."""
    return {
        month: _values(snap, metrics, selection.during(Period.month(month)), by) for month in shown
    }


def _point(month: int, value: Value) -> Point:
    return Point(
        month=month, value=value.value, numerator=value.numerator, denominator=value.denominator
    )


def _measures(metrics: Iterable[Metric]) -> list[Measure]:
    return [measure for m in metrics for measure in measures_of(m)]


def _families(metrics: Iterable[Metric]) -> set[str]:
    return {family for m in metrics if (family := family_of(m))}


def _complete(snap: Snapshot, family: str, selection: Selection) -> float | None:
    seen, expected = reporting(snap, family, selection)
    return seen / expected if expected else None
