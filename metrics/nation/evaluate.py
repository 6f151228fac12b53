"""Readings of provinces, and of all of them together: the catalogue's own formulas over sums that
provinces told.

A sum of the nation counts a province only where what it told covers the period: of one that has
been silent since, the figures are shown with their age, and it is missing in the sum by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from config.federation import Federation, ProvinceSpec
from config.provinces import PROVINCES, short_name
from data_access.days import first_of, last_of, months_between, shift_month
from data_access.federation.definitions import FAMILIES
from data_access.federation.told import (
    Months,
    ProvinceTold,
    histograms_told,
    provinces_told,
    sums_told,
)
from data_access.rolled import Sums
from data_access.selection import By, Period, Selection
from metrics.catalogue import CATALOGUE
from metrics.compute import NOTHING, Figures, Value, compute, measures_of, understands
from metrics.desk import View
from metrics.metric import Median, Metric, Observed, Unit
from metrics.nation.state import ProvinceState, state_of
from metrics.reading import Group, Point, Reading, Reason
from metrics.targets import status_of

WHOLE = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvinceSeen:
    """`spec` None: it is not in the federation; `told` None: it has told nothing."""

    code: str
    spec: ProvinceSpec | None
    told: ProvinceTold | None
    state: ProvinceState

    @property
    def name(self) -> str:
        return PROVINCES[self.code]

    @property
    def short(self) -> str:
        return short_name(self.code)

    def as_of(self, metric: Metric) -> datetime | None:
        """Of the source that a metric rests on; of an unknown one, the newest there is."""
        if self.told is None:
            return None
        source = self.told.sources.get(metric.source)
        return source.as_of if source else self.told.as_of

    def lags(self, metric: Metric) -> timedelta:
        """How old its source may be before its figures are no longer those of today."""
        source = self.told.sources.get(metric.source) if self.told else None
        limit = self.spec.stale_after if self.spec else timedelta(0)
        return max(limit, source.stale_after) if source else limit


@dataclass(frozen=True, slots=True, kw_only=True)
class NationReading:
    """One metric: of each province by code, those that told nothing too, and of the nation.
    `counted`: whose figures are in the sum."""

    metric: Metric
    whole: Reading
    provinces: Mapping[str, Reading]
    counted: tuple[str, ...]


def told_metrics() -> list[Metric]:
    """Those that add up over provinces."""
    return [metric for metric in CATALOGUE.values() if adds_up(metric)]


def adds_up(metric: Metric) -> bool:
    if isinstance(metric.formula, Observed):
        return False
    if isinstance(metric.formula, Median):
        return metric.formula.family in FAMILIES
    return {measure.family for measure in measures_of(metric)} <= set(FAMILIES)


def provinces_seen(view: View, federation: Federation) -> dict[str, ProvinceSeen]:
    """All there are, by code, as they stand at this moment."""
    told, now = provinces_told(view.snap), view.snap.clock
    return {
        code: ProvinceSeen(
            code=code,
            spec=federation.provinces.get(code),
            told=told.get(code),
            state=state_of(federation.provinces.get(code), told.get(code), now),
        )
        for code in PROVINCES
    }


def nation(
    view: View,
    seen: Mapping[str, ProvinceSeen],
    metrics: Sequence[Metric],
    months: Months,
    *,
    series: int = 0,
) -> list[NationReading]:
    """`series`: how many months of it, up to the period's last."""
    now = _figures(view, metrics, months)
    before = _figures(view, metrics, months.before())
    shown = months_between(shift_month(months.last, 1 - series), months.last) if series else []
    monthly = {m: _figures(view, metrics, _month(m, months)) for m in shown}
    evaluation = _Nation(
        view=view, seen=seen, months=months, now=now, before=before, monthly=monthly
    )
    return [evaluation.reading(metric) for metric in metrics]


def _month(month: int, like: Months) -> Months:
    return Months(first=month, last=month, level=like.level)


