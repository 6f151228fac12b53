"""Which rows a figure counts, as conditions on them: the measures' own expressions, the same days,
the same attribution of agencies and communes. What `fetch` sums up from rollups, told row by row.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import (
    BindParameter,
    Case,
    Column,
    ColumnElement,
    Integer,
    Table,
    and_,
    case,
    false,
    func,
    literal_column,
    or_,
    true,
)
from sqlalchemy.sql.visitors import iterate

from data_access.attribution import Attribution
from data_access.days import day_key
from data_access.eras import Era, eras
from data_access.measure import ONE, Measure, Terms
from data_access.measures import of_family
from data_access.rollups import ALL, SINCE, Rollup
from data_access.row_window import Window, counted_on, lead_of, window_of
from data_access.selection import Period, Selection
from data_access.snapshot import Snapshot

PLACES = ("agency_code", "commune_code")
FILTERS = ("field", "channel", "level")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The rows that `counted` counts, but for those that `without` counts."""

    counted: Terms
    without: Terms | None = None

    @property
    def measures(self) -> list[Measure]:
        return [measure for _, measure in self.counted.parts]

    @property
    def fact(self) -> Table:
        return _rollup(self.measures[0]).fact


def everything_in(family: str) -> Terms:
    """All rows of a family whose measures are a histogram."""
    return Terms(((1, replace(of_family(family)[0], adds=ONE)),))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Rows of one meaning of all codes: `column` tells a row's day, None where all are of one."""

    column: ColumnElement[int] | None
    era: Era
    attribution: Attribution

    def holds(self, day: int | None) -> bool:
        if self.column is None or day is None:
            return True
        return day_key(self.era.first) <= day <= day_key(self.era.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """`where`: all that must hold within the `window`; `counts`: what a row adds to the figure;
    `lead`: the column of days by which rows are found, and stand in order unless another one is
    asked for; `ones`: each row adds one."""

    fact: Table
    where: tuple[ColumnElement[bool], ...]
    window: Window
    counts: ColumnElement[Any]
    lead: Column[int] | None
    place: Column[Any] | None
    stretches: tuple[Stretch, ...]
    ones: bool

    @property
    def both_ways(self) -> bool:
        """Whether the oldest are found as soon as the newest: of what stands on a day, few have
        stood for long, and they lie far apart."""
        return self.window.first is not None or self.lead is None

    @property
    def parted(self) -> bool:
        return self.place is not None and any(
            stretch.attribution.parted for stretch in self.stretches
        )

    def share(self, code: str | None, day: int | None) -> float:
        """What part of a row counts here: all of one that belongs to no place."""
        if self.place is None:
            return 1.0
        for stretch in self.stretches:
            shares = stretch.attribution.shares
            if shares is None:
                return 1.0
            if stretch.holds(day):
                return shares.get(code or "", {}).get("", 0.0)
        return 0.0


def criteria(snap: Snapshot, wanted: Wanted, selection: Selection) -> Criteria:
    """For a selection as `Places.checked` gives it, whose period has begun."""
    selection = selection.during(selection.period.until(snap.today))
    fact, measures = wanted.fact, wanted.measures
    window = window_of(measures, selection.period)
    lead = window.lead
    counts = _counts(snap, wanted.counted, selection)
    where = [counts != 0, *_filters(fact, selection)]
    if wanted.without is not None:
        where.append(_counts(snap, wanted.without, selection) == 0)
    place = next((fact.c[name] for name in PLACES if name in fact.c), None)
    stretches = _stretches(snap, measures[0], selection)
    if place is not None:
        every = [s for m in measures for s in _stretches(snap, m, selection)]
        where += _somewhere(place, every, alone=lead is not None and lead.name == "received_day")
    return Criteria(
        fact=fact,
        where=tuple(where),
        window=window,
        counts=counts,
        lead=lead,
        place=place,
        stretches=stretches,
        ones=all(map(_is_one, measures)),
    )


def added_by(measure: Measure) -> frozenset[str]:
    """The columns whose numbers a measure adds up: none where it counts rows."""
    adds = measure.adds
    added = [then for _, then in adds.whens] if isinstance(adds, Case) else [adds]
    return frozenset(
        part.name for each in added for part in iterate(each) if isinstance(part, Column)
    )


def _is_one(measure: Measure) -> bool:
    adds = measure.adds
    if isinstance(adds, Case):
        return all(isinstance(then, BindParameter) and then.value == 1 for _, then in adds.whens)
    return adds is ONE


def _rollup(measure: Measure) -> Rollup:
    return next(rollup for rollup in ALL if rollup.family == measure.family)


def _counts(snap: Snapshot, of: Terms, selection: Selection) -> ColumnElement[Any]:
    """What a row adds: 0 for one that does not count."""
    zero: ColumnElement[int] = literal_column("0", Integer)
    total = zero
    for sign, measure in of.parts:
        adds = case((_condition(snap, measure, selection), measure.adds), else_=zero)
        total = total + adds if sign > 0 else total - adds
    return total


def _condition(snap: Snapshot, measure: Measure, selection: Selection) -> ColumnElement[bool]:
    conditions = [counted_on(measure, selection.period)]
    rollup = _rollup(measure)
    if rollup.rows is not None:
        conditions.append(rollup.rows)
    stretches = _stretches(snap, measure, selection)
    place = next((rollup.fact.c[name] for name in PLACES if name in rollup.fact.c), None)
    if place is not None and len(stretches) > 1:
        conditions.append(or_(*(_within(place, stretch) for stretch in stretches)))
    return and_(*conditions)


def _within(place: Column[Any], stretch: Stretch) -> ColumnElement[bool]:
    shares, column = stretch.attribution.shares, stretch.column
    there = true() if shares is None else place.in_(sorted(shares)) if shares else false()
    return there if column is None else and_(column.between(*stretch.era.span(months=False)), there)


def _somewhere(
    place: Column[Any], stretches: Iterable[Stretch], *, alone: bool
) -> list[ColumnElement[bool]]:
    """Which codes can count at all. Written as an expression, so that rows are found by their day
    and no database sorts all rows of many agencies; one agency's are found by an index of both."""
    every = [stretch.attribution.shares for stretch in stretches]
    if any(shares is None for shares in every):
        return []
    codes = sorted({code for shares in every if shares for code in shares})
    if not codes:
        return [false()]
    if alone and len(codes) == 1:
        return [place == codes[0]]
    return [func.coalesce(place, "").in_(codes)]


def _stretches(snap: Snapshot, measure: Measure, selection: Selection) -> tuple[Stretch, ...]:
    """As `fetch` attributes: what happens at the unit that an agency served then, what is in hand
    at the one that it serves at the period's end, a cohort at the one of receipt, and a village or
    a station by what its code meant when it was surveyed or went on air."""
    fact, end = _rollup(measure).fact, selection.period.end
    communes = "commune_code" in fact.c
    column: ColumnElement[int] | None = lead_of(measure)
    if measure.basis is None:
        return (_stretch(snap, selection, None, _ALWAYS, snap.today, communes),)
    if measure.stock and measure.cohort is None:
        if measure.family not in SINCE:
            return (_stretch(snap, selection, None, _ALWAYS, end, communes),)
        column = fact.c[SINCE[measure.family]]
    every = eras(snap.places, selection, None, communes=communes)
    if len(every) == 1:
        return (_stretch(snap, selection, None, every[0], end, communes),)
    return tuple(_stretch(snap, selection, column, era, era.first, communes) for era in every)


_ALWAYS = Era(Period.year(1900).start, Period.year(9999).end)


def _stretch(
    snap: Snapshot,
    selection: Selection,
    column: ColumnElement[int] | None,
    era: Era,
    on: Any,
    communes: bool,
) -> Stretch:
    found = snap.places.attribution(selection, None, on, communes=communes)
    return Stretch(column=column, era=era, attribution=found)


def _filters(fact: Table, selection: Selection) -> list[ColumnElement[bool]]:
    """An agency's level is part of its attribution; a procedure has one of its own."""
    return [
        fact.c[name] == str(value)
        for name in FILTERS
        if (value := getattr(selection, name)) and name in fact.c
    ]
