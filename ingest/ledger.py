"""What a load leaves behind beside its rows: the data version, its source's freshness, its own
line in table `loads`."""

from __future__ import annotations

from datetime import datetime

import pandas as pd
from sqlalchemy import Connection, insert, inspect, select, update

from data_access import clock
from data_access.days import to_utc
from data_access.errors import NotReady
from data_access.schema import dataset, loads, metadata, sources
from ingest.notes import notes_json
from ingest.report import LoadReport
from ingest.tables import Kind, TableSpec

_PERIODS = "period_to"


def check_tables(connection: Connection) -> None:
    """Raises NotReady when the database has not been set up."""
    absent = sorted(set(metadata.tables) - set(inspect(connection).get_table_names()))
    if absent:
        raise NotReady(
            vi=f"Cơ sở dữ liệu chưa có bảng {absent[0]}. Chạy: python -m data_access.migrate",
            en=f"The database has no table {absent[0]}. Run: python -m data_access.migrate",
        )


def bump(connection: Connection, *, changed: bool, places: bool) -> int:
    """The data version after a load; it moves only when something did."""
    if changed:
        values = {"version": dataset.c.version + 1, "changed_at": clock.now(connection)}
        if places:
            values["places_version"] = dataset.c.places_version + 1
        if not connection.execute(update(dataset).values(values)).rowcount:
            first = {"id": 1, "version": 1, "places_version": int(places)}
            connection.execute(insert(dataset).values(first))
    return int(connection.scalar(select(dataset.c.version)) or 0)


class Newest:
    """The newest thing that rows tell of, and not later than now: UTC."""

    def __init__(self, spec: TableSpec, now: datetime) -> None:
        self._now = pd.Timestamp(now)
        self._columns = [c for c in spec.columns if c.event or c.name == _PERIODS]
        self.found: datetime | None = None

    def see(self, rows: pd.DataFrame) -> None:
        for column in self._columns:
            values = rows[column.name].dropna()
            if column.kind is Kind.TIME or column.ahead:
                values = values[values <= self._now]
            if len(values):
                self._keep(values.max(), bare_day=column.kind is Kind.DAY)

    def _keep(self, newest: pd.Timestamp, *, bare_day: bool) -> None:
        moment = newest.to_pydatetime()
        # A day or a period that still runs tells of the time up to now.
        known = min(to_utc(moment) if bare_day else moment, self._now.to_pydatetime())
        self.found = max(known, self.found or known)


def renew_source(
    connection: Connection, name: str, *, as_of: datetime | None, now: datetime, added: int
) -> None:
    """`arrived_at` moves with every load, `as_of` only forwards; `rows` counts what it holds."""
    held = connection.execute(select(sources).where(sources.c.name == name)).first()
    if held is None:
        values = {"name": name, "as_of": as_of or now, "arrived_at": now, "rows": added}
        connection.execute(insert(sources).values(values))
        return
    values = {
        "as_of": max(held.as_of, as_of or held.as_of),
        "arrived_at": now,
        "rows": held.rows + added,
    }
    connection.execute(update(sources).where(sources.c.name == name).values(values))


def write_load(
    connection: Connection, report: LoadReport, started: datetime, *, system: str
) -> None:
    connection.execute(
        insert(loads).values(
            table_name=report.table,
            source=report.source,
            system=system,
            started_at=started,
            seconds=report.seconds,
            read=report.read,
            inserted=report.inserted,
            updated=report.updated,
            unchanged=report.unchanged,
            deleted=report.deleted,
            quarantined=report.quarantined,
            data_version=report.data_version,
            notes=notes_json(report.notes),
        )
    )
