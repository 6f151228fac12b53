"""What a database holds, to be compared before and after a fault."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, func, inspect, select

from access import schema as access_schema
from access.store import VERSION_TABLE
from data_access.engine import reading, writing
from data_access.schema import dataset, dossiers, loads, metadata
from ingest.proof import prove
from tests.integration.rows import AGENCIES, FIELDS

HEADER = "code,agency_code,field,channel,state,received_at,due_at,finished_at"
CODES = list(AGENCIES.code)
# Beside what is loaded: on PostgreSQL the doors stand in the same database.
DOORS = (*access_schema.metadata.tables, VERSION_TABLE)


def code_of(number: int) -> str:
    return f"D{number:07d}"


def rows_file(path: Path, count: int, *, first: int = 0, state: int = 4) -> Path:
    """A CSV of dossiers; the same numbers with another `state` are changes of the same rows."""
    lines = []
    for number in range(first, first + count):
        day = f"2024-{1 + number % 11:02d}-{1 + number % 28:02d}"
        done = f"{day} 16:00" if state == 9 else ""
        lines.append(
            f"{code_of(number)},{CODES[number % len(CODES)]},{FIELDS[number % 2]},"
            f"{('direct', 'online', 'postal')[number % 3]},{state},{day} 08:00,"
            f"2024-12-{1 + number % 28:02d} 17:00,{done}"
        )
    path.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
    return path


def address(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=False)


def contents(engine: Engine) -> dict[str, Any]:
    """How many dossiers, of which states, by which loads, at which version."""
    with reading(engine) as connection:
        states = select(dossiers.c.state, func.count()).group_by(dossiers.c.state)
        return {
            "states": {row.state: row[1] for row in connection.execute(states)},
            "version": connection.scalar(select(dataset.c.version)),
            "loads": connection.scalar(select(func.count()).select_from(loads)),
        }


def everything(engine: Engine) -> dict[str, int]:
    """Table -> what tells whether any value in it has changed."""
    with reading(engine) as connection:
        return {name: _digest(connection, table) for name, table in metadata.tables.items()}


def _digest(connection: Connection, table: Table) -> int:
    keys = ", ".join(f'"{key.name}"' for key in table.primary_key.columns)
    cursor = connection.connection.cursor()  # the driver's own: many rows, looked at once
    cursor.execute(f'SELECT * FROM "{table.name}" ORDER BY {keys}')
    return hash(tuple(cursor.fetchall()))


def states(engine: Engine) -> dict[str, int]:
    """Of every dossier."""
    with reading(engine) as connection:
        return {code: state for code, state in connection.execute(_STATES)}  # noqa: C416


_STATES = select(dossiers.c.code, dossiers.c.state)


def assert_sound(engine: Engine) -> None:
    """Rollups are, cell for cell, what the rows give; nothing temporary is left; the file is
    whole; and nobody holds the writers' lock."""
    assert prove(engine).holds
    with writing(engine) as connection:
        names = inspect(connection).get_table_names()
        assert set(names) - {"alembic_version", *DOORS} <= set(metadata.tables)
        if engine.dialect.name == "sqlite":
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            assert not connection.exec_driver_sql("PRAGMA foreign_key_check").all()
