"""How long loads take, and whether the last one took longer than they usually do."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from sqlalchemy import select

from data_access.schema import loads
from data_access.snapshot import Snapshot

LOOKED_AT = 1000  # of the newest loads, whatever their tables
USUAL = 20  # of a table's, before its last one


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadTimes:
    """Of one table from one system. `last` and `usual` (the median of those before; None where
    there is none) in seconds; `read`, `usually_read` in rows."""

    system: str
    table: str
    last: float
    usual: float | None
    read: int
    usually_read: float | None
    data_version: int


def load_times(snap: Snapshot) -> list[LoadTimes]:
    """By system and table. Loads that found nothing to do count, too."""
    newest = select(loads).order_by(loads.c.id.desc()).limit(LOOKED_AT)
    found: dict[tuple[str, str], list[tuple[float, int, int]]] = {}
    for row in snap.connection.execute(newest):
        one = found.setdefault((row.system, row.table_name), [])
        if len(one) <= USUAL:
            one.append((row.seconds, row.read, row.data_version))
    return [_times(*key, taken) for key, taken in sorted(found.items())]


def _times(system: str, table: str, taken: list[tuple[float, int, int]]) -> LoadTimes:
    (last, read, version), *before = taken
    return LoadTimes(
        system=system,
        table=table,
        last=last,
        usual=median(each[0] for each in before) if before else None,
        read=read,
        usually_read=median(each[1] for each in before) if before else None,
        data_version=version,
    )
