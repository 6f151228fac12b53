"""Reconciliation: what is reported beside what the rows give, for the same place and period.

A report never takes a figure's place. It is compared where scope and period are the same, or where
reports of parts make up exactly them; anything else would compare what cannot be compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from config.province import Tolerance
from data_access.places import Places
from data_access.reports import Observation, Scope, Scopes, reports_inside
from data_access.selection import By, Level, Period, Selection
from data_access.snapshot import Snapshot
from metrics.agreement import compared
from metrics.catalogue import CATALOGUE
from metrics.compute import LEDGERS, Value, measures_of
from metrics.metric import Median, Metric, Observed
from metrics.reading import Reconciliation

_NONE = ("",)
_LEVELS = tuple(str(level) for level in Level)
_EVERY_LEVEL = ("", *_LEVELS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reports:
    """Reports that readings of one evaluation can be held against, by metric and scope."""

    found: Mapping[str, Mapping[Scope, Sequence[Observation]]]
    tolerance: Tolerance
    today: date

    def beside(
        self, metric: Metric, value: Value, scope: Scope | None, period: Period
    ) -> Reconciliation | None:
        """None where nothing comparable was reported."""
        rows = self.found.get(metric.id, {})
        if scope is None or (scope not in rows and scope != Scope()):
            return None
        parts = _matching(metric, rows, scope, period.until(self.today), self.today)
        if not parts or (isinstance(metric.formula, Observed) and not _says_twice(parts)):
            return None
        return compared(metric, value, parts, self.tolerance)


def reports_for(
    snap: Snapshot,
    metrics: Iterable[Metric],
    selection: Selection,
    by: By | None,
    tolerance: Tolerance,
) -> Reports:
    found: dict[str, dict[Scope, list[Observation]]] = {}
    scopes = _scopes(selection, by)
    if scopes:
        for row in _reported(snap, metrics, selection.period, scopes):
            found.setdefault(row.metric, {}).setdefault(row.scope, []).append(row)
    return Reports(found=found, tolerance=tolerance, today=snap.today)


def _reported(
    snap: Snapshot, metrics: Iterable[Metric], period: Period, scopes: Scopes
) -> list[Observation]:
    """Of a single unit or the whole there are few: those of all metrics are read at once, for every
    figure of a page."""
    if None in scopes:
        return reports_inside(snap, [metric.id for metric in metrics], period, scopes)
    return snap.once(
        ("reports", period, scopes), lambda: reports_inside(snap, CATALOGUE, period, scopes)
    )


def _scopes(selection: Selection, by: By | None) -> Scopes | None:
    """Which reports can matter. None: of such a selection there are none."""
    if by in (By.FIELD, By.CHANNEL) or selection.field or selection.channel:
        return None
    if by is By.AGENCY:
        return _NONE, _NONE, None
    if by in (By.AREA, By.DISTRICT):
        return _NONE, None, _NONE
    if by is By.LEVEL:
        return _EVERY_LEVEL, _NONE, _NONE  # what the whole asks for too, so that it is read once
    scope = scope_of(selection)
    if scope is None:
        return None
    levels = (scope.level,) if scope != Scope() else _EVERY_LEVEL
    return levels, (scope.area,), (scope.agency,)


def scope_of(selection: Selection) -> Scope | None:
    """What a report would have to be about; None where nobody reports on such a selection."""
    place = selection.area or selection.district
    limits = [each for each in (selection.agency, place, selection.level) if each]
    if len(limits) > 1 or selection.field or selection.channel:
        return None
    return Scope(level=str(selection.level or ""), area=place or "", agency=selection.agency or "")


def scope_of_group(places: Places, selection: Selection, by: By | None, code: str) -> Scope | None:
    """The same of one group. A district's own office is not the district, whatever its code."""
    if by is None or by is By.MONTH:
        return scope_of(selection)
    if selection.field or selection.channel:
        return None
    if by is By.AGENCY:
        return Scope(agency=code)
    if selection.agency or selection.level or code not in places.areas:
        return Scope(level=code) if by is By.LEVEL and scope_of(selection) == Scope() else None
    commune = places.areas[code].level is Level.COMMUNE
    fits = by is By.DISTRICT or (by is By.AREA and commune)
    return Scope(area=code) if fits else None


def _matching(
    metric: Metric,
    rows: Mapping[Scope, Sequence[Observation]],
    scope: Scope,
    period: Period,
    today: date,
) -> list[Observation]:
    mine = rows.get(scope, ())
    exact = [row for row in mine if _until(row, today) == period]
    if exact:
        return exact[-1:]
    if mine and _adds_over_time(metric) and _tile(mine, period, today):
        return sorted(mine, key=lambda row: row.start)
    return _levels(metric, rows, period, today) if scope == Scope() else []


def _until(row: Observation, today: date) -> Period:
    return Period(start=row.start, end=row.end).until(today)


def _adds_over_time(metric: Metric) -> bool:
    """Flows do. What is in hand, overdue or covered at a period's end does not."""
    measures = measures_of(metric)
    return bool(measures) and not any(m.stock or m.family in LEDGERS for m in measures)


def _tile(rows: Iterable[Observation], period: Period, today: date) -> bool:
    """Whether periods with counts follow one another without a gap from its start to its end."""
    at = period.start
    for row in sorted(rows, key=lambda row: row.start):
        if row.start != at or row.numerator is None:
            return False
        at = _until(row, today).end + timedelta(days=1)
    return at == period.end + timedelta(days=1)


def _levels(
    metric: Metric, rows: Mapping[Scope, Iterable[Observation]], period: Period, today: date
) -> list[Observation]:
    """All three levels of government, with counts, make up the whole."""
    if isinstance(metric.formula, Median):
        return []
    levels = [rows.get(Scope(level=level), ()) for level in _LEVELS]
    counted = [
        [row for row in mine if row.numerator is not None and _until(row, today) == period]
        for mine in levels
    ]
    return [mine[-1] for mine in counted] if all(counted) else []


def _says_twice(parts: Sequence[Observation]) -> bool:
    """A percentage and the counts that it should follow from."""
    return len(parts) == 1 and parts[0].value is not None and bool(parts[0].denominator)
