"""Targets as they were set by decision: a small table, read as it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, select

from data_access.reports import Scope, scope_of
from data_access.schema import targets
from data_access.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetKey:
    """What identifies a target: codes as they were given, '' where it is not limited by one."""

    metric: str
    level: str = ""
    area_code: str = ""
    agency_code: str = ""
    period_from: date
    period_to: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetRow:
    """`scope` has its area by key. `content_hash` tells whether it is still the one that was
    seen."""

    metric: str
    scope: Scope
    start: date
    end: date
    value: float
    decision: str
    area_code: str = ""
    content_hash: str = ""

    @property
    def key(self) -> TargetKey:
        return TargetKey(
            metric=self.metric,
            level=self.scope.level,
            area_code=self.area_code,
            agency_code=self.scope.agency,
            period_from=self.start,
            period_to=self.end,
        )


def read_targets(snap: Snapshot, day: date) -> list[TargetRow]:
    """Those in force on a day, in the order in which they began; read once a snapshot."""
    return snap.once(("targets", day), lambda: _read(snap, day))


def every_target(snap: Snapshot) -> list[TargetRow]:
    return _rows(snap, select(targets))


def _read(snap: Snapshot, day: date) -> list[TargetRow]:
    c = targets.c
    return _rows(snap, select(targets).where(c.period_from <= day, c.period_to >= day))


def _rows(snap: Snapshot, query: Select[Any]) -> list[TargetRow]:
    c = targets.c
    order = (c.period_from, c.metric, c.level, c.area_code, c.agency_code)
    return [
        TargetRow(
            metric=row.metric,
            scope=scope_of(snap, row),
            start=row.period_from,
            end=row.period_to,
            value=row.value,
            decision=row.decision,
            area_code=row.area_code,
            content_hash=row.content_hash,
        )
        for row in snap.connection.execute(query.order_by(*order))
    ]


def by_metric(rows: Iterable[TargetRow]) -> dict[str, list[TargetRow]]:
    found: dict[str, list[TargetRow]] = {}
    for row in rows:
        found.setdefault(row.metric, []).append(row)
    return found
