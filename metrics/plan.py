"""Plan against actual: every target in force, held against what it is about. One evaluation a
period and breakdown, never one a target."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from data_access.calendar import working_days
from data_access.places import Places
from data_access.selection import By, Level, Period, Selection
from data_access.targets import TargetRow, by_metric, read_targets
from metrics.catalogue import CATALOGUE
from metrics.metric import Metric
from metrics.reading import Reading, Reason, Status
from metrics.shortfall import Counts, Gap, Pace, gap, pace
from metrics.targets import InForce, status_of, target_in_force
from metrics.values import ALONE

if TYPE_CHECKING:
    from metrics.desk import View

# Worst first; what cannot be judged stands before what is attained, for somebody must look.
ORDER = (Status.MISSED, Status.WATCH, Status.NO_DATA, Status.MET)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One target against its actual. `period`: the days of the target that the actual is about;
    `reading` None: nothing was reported for its unit."""

    metric: Metric
    target: InForce
    period: Period
    reading: Reading | None
    status: Status
    gap: Gap | None
    pace: Pace | None

    @property
    def decision(self) -> str:
        if self.target.row:
            return self.target.row.decision
        return self.metric.target.basis if self.metric.target else ""

    @property
    def reason(self) -> Reason | None:
        return self.reading.reason if self.reading else Reason.NEVER_REPORTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """`day`: as of when. `unknown`: names of metrics that the catalogue does not have."""

    day: date
    rows: tuple[Planned, ...]
    unknown: tuple[str, ...]

    def worst(self) -> list[Planned]:
        """Those that are missed or near it, the furthest from its target first."""
        risky = (row for row in self.rows if row.status in (Status.MISSED, Status.WATCH))
        return sorted(risky, key=_badness)

    def by_decision(self, status: Status | None = None) -> dict[str, list[Planned]]:
        """Worst first within each, and the decision with the worst first."""
        found: dict[str, list[Planned]] = {}
        for row in sorted(self.rows, key=_badness):
            if status in (None, row.status):
                found.setdefault(row.decision, []).append(row)
        return found

    def count(self, status: Status) -> int:
        return sum(row.status is status for row in self.rows)


Wanted = tuple[Metric, InForce]


def plan(view: View, selection: Selection) -> Plan:
    """All targets in force at the selection's end. Limited to a place it is that place's plan: of
    each metric the target that holds there, inherited or its own."""
    chosen = view.checked(selection)
    day = chosen.period.until(view.snap.today).end
    rows = read_targets(view.snap, day)
    known = [row for row in rows if row.metric in CATALOGUE]
    unknown = sorted({row.metric for row in rows} - CATALOGUE.keys())
    if _of_a_place(chosen):
        wanted = _inherited(known, chosen, view.snap.places)
    else:
        wanted = [
            (CATALOGUE[row.metric], InForce(value=row.value, row=row, own=True)) for row in known
        ]
    return Plan(day=day, rows=tuple(_planned(view, wanted, chosen, day)), unknown=tuple(unknown))


def _of_a_place(chosen: Selection) -> bool:
    return bool(chosen.area or chosen.district or chosen.agency or chosen.level)


def _inherited(rows: list[TargetRow], chosen: Selection, places: Places) -> list[Wanted]:
    found = []
    for name, of in by_metric(rows).items():
        target = target_in_force(CATALOGUE[name], chosen, of, places)
        if target:
            found.append((CATALOGUE[name], target))
    return found


def _given(row: TargetRow) -> InForce:
    return InForce(value=row.value, row=row, own=True)


Cut = tuple[Period, By | None]


def _planned(
    view: View, wanted: Iterable[Wanted], chosen: Selection, day: date
) -> Iterable[Planned]:
    cuts: dict[Cut, list[Wanted]] = {}
    for metric, target in wanted:
        by = None if _of_a_place(chosen) else _by(target.row, view.snap.places)
        cuts.setdefault((_period(target.row, chosen, day), by), []).append((metric, target))
    for (period, by), of in cuts.items():
        metrics = list(dict.fromkeys(metric for metric, _ in of))
        found = view.readings(metrics, chosen.during(period), by=by, asked=ALONE)
        readings = {(r.metric.id, r.group.code if r.group else ""): r for r in found}
        for metric, target in of:
            reading = readings.get((metric.id, _group(target.row) if by else ""))
            days = _days(view, target, chosen)
            if reading is None or reading.reason is not Reason.NOT_BY_THIS:
                yield _against(view, metric, target, period, reading, days)


def _period(row: TargetRow | None, chosen: Selection, day: date) -> Period:
    """The target's own; where what is asked for ends before it, the part until then."""
    if row is None:
        return chosen.period
    return Period(start=row.start, end=row.end if row.end <= chosen.period.end else day)


def _by(row: TargetRow | None, places: Places) -> By | None:
    if row is None or not (row.scope.agency or row.scope.area or row.scope.level):
        return None
    if row.scope.agency:
        return By.AGENCY
    if not row.scope.area:
        return By.LEVEL
    area = places.areas.get(row.scope.area)
    return By.DISTRICT if area and area.level is Level.DISTRICT else By.AREA


def _group(row: TargetRow | None) -> str:
    return row.scope.agency or row.scope.area or row.scope.level if row else ""


def _days(view: View, target: InForce, chosen: Selection) -> tuple[int, int]:
    """Working days of the target's period before today, and from today on; none of these where it
    is asked how things stood before today."""
    today, row = view.snap.today, target.row
    first, last = (row.start, row.end) if row else (chosen.period.start, chosen.period.end)
    ahead = last if chosen.period.end >= today else today - timedelta(days=1)
    asked = ("working days", first, last, ahead)
    return view.snap.once(asked, lambda: _counted(view, first, min(last, ahead)))


def _counted(view: View, first: date, last: date) -> tuple[int, int]:
    today = view.snap.today
    days = working_days(view.snap, first, last)
    passed = sum(day < today for day in days)
    return passed, len(days) - passed


def _against(
    view: View,
    metric: Metric,
    target: InForce,
    period: Period,
    reading: Reading | None,
    days: tuple[int, int],
) -> Planned:
    value = reading.value if reading else None
    status = status_of(value, target.value, metric.direction, view.province.watch_from)
    missing, rate = None, None
    if reading is not None and reading.value is not None:
        of = Counts(
            value=reading.value, numerator=reading.numerator, denominator=reading.denominator
        )
        missing = gap(metric, of, target.value)
        if status is not Status.MET:
            rate = pace(metric, of, target.value, passed=days[0], left=days[1])
    return Planned(
        metric=metric,
        target=target,
        period=period,
        reading=reading,
        status=status,
        gap=missing,
        pace=rate,
    )


def _badness(row: Planned) -> tuple[int, float]:
    """Of one status the one furthest from its target, as a share of it."""
    place = ORDER.index(row.status) if row.status in ORDER else len(ORDER)
    far = abs(row.gap.points) / max(abs(row.target.value), 1e-9) if row.gap else 0.0
    return place, -far if row.status is not Status.MET else far
