"""SourceStatus: how old what a source told us is, and whether it still speaks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, select

from config.province import SourceSpec
from data_access.arrivals import held
from data_access.schema import sources
from data_access.snapshot import Snapshot


class SourceState(StrEnum):
    LIVE = "live"
    LATE = "late"
    SILENT = "silent"
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceStatus:
    """`as_of`: the newest thing its rows tell of; `arrived_at`: when they came. UTC."""

    spec: SourceSpec
    as_of: datetime | None
    arrived_at: datetime | None
    rows: int
    quarantined: int
    state: SourceState


def read_sources(snap: Snapshot, specs: Iterable[SourceSpec]) -> dict[str, SourceStatus]:
    rows = snap.once("sources", lambda: _arrivals(snap))
    bad = held(snap)
    statuses = {}
    for spec in specs:
        row = rows.get(spec.name)
        statuses[spec.name] = SourceStatus(
            spec=spec,
            as_of=row.as_of if row else None,
            arrived_at=row.arrived_at if row else None,
            rows=row.rows if row else 0,
            quarantined=sum(each.rows for each in bad if each.table in spec.tables),
            state=source_state(spec, row.as_of if row else None, snap.clock),
        )
    return statuses


def _arrivals(snap: Snapshot) -> dict[str, Row[Any]]:
    return {row.name: row for row in snap.connection.execute(select(sources))}


def source_state(spec: SourceSpec, as_of: datetime | None, now: datetime) -> SourceState:
    if as_of is None:
        return SourceState.NEVER
    age = now - as_of
    if age > spec.stale_after:
        return SourceState.SILENT
    return SourceState.LATE if age > spec.expected_every else SourceState.LIVE
