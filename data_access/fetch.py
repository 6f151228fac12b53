"""fetch: sums of measures for a selection, from rollups. The only aggregate SELECT there is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import select

from data_access.attribution import BY_PLACE
from data_access.cells import by_rows
from data_access.cube_query import Summed, Within
from data_access.days import (
    NEVER,
    day_key,
    first_of,
    month_key,
    months_between,
    shift_month,
)
from data_access.eras import Era, eras
from data_access.errors import NotKept as NotKept
from data_access.measures import Measure, all_of_family
from data_access.rolled import Cut, Sums, merge, read_sums
from data_access.rollups import LEDGER, SINCE, Grain, Rollup, pick
from data_access.selection import By, Period, Selection
from data_access.snapshot import Snapshot
from data_access.spans import Span, spans
from data_access.usage import services_used

BEGINNING = date(1900, 1, 1)
_TOGETHER = "measures by place"
_EVER = Period(start=BEGINNING, end=date(9999, 12, 31))


def fetch(
    snap: Snapshot, measures: Iterable[Measure], selection: Selection, by: By | None = None
) -> Sums:
    """Sums up to the period's end or today, whichever is earlier."""
    sums: Sums = {}
    wanted = list(dict.fromkeys(measures))
    until = selection.during(selection.period.until(snap.today))
    for family in dict.fromkeys(m.family for m in wanted):
        asked = [m for m in wanted if m.family == family]
        merge(sums, _family(snap, family, asked, until, by))
    return sums


def _family(
    snap: Snapshot, family: str, measures: list[Measure], selection: Selection, by: By | None
) -> Sums:
    sums: Sums = {}
    for stock in dict.fromkeys(m.stock for m in measures):
        alike = [m for m in measures if m.stock is stock]
        merge(sums, _alike(snap, family, alike, selection, by))
    return sums


def _alike(
    snap: Snapshot, family: str, measures: list[Measure], selection: Selection, by: By | None
) -> Sums:
    """Flows, or stocks. Of the whole province all that the smallest cubes hold is read at once, for
    every figure of the page: a statement costs more than a column of it."""
    read = _READ.get(family) or (_stocks if measures[0].stock else _flows)
    if needed(family, selection, by):
        return read(snap, family, measures, selection, by)
    every = [m for m in all_of_family(family) if m.stock is measures[0].stock]
    asked = ("sums", family, every[0].stock, selection, by)
    sums = snap.once(asked, lambda: read(snap, family, every, selection, by))
    return _only(sums, measures, true_zeros=by is None or family != "deadline")


def _only(sums: Sums, measures: list[Measure], *, true_zeros: bool) -> Sums:
    names = [m.name for m in measures]
    found = {group: {name: of[name] for name in names if name in of} for group, of in sums.items()}
    return found if true_zeros else {group: of for group, of in found.items() if any(of.values())}


def _states(
    snap: Snapshot, family: str, measures: list[Measure], selection: Selection, by: By | None
) -> Sums:
    cut = _cut(_rollup(snap, family, None, selection, by), measures, [])
    return read_sums(snap, [cut], {m.name for m in measures}, selection, by, snap.today)


def _flows(
    snap: Snapshot, family: str, measures: list[Measure], selection: Selection, by: By | None
) -> Sums:
    """What happened in the period, each at the unit that its agency served then."""
    sums: Sums = {}
    for era in eras(snap.places, selection, by, communes=False):
        part = era.part_of(selection.period)
        if part:
            during = selection.during(part)
            merge(sums, _changes(snap, family, measures, during, by, on=part.start))
    return sums


def _changes(
    snap: Snapshot,
    family: str,
    measures: list[Measure],
    selection: Selection,
    by: By | None,
    *,
    on: date,
    since: Era | None = None,
) -> Sums:
    """The period's whole months from a cube by month, its edges from one by day; of what began in
    era `since`."""
    parts = spans(selection.period, snap.today)
    monthly = pick(family, Grain.MONTH, needed(family, selection, by))
    days, cuts = [(day_key(selection.period.start), day_key(selection.period.end))], []
    read = _along(snap, family, measures, selection, by)
    if monthly is not None:
        days = list(parts.days)
        if parts.months:
            cuts.append(_cut(monthly, read, [Within(monthly.time, (parts.months,))]))
    if days:
        daily = _rollup(snap, family, Grain.DAY, selection, by)
        edges = [Within(daily.time, tuple(days))]
        if since is not None:
            edges.append(Within(daily.table.c[SINCE[family]], (since.span(months=False),)))
        cuts.append(_cut(daily, read, edges))
    return read_sums(snap, cuts, {m.name for m in measures}, selection, by, on)


def read_together(snap: Snapshot, measures: Iterable[Measure]) -> None:
    """Of measures that will be asked for by place, by one kind of it after the other: whichever
    comes first, all of them are read for every kind."""
    snap.kept[_TOGETHER] = frozenset(measures)


def _along(
    snap: Snapshot, family: str, measures: list[Measure], selection: Selection, by: By | None
) -> list[Measure]:
    """What is read for measures of one kind, flows or stocks."""
    others = snap.kept.get(_TOGETHER, frozenset())
    if by not in BY_PLACE or needed(family, selection, by) != {"agency_code"}:
        return measures
    every = others.union(measures)
    return [m for m in all_of_family(family) if m in every and m.stock is measures[0].stock]


def _cut(rollup: Rollup, measures: Iterable[Measure], within: Sequence[Within]) -> Cut:
    sums = tuple(Summed(m.name, rollup.table.c[m.column]) for m in measures)
    return Cut(rollup=rollup, sums=sums, within=within, month=rollup.time if rollup.grain else None)