def _figures(view: View, metrics: Sequence[Metric], months: Months) -> Figures:
    names = tuple(sorted(metric.id for metric in metrics))

    def read() -> Figures:
        measures = [measure for metric in metrics for measure in measures_of(metric)]
        families = {m.formula.family for m in metrics if isinstance(m.formula, Median)}
        return Figures(
            sums=sums_told(view.snap, measures, months),
            histograms={each: histograms_told(view.snap, each, months) for each in families},
        )

    return view.kept(("nation", names, months), read)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Nation:
    view: View
    seen: Mapping[str, ProvinceSeen]
    months: Months
    now: Figures
    before: Figures
    monthly: Mapping[int, Figures]

    def reading(self, metric: Metric) -> NationReading:
        provinces = {code: self._province(metric, code) for code in self.seen}
        counted = tuple(code for code, each in provinces.items() if self._counts(metric, each))
        return NationReading(
            metric=metric,
            whole=self._whole(metric, counted),
            provinces=provinces,
            counted=counted,
        )

    @property
    def _period(self) -> Period:
        return Period(start=first_of(self.months.first), end=last_of(self.months.last))

    @property
    def _closed(self) -> bool:
        return self._period.end < self.view.snap.today

    def _counts(self, metric: Metric, reading: Reading) -> bool:
        """Whether what it told reaches to the end of the period, or to now."""
        code = reading.group.code if reading.group else ""
        seen, as_of = self.seen[code], reading.as_of
        if reading.reason is Reason.NEVER_REPORTED or as_of is None:
            return False
        end = last_of(self.months.last)
        now = self.view.snap.clock
        due = min(datetime(end.year, end.month, end.day), now)
        return as_of >= due - seen.lags(metric)

    def _province(self, metric: Metric, code: str) -> Reading:
        seen = self.seen[code]
        there = seen.as_of(metric) is not None  # as on its own page: a source has spoken
        value = self._value(metric, self.now, code) if there else NOTHING
        reported = self._reported(metric, seen)
        group = Group(by=By.AREA, code=code, label=seen.name, short=seen.short)
        return self._made(metric, code, value, seen.as_of(metric), reported, group)

    def _whole(self, metric: Metric, counted: Sequence[str]) -> Reading:
        ages = [self.seen[code].as_of(metric) for code in counted]
        value = compute(metric, _together(self.now, counted), WHOLE) if counted else NOTHING
        if not self._understood(metric):
            value = Value(reason=Reason.NOT_BY_THIS)
        oldest = min((age for age in ages if age), default=None)
        share = len(counted) / len(self.seen)
        return self._made(metric, WHOLE, value, oldest, share, None, counted)

    def _made(
        self,
        metric: Metric,
        code: str,
        value: Value,
        as_of: datetime | None,
        completeness: float | None,
        group: Group | None,
        counted: Sequence[str] = (),
    ) -> Reading:
        target = metric.target.value if metric.target else None
        watch = self.view.province.watch_from
        return Reading(
            metric=metric,
            selection=Selection(period=self._period, level=self.months.level),
            group=group,
            value=value.value,
            numerator=value.numerator,
            denominator=value.denominator,
            previous=self._before(metric, code, counted),
            last_year=None,
            target=target,
            status=status_of(value.value, target, metric.direction, watch),
            reason=value.reason,
            as_of=as_of,
            completeness=None if value.value is None else completeness,
            data_version=self.view.snap.version,
            series=self._series(metric, code, counted),
        )

    def _before(self, metric: Metric, code: str, counted: Sequence[str]) -> float | None:
        """A count of months that still run is held against none that are whole."""
        if metric.unit is not Unit.RATIO and not self._closed:
            return None
        return self._of(metric, self.before, code, counted).value

    def _series(self, metric: Metric, code: str, counted: Sequence[str]) -> tuple[Point, ...]:
        found = ((m, self._of(metric, of, code, counted)) for m, of in self.monthly.items())
        return tuple(
            Point(month=m, value=v.value, numerator=v.numerator, denominator=v.denominator)
            for m, v in found
        )

    def _of(self, metric: Metric, of: Figures, code: str, counted: Sequence[str]) -> Value:
        if code != WHOLE:
            return self._value(metric, of, code)
        return compute(metric, _together(of, counted), WHOLE) if counted else NOTHING

    def _value(self, metric: Metric, of: Figures, code: str) -> Value:
        if not self._understood(metric):
            return Value(reason=Reason.NOT_BY_THIS)
        if isinstance(metric.formula, Median) and code not in of.histograms[metric.formula.family]:
            return NOTHING
        return compute(metric, of, code)

    def _understood(self, metric: Metric) -> bool:
        selection = Selection(period=self._period, level=self.months.level)
        return understands(metric, selection, None)

    def _reported(self, metric: Metric, seen: ProvinceSeen) -> float | None:
        """The share of its units that have sent rows this year."""
        families = {measure.family for measure in measures_of(metric)} or {"dossier"}
        pairs = [p for f, p in seen.told.reported.items() if f in families] if seen.told else []
        shares = [there / all_ for there, all_ in pairs if all_]
        return min(shares, default=1.0) if seen.told else None


def _together(of: Figures, counted: Sequence[str]) -> Figures:
    """The sum over provinces, as one group."""
    sums: Sums = {WHOLE: {}}
    for code in counted:
        for name, value in of.sums.get(code, {}).items():
            sums[WHOLE][name] = sums[WHOLE].get(name, 0.0) + value
    histograms: dict[str, dict[str, dict[int, float]]] = {}
    for family, found in of.histograms.items():
        joined: dict[int, float] = {}
        for code in counted:
            for days, count in found.get(code, {}).items():
                joined[days] = joined.get(days, 0.0) + count
        histograms[family] = {WHOLE: joined}
    return Figures(sums=sums, histograms=histograms)
