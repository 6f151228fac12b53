"""evaluate: readings of metrics for a selection. Asks the rollups once for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from config.province import Province
from data_access.areas import Conversion
from data_access.completeness import REPORTED, reporting
from data_access.conversion import conversion
from data_access.freshness import SourceStatus, read_sources
from data_access.selection import By, Level, Period, Selection
from data_access.snapshot import Snapshot
from data_access.targets import TargetRow, by_metric, read_targets
from metrics.compute import (
    NOTHING,
    Value,
    family_of,
)
from metrics.groups import group_for
from metrics.metric import Metric, Observed
from metrics.reading import Point, Reading, Readings, Reason, Reconciliation
from metrics.reconcile import Reports, reports_for, scope_of_group
from metrics.series import series_of
from metrics.targets import of_whole, status_of, target_for
from metrics.told import as_told
from metrics.values import Asked, Values, compared, values_of

Compared = tuple[Conversion | None, Conversion | None]  # the period before, the year before


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
    wanted = as_told(snap, metrics)
    what = asked or Asked()
    selection = snap.places.checked(selection, snap.today)
    before, last_year = compared(snap, wanted, selection, by, what)
    evaluation = _Evaluation(
        snap=snap,
        selection=selection,
        by=by,
        now=values_of(snap, wanted, selection, by),
        before=before,
        last_year=last_year,
        series=series_of(snap, wanted, selection, by, what.months),
        targets=by_metric(read_targets(snap, selection.period.until(snap.today).end)),
        sources=read_sources(snap, province.sources.values()),
        complete=_completeness(snap, wanted, selection),
        watch_from=province.watch_from,
        reports=reports_for(snap, wanted, selection, by, province.tolerance),
    )
    return Readings(evaluation.reading(m, group) for m in wanted for group in evaluation.groups(m))


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
    targets: Mapping[str, list[TargetRow]]
    sources: Mapping[str, SourceStatus]
    complete: Mapping[str, float | None]
    watch_from: float
    reports: Reports

    def groups(self, metric: Metric) -> list[str]:
        return sorted(self.now[metric.id]) if self.by else [""]

    def reading(self, metric: Metric, code: str) -> Reading:
        value = self.now[metric.id].get(code, NOTHING)
        if self._as_of(metric) is None:
            value = NOTHING
        conversion, compared = self._changes(metric, code)
        if conversion and conversion.outside and not conversion.covered and value.value is None:
            value = Value(reason=Reason.UNIT_CHANGED)
        target = self._target(metric, code)
        status = status_of(value.value, target, metric.direction, self.watch_from)
        return Reading(
            metric=metric,
            selection=self.selection,
            group=group_for(self.snap.places, self.by, code) if self.by else None,
            value=value.value,
            numerator=value.numerator,
            denominator=value.denominator,
            previous=self._other(self.before, metric, code, compared[0]),
            last_year=self._other(self.last_year, metric, code, compared[1]),
            target=target,
            status=status,
            reason=value.reason,
            as_of=self._as_of(metric),
            completeness=None if value.value is None else self.complete[metric.id],
            data_version=self.snap.version,
            series=self.series.get((metric.id, code), ()),
            conversion=conversion,
            compared=compared[0] if self.before else None,
            year_ago=compared[1] if self.last_year else None,
            reconciliation=None if conversion else self._beside(metric, code, value),
        )

    def _changes(self, metric: Metric, code: str) -> tuple[Conversion | None, Compared]:
        """Of the period itself, of the one before and of the same days of last year. Reported
        totals are a unit's own: they are never converted, and its namesake's are not its own."""
        if isinstance(metric.formula, Observed):
            return None, (None, None)
        named = code if self.by in (By.AREA, By.DISTRICT) else None
        units = (self.selection.area, self.selection.district, named)
        if not any(units):
            return None, (None, None)
        asked = ("changes", units, self.selection.period)
        return self.snap.once(asked, lambda: self._changes_of(units))

    def _changes_of(self, units: Sequence[str | None]) -> tuple[Conversion | None, Compared]:
        places = self.snap.places
        until, before, last_year = self.snap.once(
            ("compared with", self.selection.period),
            lambda: _periods(self.selection.period, self.snap.today),
        )
        now = conversion(places, units, until)
        if now is not None and not now.covered:
            return now, (now, now)  # less than the whole period: nothing to compare
        return now, (conversion(places, units, before), conversion(places, units, last_year))

    def _beside(self, metric: Metric, code: str, value: Value) -> Reconciliation | None:
        if metric.id not in self.reports.found:
            return None
        scope = scope_of_group(self.snap.places, self.selection, self.by, code)
        period = Period.month(int(code)) if self.by is By.MONTH else self.selection.period
        return self.reports.beside(metric, value, scope, period)

    def _target(self, metric: Metric, code: str) -> float | None:
        set_by_decision = self.targets.get(metric.id)
        if not set_by_decision:
            return metric.target.value if metric.target else None
        whole = of_whole(set_by_decision)
        if whole is not None:
            return whole
        return target_for(metric, self._scope(code), set_by_decision, self.snap.places)

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

    def _other(
        self, values: Values, metric: Metric, code: str, changed: Conversion | None
    ) -> float | None:
        """Absent where the unit was another one then and no crosswalk leads there."""
        if changed is not None and not changed.covered:
            return None
        return values.get(metric.id, {}).get(code, NOTHING).value

    def _as_of(self, metric: Metric) -> datetime | None:
        status = self.sources.get(metric.source)
        return status.as_of if status else None


def _periods(period: Period, today: date) -> tuple[Period, Period, Period]:
    """What has run of it, the one before and the same days of last year."""
    return period.until(today), period.previous(today=today), period.year_before(today=today)


def _completeness(
    snap: Snapshot, metrics: Iterable[Metric], selection: Selection
) -> dict[str, float | None]:
    """Metric id → the share of units that have reported; 1 where nobody counts them."""
    families = {metric.id: family_of(metric) for metric in metrics}
    asked = {family for family in families.values() if family in REPORTED}
    shares = {family: _complete(snap, family, selection) for family in asked if family}
    return {name: shares.get(family or "", 1.0) for name, family in families.items()}


def _complete(snap: Snapshot, family: str, selection: Selection) -> float | None:
    seen, expected = reporting(snap, family, selection)
    return seen / expected if expected else None
