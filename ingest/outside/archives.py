"""Which months of a table stand outside the database, and where: rows of table `archives`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select

from data_access.schema import archives

MOVED, FOLDED_ELSEWHERE = "moved", "folded"


def held(connection: Connection, fact: Table, how: str) -> list[Any]:
    """Rows of `archives`, by month and part."""
    a = archives.c
    query = select(archives).where(a.table_name == fact.name, a.how == how)
    return list(connection.execute(query.order_by(a.month, a.part)))


def keep(
    connection: Connection,
    fact: Table,
    *,
    month: int,
    part: int,
    how: str,
    file: Path,
    origin: str,
    rows: int,
    last_day: int,
    now: datetime,
) -> None:
    """In the place of what was kept as that part before."""
    drop(connection, fact, [month], part)
    connection.execute(
        insert(archives).values(
            table_name=fact.name,
            month=month,
            part=part,
            how=how,
            file=str(file),
            origin=origin,
            rows=rows,
            last_day=last_day,
            made_at=now,
        )
    )


def drop(
    connection: Connection, fact: Table, months: Iterable[int], part: int | None = None
) -> None:
    a = archives.c
    gone = delete(archives).where(a.table_name == fact.name, a.month.in_(list(months)))
    connection.execute(gone if part is None else gone.where(a.part == part))
