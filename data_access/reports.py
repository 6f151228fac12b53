"""Observations and targets: small tables that are read as they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Table, select

from data_access.schema import observations, targets
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


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetRow:
    metric: str
    scope: Scope
    start: date
    end: date
    value: float
    decision: str


def _scope(snap: Snapshot, row: Any) -> Scope:
    """A code means the unit that it meant when the period began."""
    unit = snap.places.versions.named(row.area_code, row.period_from)
    area = unit.key if unit else row.area_code
    return Scope(level=row.level, area=area, agency=row.agency_code)


def read_observations(
    snap: Snapshot, metrics: Iterable[str], start: date, end: date
) -> list[Observation]:
    """Those that touch the span from `start` to `end`, oldest first."""
    t = observations
    query = select(t).where(
        t.c.metric.in_(list(metrics)), t.c.period_to >= start, t.c.period_from <= end
    )
    return [
        Observation(
            metric=row.metric,
            scope=_scope(snap, row),
            start=row.period_from,
            end=row.period_to,
            numerator=row.numerator,
            denominator=row.denominator,
            value=row.value,
        )
        for row in snap.connection.execute(query.order_by(t.c.period_to))
    ]


def read_targets(snap: Snapshot, day: date) -> list[TargetRow]:
    """Those in force on a day, in the order in which they began; read once a snapshot."""
    return snap.once(("targets", day), lambda: _read_targets(snap, day))


def _read_targets(snap: Snapshot, day: date) -> list[TargetRow]:
    t: Table = targets
    query = select(t).where(t.c.period_from <= day, t.c.period_to >= day)
    return [
        TargetRow(
            metric=row.metric,
            scope=_scope(snap, row),
            start=row.period_from,
            end=row.period_to,
            value=row.value,
            decision=row.decision,
        )
        for row in snap.connection.execute(query.order_by(t.c.period_from))
    ]
