"""Which target is in force, and the status of a value against it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data_access.places import Places
from data_access.reports import Scope
from data_access.selection import Level, Selection
from data_access.targets import TargetRow
from metrics.metric import Direction, Metric
from metrics.reading import Status

_WHOLE = Scope()


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """Which target holds: `row` of a decision, or None for the metric's own default. `own`: it was
    set for exactly what is asked, not taken over from a larger whole."""

    value: float
    row: TargetRow | None = None
    own: bool = False


def target_in_force(
    metric: Metric, selection: Selection, rows: Iterable[TargetRow], places: Places
) -> InForce | None:
    """The most specific one: of the agency, its commune or district, its level, the province; else
    the metric's own. Of equals the one that began last."""
    mine = {row.scope: row for row in rows if row.metric == metric.id}
    scopes = _scopes(selection, places)
    for scope in scopes:
        if scope in mine:
            row = mine[scope]
            return InForce(value=row.value, row=row, own=scope == scopes[0])
    return InForce(value=metric.target.value) if metric.target else None


def target_for(
    metric: Metric, selection: Selection, rows: Iterable[TargetRow], places: Places
) -> float | None:
    found = target_in_force(metric, selection, rows, places)
    return found.value if found else None


def of_whole(rows: Sequence[TargetRow]) -> float | None:
    """A metric's target where it is everybody's: nobody has one of their own."""
    alike = all(row.scope == _WHOLE for row in rows)
    return rows[-1].value if rows and alike else None


def _scopes(selection: Selection, places: Places) -> list[Scope]:
    agency = places.agencies.get(selection.agency or "")
    area = places.areas.get(selection.area or "")
    commune = area if area and area.level is Level.COMMUNE else None
    level = selection.level or (agency.level if agency else commune.level if commune else None)
    scopes = [Scope(agency=agency.code)] if agency else []
    around = places.district_of(commune.key) if commune else None
    served = (agency.area, agency.district) if agency else ()
    areas = dict.fromkeys((*served, selection.area, around, selection.district))
    scopes += [Scope(area=key) for key in areas if key]
    if level:
        scopes.append(Scope(level=str(level)))
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
