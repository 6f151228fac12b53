"""All reports of a period, each beside what the rows give for its own place and period."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from config.province import Province
from data_access.conversion import conversion
from data_access.fetch import NotKept
from data_access.reports import reported_in
from data_access.selection import By, Period, Selection
from data_access.snapshot import Snapshot
from metrics.catalogue import CATALOGUE
from metrics.groups import group_for
from metrics.metric import Metric, Observed
from metrics.reading import Agreement, Group, Reason, Reconciliation
from metrics.reconcile import reports_for, scope_of_group
from metrics.told import as_told
from metrics.values import values_of

PERIODS = 13  # the newest: twelve months and their year
_KINDS = {"": (None,), "level": (By.LEVEL,), "agency": (By.AGENCY,), "area": (By.DISTRICT, By.AREA)}
_ORDER = (Agreement.UNRECONCILED, Agreement.NOT_COMPARABLE, Agreement.RECONCILED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """`group` None: the whole of the selection. `value` is the one that rows give."""

    metric: Metric
    period: Period
    group: Group | None
    value: float | None
    beside: Reconciliation


def comparisons(snap: Snapshot, province: Province, selection: Selection) -> list[Comparison]:
    """Those that disagree most first; of the newest periods that lie in the selection's."""
    found: list[Comparison] = []
    totals = {name for name, each in CATALOGUE.items() if isinstance(each.formula, Observed)}
    # What only reports tell stands beside nothing but itself: its periods take no other's place.
    periods = reported_in(snap, CATALOGUE.keys() - totals, selection.period, twice=totals)
    for period in sorted(periods, key=lambda p: (p.end, p.start), reverse=True)[:PERIODS]:
        for kind, ways in _KINDS.items():
            metrics = [CATALOGUE[name] for name, of in sorted(periods[period]) if of == kind]
            for by in ways if metrics else ():
                found += _compared(snap, province, metrics, selection.during(period), by)
    return sorted(found, key=_order)


def _compared(
    snap: Snapshot, province: Province, metrics: list[Metric], selection: Selection, by: By | None
) -> Iterator[Comparison]:
    with suppress(NotKept):
        yield from _of(snap, province, tuple(metrics), selection, by)


def _of(
    snap: Snapshot,
    province: Province,
    metrics: tuple[Metric, ...],
    selection: Selection,
    by: By | None,
) -> Iterator[Comparison]:
    metrics = as_told(snap, metrics)
    values = values_of(snap, metrics, selection, by) if metrics else {}
    reports = reports_for(snap, metrics, selection, by, province.tolerance)
    for metric in metrics:
        for code, value in sorted(values[metric.id].items()):
            if value.reason is Reason.WHOLE_MONTHS:
                continue
            scope = scope_of_group(snap.places, selection, by, code)
            beside = reports.beside(metric, value, scope, selection.period)
            if beside is not None and not _converted(snap, selection, by, code):
                yield Comparison(
                    metric=metric,
                    period=selection.period,
                    group=group_for(snap.places, by, code) if by else None,
                    value=value.value,
                    beside=beside,
                )


def _converted(snap: Snapshot, selection: Selection, by: By | None, code: str) -> bool:
    """A figure that went over a reform by shares is no witness against a report."""
    named = (code,) if by in (By.AREA, By.DISTRICT) else ()
    return conversion(snap.places, named, selection.period.until(snap.today)) is not None


def _order(of: Comparison) -> tuple[int, float, int]:
    size = abs(of.beside.difference or 0.0) / max(abs(of.beside.reported or 0.0), 1e-9)
    return _ORDER.index(of.beside.state), -size, -of.period.end.toordinal()
