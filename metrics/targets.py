"""Targets and the status of a value against them."""

from __future__ import annotations

from collections.abc import Iterable

from data_access.places import Places
from data_access.reports import Scope, TargetRow
from data_access.selection import Selection
from metrics.metric import Direction, Metric
from metrics.reading import Status


def target_for(
    metric: Metric, selection: Selection, rows: Iterable[TargetRow], places: Places
) -> float | None:
    """The most specific target in force: of the agency, its area, its level, the province; else
    the metric's own."""
    mine = {row.scope: row.value for row in rows if row.metric == metric.id}
    for scope in _scopes(selection, places):
        if scope in mine:
            return mine[scope]
    return metric.target.value if metric.target else None


def _scopes(selection: Selection, places: Places) -> list[Scope]:
    scopes = []
    agency = places.agencies.get(selection.agency or "")
    level = str(selection.level or (agency.level if agency else ""))
    if agency:
        scopes.append(Scope(agency=agency.code))
    served = (agency.area, agency.district) if agency else ()
    areas = (*served, selection.area, selection.district)
    scopes += [Scope(area=code) for code in areas if code]
    if level:
        scopes.append(Scope(level=level))
    return [*scopes, Scope()]


def status_of(
    value: float | None, target: float | None, direction: Direction, watch_from: float
) -> Status:
    """`watch_from`: the share of the target from which a miss is only to be watched."""
    if value is None:
        return Status.NO_DATA
    if target is None or direction is Direction.NEUTRAL:
        return Status.NO_TARGET
    # A published decimal decides, not the fifteenth digit of a division.
    if direction is Direction.HIGHER_IS_BETTER:
        met, near = value >= target - 1e-12, value >= target * watch_from
    else:
        met, near = value <= target + 1e-12, target > 0 and value * watch_from <= target
    return Status.MET if met else Status.WATCH if near else Status.MISSED
