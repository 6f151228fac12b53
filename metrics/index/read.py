"""The sheet of a scheme for a selection: from readings, or from points that were published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from config.scheme_types import Scheme
from config.schemes import in_force
from data_access.assessments import Assessment, assessed
from data_access.days import first_of, last_of, month_key, months_between, shift_month
from data_access.reports import read_ahead
from data_access.selection import By, Period, Selection
from data_access.snapshot import Snapshot
from metrics.catalogue import metric
from metrics.compute import Value, family_of
from metrics.index.sheet import Sheet, State, sheet_of
from metrics.metric import Metric, Observed
from metrics.reading import Reason
from metrics.told import as_told
from metrics.values import values_of

MONTHS = 24
OCCASIONAL = ("petition", "task", "incident")
NONE_OCCURRED = Value(numerator=0.0, denominator=0.0, reason=Reason.NOTHING_TO_DIVIDE)


def sheet(
    snap: Snapshot, versions: Sequence[Scheme], selection: Selection, by: By = By.AGENCY
) -> Sheet:
    """By the version in force at the end of what has run of the period. The selection's agency
    narrows nothing: a unit is told against its list."""
    period = selection.period.until(snap.today)
    scheme = in_force(tuple(versions), period.end)
    chosen = replace(selection, agency=None)
    if scheme.given:
        return _given(snap, scheme, chosen)
    metrics = as_told(snap, [metric(name) for name in _named(scheme)])
    values = values_of(snap, metrics, chosen, by)
    units = _units(snap, scheme, chosen, by, values)
    told = _without_occasions(metrics, units, values)
    return sheet_of(scheme, units, told, values.get(scheme.volume, {}))


def _without_occasions(
    metrics: Sequence[Metric],
    units: Sequence[tuple[str, str]],
    values: Mapping[str, Mapping[str, Value]],
) -> Mapping[str, Mapping[str, Value]]:
    """Rows of petitions and tasks are of what occurred: where others have some, a unit without any
    had nothing to answer, and is not silent."""
    found = dict(values)
    for each in metrics:
        if family_of(each) in OCCASIONAL and values.get(each.id):
            found[each.id] = {code: NONE_OCCURRED for code, _ in units} | dict(values[each.id])
    return found


def monthly(
    snap: Snapshot,
    versions: Sequence[Scheme],
    selection: Selection,
    by: By = By.AGENCY,
    months: int = MONTHS,
) -> dict[int, Sheet]:
    """Of the last months up to the period's end, oldest first; of given points, of their years
    (202400 is the year 2024)."""
    last = selection.period.until(snap.today).end
    scheme = in_force(tuple(versions), last)
    if scheme.given:
        return _yearly(snap, scheme, selection, last.year)
    keys = months_between(shift_month(month_key(last), 1 - months), month_key(last))
    named = {name for version in versions for name in _named(version)}
    told = [name for name in named if isinstance(metric(name).formula, Observed)]
    read_ahead(snap, told, first_of(keys[0]), last_of(keys[-1]))
    return {key: sheet(snap, versions, selection.during(Period.month(key)), by) for key in keys}


def _named(scheme: Scheme) -> list[str]:
    names = [each.metric for each in scheme.indicators if each.metric]
    return list(dict.fromkeys([*names, *([scheme.volume] if scheme.volume else [])]))


def _units(
    snap: Snapshot,
    scheme: Scheme,
    selection: Selection,
    by: By,
    values: Mapping[str, Mapping[str, object]],
) -> list[tuple[str, str]]:
    """Code and level of those that are told, in the order of their codes."""
    if by is By.AGENCY:
        return _agencies(snap, scheme, selection)
    codes = sorted({code for found in values.values() for code in found if code})
    known = [snap.places.areas[code] for code in codes if code in snap.places.areas]
    return [(each.key, str(each.level)) for each in known]


def _agencies(snap: Snapshot, scheme: Scheme, selection: Selection) -> list[tuple[str, str]]:
    places, period = snap.places, selection.period.until(snap.today)
    meant = places.agency_codes(selection)
    return [
        (each.code, str(each.level))
        for each in sorted(
            places.agencies_during(period.start, period.end), key=lambda each: each.code
        )
        if str(each.level) in scheme.levels and (meant is None or each.code in meant)
    ]


def _given(snap: Snapshot, scheme: Scheme, selection: Selection) -> Sheet:
    year = selection.period.until(snap.today).end.year
    rows = assessed(snap, scheme.name, [year])
    return _of_rows(scheme, _agencies(snap, scheme, selection), rows)


def _yearly(snap: Snapshot, scheme: Scheme, selection: Selection, last: int) -> dict[int, Sheet]:
    by_year: dict[int, list[Assessment]] = {}
    for row in assessed(snap, scheme.name):
        if row.year <= last:
            by_year.setdefault(row.year, []).append(row)
    units = _agencies(snap, scheme, selection)
    return {year * 100: _of_rows(scheme, units, rows) for year, rows in by_year.items()}


def _of_rows(scheme: Scheme, units: Sequence[tuple[str, str]], rows: Sequence[Assessment]) -> Sheet:
    """Points as they were published; a unit without any was not assessed."""
    points = {(row.agency, row.criterion): row.points for row in rows if row.points is not None}
    blank = sheet_of(scheme, units, {}, {})
    alone = len(scheme.indicators) == 1  # the total is all there is
    criteria = [""] if alone else [each.id for each in scheme.indicators]
    found = np.array(
        [[points.get((code, each), np.nan) for each in criteria] for code, _ in units],
        dtype=np.float64,
    ).reshape(len(units), len(criteria))
    maxima = np.array([each.maximum for each in scheme.indicators])
    known = ~np.isnan(found)
    return replace(
        blank,
        points=np.nan_to_num(found),
        maxima=np.where(known, maxima, 0.0),
        state=np.where(known, State.COUNTED, State.UNKNOWN).astype(np.int8),
    )


def published(snap: Snapshot, scheme: Scheme, year: int) -> dict[str, Assessment]:
    """The totals of a year by agency, as they were published."""
    rows = assessed(snap, scheme.name, [year]) if scheme.given else []
    return {row.agency: row for row in rows if row.agency and not row.criterion}


def metrics_of(scheme: Scheme) -> list[Metric]:
    return [metric(name) for name in _named(scheme)]
