"""The table `pulls`: how far a source has been read, when its keys were compared, how it went."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, exists, func, insert, select, update

from data_access.schema import loads, pulls, quarantine

_REFERRED = ("areas", "agencies", "procedures")


def read_pull(connection: Connection, table: str, source: str) -> Row[Any] | None:
    return connection.execute(select(pulls).where(*_of(table, source))).first()


def keep_pull(connection: Connection, table: str, source: str, **values: Any) -> None:
    """Changes these columns and leaves the others."""
    if not connection.execute(update(pulls).where(*_of(table, source)).values(values)).rowcount:
        connection.execute(insert(pulls).values(table_name=table, source=source, **values))


def keep_success(
    connection: Connection, table: str, source: str, now: datetime, **values: Any
) -> None:
    well = {"tried_at": now, "succeeded_at": now, "failures": 0, "problem": None}
    keep_pull(connection, table, source, **well, **values)


def forget_pull(connection: Connection, table: str, source: str) -> None:
    connection.execute(delete(pulls).where(*_of(table, source)))


def may_be_mended(connection: Connection, table: str, source: str) -> bool:
    """Whether rows of this source are in quarantine, and areas, agencies or procedures have come
    since it was last loaded: its rows may be right now without having changed."""
    waiting = exists(
        select(1).where(quarantine.c.table_name == table, quarantine.c.source == source)
    )
    last = select(func.max(loads.c.id)).where(loads.c.table_name == table, loads.c.source == source)
    arrived = exists(
        select(1).where(
            loads.c.table_name.in_(_REFERRED),
            loads.c.inserted + loads.c.updated > 0,
            loads.c.id > last.scalar_subquery(),
        )
    )
    return bool(connection.scalar(select(waiting & arrived)))


def _of(table: str, source: str) -> tuple[Any, Any]:
    return pulls.c.table_name == table, pulls.c.source == source