def _stocks(
    snap: Snapshot, family: str, measures: list[Measure], selection: Selection, by: By | None
) -> Sums:
    """All changes up to the period's end; by month, a running sum at each month's end."""
    history = selection.during(Period(start=BEGINNING, end=selection.period.end))
    sums: Sums = {}
    if family not in SINCE:  # what an agency has in hand is where the agency is at the period's end
        sums = _changes(snap, family, measures, history, by, on=history.period.end)
    else:  # a code means what it meant when the village was surveyed, the station went on air
        every = eras(snap.places, selection, by, communes=True)
        for since in every:
            alone = since if len(every) > 1 else None
            found = _changes(snap, family, measures, history, by, on=since.first, since=alone)
            merge(sums, found)
    return sums if by is not By.MONTH else _running(sums, measures, selection.period)


def _running(changes: Sums, measures: list[Measure], period: Period) -> Sums:
    shown = set(map(str, months_between(month_key(period.start), month_key(period.end))))
    every = sorted({*changes, *shown})
    totals = {m.name: 0.0 for m in measures}
    result: Sums = {}
    for month in every:
        totals = {
            name: total + changes.get(month, {}).get(name, 0) for name, total in totals.items()
        }
        if month in shown and any(seen <= month for seen in changes):
            result[month] = dict(totals)
    return result


def _deadlines(
    snap: Snapshot, _family: str, measures: list[Measure], selection: Selection, by: By | None
) -> Sums:
    """Stocks of a cohort at the period's end: what the changes after it take away again. Those are
    in the months after it and on the days of its own month after it. Where a period begins within a
    month, what came on that month's days is read from the ledger."""
    start, end = selection.period.start, selection.period.end
    first, last = month_key(start), month_key(end)
    whole = first if start == first_of(first) else shift_month(first, 1)
    later = {Grain.MONTH: (last + 1, NEVER // 100), Grain.DAY: (day_key(end) + 1, _end_of(last))}
    rollups = {_rollup(snap, "deadline", g, selection, by): after for g, after in later.items()}
    read, wanted = _along(snap, "deadline", measures, selection, by), {m.name for m in measures}
    sums = _undone(snap, rollups, read, wanted, selection, by, (whole, last))
    if whole > first:
        cohort = [m for m in read if not m.ever]
        afterwards, edge = {LEDGER: (day_key(end) + 1, NEVER)}, (day_key(start), _end_of(first))
        merge(sums, _undone(snap, afterwards, cohort, wanted, selection, by, edge))
    return sums


_READ = {"deadline": _deadlines, "state": _states, "usage": services_used}


def _end_of(month: int) -> int:
    """A number after all days of a month, and after those that stand behind its last day."""
    return month * 100 + 99


def _undone(
    snap: Snapshot,
    changed: Mapping[Rollup, Span],
    measures: list[Measure],
    wanted: Collection[str],
    selection: Selection,
    by: By | None,
    cohort: Span,
) -> Sums:
    """Minus the changes that each cube has between two months or days, of what was received from
    the first to the last month or day of `cohort`; of measures that count `ever`, up to the
    last."""
    asked = [m for m in measures if m.ever or cohort[0] <= cohort[1]]
    if not any(m.name in wanted for m in asked):
        return {}
    sums: Sums = {}
    every = eras(snap.places, selection, by, communes=False)
    for era in every:  # a dossier counts where its agency was on the day of receipt
        then = era if len(every) > 1 else None
        cuts = [_later(rollup, after, asked, cohort, then) for rollup, after in changed.items()]
        on = era.first if then else selection.period.end
        merge(sums, read_sums(snap, cuts, wanted, selection, by, on))
    return sums


def _later(
    rollup: Rollup, changed: Span, measures: list[Measure], cohort: Span, since: Era | None
) -> Cut:
    received, columns = rollup.cohort, rollup.table.c
    assert received is not None
    sums = tuple(
        Summed(m.name, columns[m.column], minus=True, since=None if m.ever else received)
        for m in measures
    )
    first = 0 if any(m.ever for m in measures) else cohort[0]
    within = [Within(rollup.time, (changed,)), Within(received, ((first, cohort[1]),))]
    if since is not None:
        months = received.name.endswith("month")
        within.append(Within(received, (since.span(months=months),)))
    return Cut(rollup=rollup, sums=sums, within=within, month=received, since=cohort)


def needed(family: str, selection: Selection, by: By | None) -> set[str]:
    """The dimensions that a rollup must have to answer."""
    dims = {name for name in ("field", "channel") if getattr(selection, name) or by == name}
    if family == "procedure":  # of a level, not of an agency
        return dims | ({"level"} if selection.level or by is By.LEVEL else set())
    places = selection.agency or selection.area or selection.district or selection.level
    if places or by in BY_PLACE:
        dims.add("commune_code" if family in SINCE else "agency_code")
    return dims


def _rollup(
    snap: Snapshot, family: str, grain: Grain | None, selection: Selection, by: By | None
) -> Rollup:
    dims = needed(family, selection, by)
    return pick(family, grain, dims) or by_rows(snap, family, grain, dims)


def fields_seen(snap: Snapshot) -> list[str]:
    """All fields (lĩnh vực) that dossiers have, in the order of their names."""
    rollup = _rollup(snap, "dossier", Grain.MONTH, Selection(period=_EVER, field="*"), None)
    query = select(rollup.table.c.field).distinct().order_by(rollup.table.c.field)
    return list(snap.connection.scalars(query))
