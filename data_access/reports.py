"""Observations: a small table that is read as it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Column, ColumnElement, Row, and_, case, or_, select

from data_access.areas import AT
from data_access.schema import observations
from data_access.selection import Period
from data_access.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a reported total or a target is about, the area by key; '' means not limited by it."""

    level: str = ""
    area: str = ""
    agency: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    metric: str
    scope: Scope
    start: date
    end: date
    numerator: float | None
    denominator: float | None
    value: float | None
    reported_by: str = ""


# Of level, area and agency: which codes are asked for; None: any but ''.
Scopes = tuple[Collection[str] | None, Collection[str] | None, Collection[str] | None]
_SCOPE = (observations.c.level, observations.c.area_code, observations.c.agency_code)


def scope_of(snap: Snapshot, row: Any) -> Scope:
    """Of an observation or a target. A code means the unit that it meant when the period began."""
    unit = snap.places.versions.named(row.area_code, row.period_from) if row.area_code else None
    area = unit.key if unit else row.area_code
    return Scope(level=row.level, area=area, agency=row.agency_code)


def read_observations(
    snap: Snapshot, metrics: Iterable[str], start: date, end: date, *, agency: str | None = None
) -> list[Observation]:
    """Those that touch the span from `start` to `end`, oldest first; of one `agency` ('': of none)
    or, without it, of all: 180 of them need not be read for the whole."""
    asked = list(metrics)
    ahead: Ahead | None = snap.kept.get(_AHEAD)
    if agency is None and ahead and ahead.holds(asked, start, end):
        return ahead.touching(asked, start, end)
    return _read(snap, asked, start, end, agency)


def read_ahead(snap: Snapshot, metrics: Iterable[str], start: date, end: date) -> None:
    """Says beforehand that of one span after the other every agency's reports will be asked for,
    so that all of them are read at once."""
    names = frozenset(metrics)
    if names:
        rows = _read(snap, names, start, end, None)
        snap.kept[_AHEAD] = Ahead(metrics=names, start=start, end=end, rows=rows)


_AHEAD = "reports ahead"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    metrics: frozenset[str]
    start: date
    end: date
    rows: list[Observation]

    def holds(self, metrics: Iterable[str], start: date, end: date) -> bool:
        return self.metrics.issuperset(metrics) and self.start <= start and end <= self.end

    def touching(self, metrics: Collection[str], start: date, end: date) -> list[Observation]:
        return [
            row
            for row in self.rows
            if row.end >= start and row.start <= end and row.metric in metrics
        ]


def _read(
    snap: Snapshot, metrics: Iterable[str], start: date, end: date, agency: str | None
) -> list[Observation]:
    c = observations.c
    query = select(observations).where(
        c.metric.in_(list(metrics)), c.period_to >= start, c.period_from <= end
    )
    if agency is not None:
        query = query.where(c.agency_code == agency)
    return [_observation(snap, row) for row in snap.connection.execute(query.order_by(c.period_to))]


def _observation(snap: Snapshot, row: Row[Any]) -> Observation:
    return Observation(
        metric=row.metric,
        scope=scope_of(snap, row),
        start=row.period_from,
        end=row.period_to,
        numerator=row.numerator,
        denominator=row.denominator,
        value=row.value,
        reported_by=row.reported_by,
    )


def reports_inside(
    snap: Snapshot, metrics: Iterable[str], period: Period, scopes: Scopes
) -> list[Observation]:
    """Those of whole scopes or kinds of scopes whose period lies inside `period`, oldest first.
    Asks by the table's key, so that the reports of 180 agencies cost the whole nothing."""
    c = observations.c
    query = select(observations).where(
        c.metric.in_(list(metrics)),
        c.period_from >= period.start,
        c.period_to <= period.end,
        *(_within(column, wanted) for column, wanted in zip(_SCOPE, scopes, strict=True)),
    )
    return [_observation(snap, row) for row in snap.connection.execute(query.order_by(c.period_to))]


def reported_in(
    snap: Snapshot, metrics: Iterable[str], period: Period, *, twice: Iterable[str] = ()
) -> dict[Period, set[tuple[str, str]]]:
    """Period -> what was reported of it: a metric, and the kind of scope ('', 'level', 'area',
    'agency'); of those periods that lie inside `period`. Of metrics in `twice` only what says a
    percentage and what it is out of."""
    c = observations.c
    agency, area, level = (column > "" for column in (c.agency_code, c.area_code, c.level))
    kind = case((agency, "agency"), (area, "area"), (level, "level"), else_="")
    query = select(c.metric, kind, c.period_from, c.period_to).distinct()
    inside = (c.period_from >= period.start, c.period_to <= period.end)
    both = and_(c.metric.in_(list(twice)), c.value.is_not(None), c.denominator > 0)
    asked = or_(c.metric.in_(list(metrics)), both)
    found: dict[Period, set[tuple[str, str]]] = {}
    for metric, of, start, end in snap.connection.execute(query.where(asked, *inside)):
        found.setdefault(Period(start=start, end=end), set()).add((metric, of))
    return found


def _within(column: Column[str], wanted: Collection[str] | None) -> ColumnElement[bool]:
    """Areas by the codes that are a part of their keys."""
    return column > "" if wanted is None else column.in_([key.partition(AT)[0] for key in wanted])
