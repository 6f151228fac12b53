"""Values of metrics for one period, and for the periods that it is compared with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from data_access.durations import duration_counts
from data_access.errors import MirrorTrouble
from data_access.fetch import NotKept, fetch
from data_access.measures import Measure
from data_access.selection import By, Selection
from data_access.snapshot import Snapshot
from metrics.compute import Figures, Value, compute, measures_of, only_now, understands
from metrics.metric import Median, Metric, Observed
from metrics.observed import observed
from metrics.reading import Reason

Values = Mapping[str, Mapping[str, Value]]  # metric id -> group ('' for the whole) -> value


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What to compute beside the value itself."""

    compare: bool = True  # previous period and the same period last year
    months: int = 0  # how many months of series, ending with the period's last


ALONE = Asked(compare=False)


def values_of(
    snap: Snapshot, metrics: tuple[Metric, ...], selection: Selection, by: By | None
) -> Values:
    """Every metric's value for every group, for one period."""
    if selection.period.start > snap.today:
        return {m.id: {"": Value(reason=Reason.NOT_YET)} if by is None else {} for m in metrics}
    past = selection.period.end < snap.today
    able = [m for m in metrics if understands(m, selection, by) and not (past and only_now(m))]
    sums = fetch(snap, _measures(able), selection, by)
    lasted = dict.fromkeys(m.formula.family for m in able if isinstance(m.formula, Median))
    alone = all(isinstance(m.formula, Median) for m in able)
    counts = {family: _durations(snap, family, selection, by, alone=alone) for family in lasted}
    reports = observed(snap, [m for m in able if isinstance(m.formula, Observed)], selection, by)
    kept = {family: of for family, of in counts.items() if not isinstance(of, Reason)}
    found: dict[str, dict[str, Value]] = {}
    for m in metrics:
        if past and only_now(m):
            found[m.id] = {"": Value(reason=Reason.ONLY_NOW)} if by is None else {}
        elif m not in able:
            found[m.id] = {"": Value(reason=Reason.NOT_BY_THIS)} if by is None else {}
        elif isinstance(m.formula, Observed):
            found[m.id] = dict(reports[m.id])
        elif isinstance(m.formula, Median) and m.formula.family not in kept:
            why = counts[m.formula.family]
            assert isinstance(why, Reason)
            found[m.id] = {"": Value(reason=why)} if by is None else {}
        else:
            figures = Figures(sums=sums, histograms=kept)
            found[m.id] = {group: compute(m, figures, group) for group in figures.groups(m, by)}
    return found


def _durations(
    snap: Snapshot, family: str, selection: Selection, by: By | None, *, alone: bool
) -> Mapping[str, Mapping[int, float]] | Reason:
    """Why not, for a part of a month: of that no median is known, but every other figure is. Groups
    of medians `alone` are refused, for an empty list would say that there are none."""
    try:
        return duration_counts(snap, family, selection, by)
    except NotKept as error:
        if alone and by is not None:
            raise
        refused = isinstance(error, MirrorTrouble)
        return Reason.NOT_MIRRORED if refused else Reason.WHOLE_MONTHS


def compared(
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
    try:
        return values_of(snap, metrics, selection, by)
    except NotKept:  # these filters together, for a part of a month: no comparison, but the value
        return {}


def _measures(metrics: Iterable[Metric]) -> list[Measure]:
    return [measure for m in metrics for measure in measures_of(m)]
