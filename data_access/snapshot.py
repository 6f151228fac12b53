"""Snapshot: one version of the database, with its clock and its places. What readers are given."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, select

from data_access.analytics import Analytics
from data_access.clock import shown
from data_access.days import to_local
from data_access.engine import reading
from data_access.errors import DatabaseTrouble
from data_access.failures import NO_TABLES, ROLLUPS_DUE
from data_access.places import Places, places_at
from data_access.schema import dataset

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """`now` is the dataset's clock, UTC, when this version was read; `today` the local day that it
    shows. `clock` is what it shows at this moment: later than `now` where the database has gone
    since, and `reader` is why nothing more can be read. `runs`: the clock does not stand.
    `identity` tells a database from another that stood at the same address before. `analytics`: the
    store that is asked for what no rollup holds.
    `alerts_version` moves by itself: alerts are looked at while data stay as they are."""

    reader: Connection | DatabaseTrouble
    identity: str
    version: int
    places_version: int
    alerts_version: int = 0
    now: datetime
    clock: datetime
    runs: bool
    places: Places
    synthetic: bool
    analytics: Analytics | None = field(default=None, repr=False, compare=False)
    kept: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def today(self) -> date:
        return to_local(self.now).date()

    @property
    def connection(self) -> Connection:
        """Raises DatabaseTrouble when this is the last version of a database that has gone."""
        if isinstance(self.reader, DatabaseTrouble):
            raise self.reader
        return self.reader

    @property
    def stale_since(self) -> datetime | None:
        """When the database answered last, by the dataset's clock; None while it does."""
        return self.now if isinstance(self.reader, DatabaseTrouble) else None

    def once(self, asked: Hashable, read: Callable[[], Found]) -> Found:
        """What every figure of a page asks alike is read once: nothing changes in a snapshot."""
        if asked not in self.kept:
            self.kept[asked] = read()
        found: Found = self.kept[asked]
        return found


@contextmanager
def snapshot(engine: Engine, analytics: Analytics | None = None) -> Iterator[Snapshot]:
    """Raises NotReady when there is no database to read, saying how to get one."""
    with reading(engine) as connection:
        row = _dataset(connection)
        now = shown(row)
        yield Snapshot(
            reader=connection,
            identity=row.identity,
            version=row.version,
            places_version=row.places_version,
            alerts_version=row.alerts_version,
            now=now,
            clock=now,
            runs=row.clock_shows is None or row.clock_runs,
            places=places_at(connection, (row.identity, row.places_version)),
            synthetic=row.synthetic,
            analytics=analytics,
        )


def _dataset(connection: Connection) -> Any:
    row = connection.execute(select(dataset)).first()
    if row is None:
        raise NO_TABLES.about("", "")
    if row.rollups_due:  # half of them would be empty, and look like figures
        raise ROLLUPS_DUE.about("", "")
    return row
