"""What came and what failed to come: loads, pulls, and rows that wait to be mended.

Counts of these three small tables; no figure reads them, and none of it grows with the rows held.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select, true

from data_access.schema import loads, pulls, quarantine
from data_access.snapshot import Snapshot

_AT_ONCE = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """What a load guessed or took otherwise than written, in both languages."""

    vi: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One load as it reported itself. `started_at` is UTC."""

    table: str
    source: str
    started_at: datetime
    seconds: float
    read: int
    inserted: int
    updated: int
    unchanged: int
    deleted: int
    quarantined: int
    data_version: int
    guesses: tuple[Guess, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pull:
    """How it goes with a source that is asked again and again; `problem` None: well. UTC."""

    table: str
    source: str
    tried_at: datetime | None
    succeeded_at: datetime | None
    failures: int
    problem: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """How many rows of a table wait in quarantine for one reason (a code of `ingest.reasons`)."""

    table: str
    reason: str
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRow:
    table: str
    source: str
    line: int
    key: str
    reason: str
    detail: str
    raw: dict[str, Any]


def last_arrivals(snap: Snapshot, tables: Iterable[str]) -> list[Arrival]:
    """The last load of every table that has had one, in the order of `tables`."""
    found = (_last(snap, table) for table in tables)
    return [_arrival(row) for row in found if row is not None]


def last_loads(snap: Snapshot, tables: Iterable[str]) -> tuple[int | None, ...]:
    """The number of each table's last load; None where it has had none. As long as they stay, so
    do the rows."""
    found = (_last(snap, table) for table in tables)
    return tuple(row.id if row is not None else None for row in found)


def _last(snap: Snapshot, table: str) -> Row[Any] | None:
    newest = select(loads).where(loads.c.table_name == table).order_by(loads.c.id.desc()).limit(1)
    return snap.connection.execute(newest).first()


def _arrival(row: Row[Any]) -> Arrival:
    return Arrival(
        table=row.table_name,
        source=row.source,
        started_at=row.started_at,
        seconds=row.seconds,
        read=row.read,
        inserted=row.inserted,
        updated=row.updated,
        unchanged=row.unchanged,
        deleted=row.deleted,
        quarantined=row.quarantined,
        data_version=row.data_version,
        guesses=tuple(Guess(vi=note["vi"], en=note["en"]) for note in json.loads(row.notes)),
    )


def pulls_of(snap: Snapshot, tables: Iterable[str]) -> list[Pull]:
    """Those that fail now come first, longest first; of a folder the whole, not each file."""
    one_file = func.coalesce(pulls.c.watermark, "").startswith("file ")
    query = select(pulls).where(pulls.c.table_name.in_(list(tables)), ~one_file)
    return [
        Pull(
            table=row.table_name,
            source=row.source,
            tried_at=row.tried_at,
            succeeded_at=row.succeeded_at,
            failures=row.failures,
            problem=row.problem,
        )
        for row in snap.connection.execute(query.order_by(pulls.c.failures.desc(), pulls.c.source))
    ]


def held(snap: Snapshot) -> list[Held]:
    """All reasons of all tables, most rows first; counted once a snapshot."""
    return snap.once("held", lambda: _held(snap))


def _held(snap: Snapshot) -> list[Held]:
    t, rows = quarantine.c, func.count().label("rows")
    query = select(t.table_name, t.reason, rows).group_by(t.table_name, t.reason)
    return [
        Held(table=table, reason=reason, rows=count)
        for table, reason, count in snap.connection.execute(
            query.order_by(rows.desc(), t.table_name, t.reason)
        )
    ]


def held_rows(snap: Snapshot, tables: Collection[str] | None) -> Iterator[HeldRow]:
    """Every row of these tables (None: of all) that waits, a page at a time: there may be many."""
    t, last = quarantine.c, 0
    mine = t.table_name.in_(tables) if tables is not None else true()
    while True:
        query = select(quarantine).where(mine, t.id > last)
        page = snap.connection.execute(query.order_by(t.id).limit(_AT_ONCE)).all()
        for row in page:
            yield HeldRow(
                table=row.table_name,
                source=row.source,
                line=row.line,
                key=row.row_key,
                reason=row.reason,
                detail=row.detail,
                raw=json.loads(row.raw),
            )
        if len(page) < _AT_ONCE:
            return
        last = page[-1].id
