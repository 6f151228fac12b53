"""Values of metrics that are reported as totals. Summed only where counts were reported."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from data_access.days import month_key
from data_access.places import Places
from data_access.reports import Observation, Scope, read_observations
from data_access.selection import By, Level, Period, Selection
from data_access.snapshot import Snapshot
from metrics.compute import Value
from metrics.metric import Metric, Observed
from metrics.reading import Reason


def observed(
    snap: Snapshot, metrics: Sequence[Metric], selection: Selection, by: By | None
) -> Mapping[str, Mapping[str, Value]]:
    """Metric id -> group -> value."""
    if not metrics:
        return {}
    period = selection.period.until(snap.today)
    rows = read_observations(
        snap, [m.id for m in metrics], period.start, period.end, agency=_reporter(selection, by)
    )
    of: dict[str, list[Observation]] = {m.id: [] for m in metrics}
    for row in rows:
        of[row.metric].append(row)
    return {m.id: _values(m, of[m.id], selection, by, snap.places) for m in metrics}


def _reporter(selection: Selection, by: By | None) -> str | None:
    """Whose reports can matter: one agency's, those of no agency (''), or of every one (None)."""
    if by is By.AGENCY:
        return None
    return selection.agency or "" if by in (None, By.MONTH) else ""


def _values(
    metric: Metric, rows: list[Observation], selection: Selection, by: By | None, places: Places
) -> dict[str, Value]:
    if by is None:
        return {"": _value(metric, rows, _scope(selection), selection.period)}
    if by is By.MONTH:
        return _by_month(metric, rows, selection)
    attribute = {By.AGENCY: "agency", By.LEVEL: "level"}.get(by, "area")
    own: dict[str, list[Observation]] = {}
    for row in rows:
        if code := getattr(row.scope, attribute):
            own.setdefault(code, []).append(row)
    meant = _meant(attribute, set(own), selection, by, places)
    return {
        code: _of_group(metric, own[code], Scope(**{attribute: code}), selection.period)
        for code in sorted(own.keys() & meant)
    }


def _meant(
    attribute: str, codes: set[str], selection: Selection, by: By, places: Places
) -> set[str]:
    """Those that a selection means. A report of an area is of no agency, one of a level of no
    place."""
    if attribute == "agency":
        meant = places.agency_codes(selection)
        return codes if meant is None else set(meant)
    placed = bool(selection.area or selection.district or selection.agency)
    if attribute == "level":
        return set() if placed else {selection.level or code for code in codes}
    if selection.agency or selection.level:
        return set()
    units = {code: places.areas[code] for code in codes if code in places.areas}
    if by is By.DISTRICT:
        units = {code: unit for code, unit in units.items() if unit.level is Level.DISTRICT}
    if not placed:
        return set(units) if by is By.DISTRICT else codes
    chosen = selection.area or selection.district
    return {
        code
        for code, unit in units.items()
        if chosen in (code, places.versions.district_of(unit, unit.nearest(selection.period.end)))
    }


def _by_month(metric: Metric, rows: list[Observation], selection: Selection) -> dict[str, Value]:
    months: dict[str, list[Observation]] = {}
    scope = _scope(selection)
    for row in rows:
        of_one = scope in (Scope(), row.scope)
        if of_one and month_key(row.start) == month_key(row.end):
            months.setdefault(str(month_key(row.end)), []).append(row)
    return {
        month: _value(metric, found, scope, Period.month(int(month)))
        for month, found in months.items()
    }


def _scope(selection: Selection) -> Scope:
    if selection.agency:
        return Scope(agency=selection.agency)
    if selection.area or selection.district:
        return Scope(area=selection.area or selection.district or "")
    return Scope(level=str(selection.level or ""))


def _of_group(metric: Metric, rows: list[Observation], scope: Scope, period: Period) -> Value:
    """Most have a single report that touches the period, and there are many of them."""
    if len(rows) == 1:
        return _added(rows) if rows[0].scope == scope else Value(reason=Reason.NEVER_REPORTED)
    return _value(metric, rows, scope, period)


def _value(metric: Metric, rows: Iterable[Observation], scope: Scope, period: Period) -> Value:
    rows = list(rows)
    exact = _newest(metric, [row for row in rows if row.scope == scope], period)
    if exact:
        return _added(exact)
    if scope != Scope():
        return Value(reason=Reason.NEVER_REPORTED)
    levels = _newest(metric, [row for row in rows if row.scope.level], period)
    if not levels:
        return Value(reason=Reason.NEVER_REPORTED)
    if any(row.numerator is None for row in levels):
        return Value(reason=Reason.ONLY_BY_LEVEL)
    return _added(levels)


def _newest(metric: Metric, rows: list[Observation], period: Period) -> list[Observation]:
    """Reports of parts of the period add up, if they are counts of events; otherwise, of every
    scope, the latest report that touches it holds."""
    inside = [r for r in rows if period.start <= r.start and r.end <= period.end]
    events = isinstance(metric.formula, Observed) and metric.formula.events
    if inside and events and _countable(inside):
        return inside
    latest = {r.scope: r for r in sorted(rows, key=lambda r: (r in inside, r.end))}
    return list(latest.values())


def _alone(row: Observation) -> Value:
    above, below = row.numerator, row.denominator
    if above is None:
        return Value(value=row.value)
    if below is None:
        return Value(value=above, numerator=above)
    if not below:
        return Value(numerator=above, denominator=below, reason=Reason.NOTHING_TO_DIVIDE)
    return Value(value=above / below, numerator=above, denominator=below)


def _countable(rows: list[Observation]) -> bool:
    """Whether all say what they count, and either all or none what it is out of."""
    with_whole = {row.denominator is not None for row in rows}
    return len(with_whole) == 1 and all(row.numerator is not None for row in rows)


def _added(rows: list[Observation]) -> Value:
    if len(rows) == 1:
        return _alone(rows[0])
    above = sum(row.numerator or 0.0 for row in rows)
    if all(row.denominator is None for row in rows):
        return Value(value=above, numerator=above)
    below = sum(row.denominator or 0.0 for row in rows)
    if below == 0:
        return Value(numerator=above, denominator=below, reason=Reason.NOTHING_TO_DIVIDE)
    return Value(value=above / below, numerator=above, denominator=below)
