"""Many rows into a table at once, by the way that is fastest for each database."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import BigInteger, Column, Connection, SmallInteger, Table

from ingest.tables import Kind, kind_of

_WIRE_TYPES = {
    Kind.TEXT: "text",
    Kind.INTEGER: "int4",
    Kind.NUMBER: "float8",
    Kind.YES_NO: "bool",
    Kind.TIME: "timestamp",
    Kind.DAY: "date",
}
_AT_ONCE = 2_000  # rows given to SQLite: each is a tuple of its own, which takes memory
_SEPARATOR = 10  # position of the 'T' in 2024-12-27T08:00:00


def tune(connection: Connection) -> None:
    """For who writes: SQLite keeps more of its indexes in memory than a reader needs; PostgreSQL
    would sort on disk."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL work_mem = '64MB'")
    else:
        connection.exec_driver_sql("PRAGMA cache_size = -32768")


def empty(connection: Connection, table: Table) -> None:
    """A table of this transaction alone. PostgreSQL keeps what is deleted until the transaction is
    over: each chunk would go through the rows of all chunks before it, and be planned for them."""
    truncates = connection.dialect.name == "postgresql"
    connection.exec_driver_sql(f'{"TRUNCATE" if truncates else "DELETE FROM"} "{table.name}"')


@contextmanager
def uncollected() -> Iterator[None]:
    """For a load: it makes no cycles worth looking for, and millions of objects to look through."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def insert_rows(connection: Connection, table: Table, rows: pd.DataFrame) -> None:
    """`rows` has every column of `table`, each of its kind (see `convert`)."""
    if not len(rows):
        return
    if connection.dialect.name == "postgresql":
        _copy(connection, table, rows)
    else:
        _execute_many(connection, table, rows)


def add_up(
    connection: Connection, table: Table, columns: Mapping[str, np.ndarray[Any, Any]]
) -> None:
    """Adds to the cells of a table: what is no key is added where the key is there already."""
    if not len(columns[next(iter(columns))]):
        return
    keys = [column.name for column in table.primary_key.columns]
    names = ", ".join(columns)
    adding = ", ".join(
        f"{name} = {table.name}.{name} + excluded.{name}" for name in columns if name not in keys
    )
    meeting = f"ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {adding}"
    lists = [column.tolist() for column in columns.values()]
    if connection.dialect.name == "postgresql":
        arriving = f"arriving_{table.name}"
        connection.exec_driver_sql(
            f"CREATE TEMPORARY TABLE IF NOT EXISTS {arriving} (LIKE {table.name}) ON COMMIT DROP"
        )
        _copy_lists(connection, arriving, [table.c[name] for name in columns], lists)
        connection.exec_driver_sql(
            f"INSERT INTO {table.name} ({names}) SELECT {names} FROM {arriving} {meeting}"  # noqa: S608
        )
        connection.exec_driver_sql(f"TRUNCATE {arriving}")
        return
    marks = ", ".join("?" * len(columns))
    statement = f"INSERT INTO {table.name} ({names}) VALUES ({marks}) {meeting}"  # noqa: S608
    connection.exec_driver_sql(statement, list(zip(*lists, strict=True)))


def _execute_many(connection: Connection, table: Table, rows: pd.DataFrame) -> None:
    columns = [_sqlite_values(rows[c.name], kind_of(c)) for c in table.columns]
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    marks = ", ".join("?" * len(columns))
    statement = f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})'  # noqa: S608
    for start in range(0, len(rows), _AT_ONCE):
        parts = (column[start : start + _AT_ONCE] for column in columns)
        connection.exec_driver_sql(statement, list(zip(*parts, strict=True)))


def _sqlite_values(column: pd.Series, kind: Kind) -> list[Any]:
    """Times and days as the text in which SQLAlchemy stores and reads them in SQLite."""
    if kind is Kind.TIME:
        text = np.datetime_as_string(column.to_numpy().astype("datetime64[us]"), unit="us")
        letters = text.view("U1").reshape(len(text), -1)
        letters[:, _SEPARATOR] = " "
        return _with_none(text.astype(object), column)
    if kind is Kind.DAY:
        days = column.to_numpy().astype("datetime64[D]")
        return _with_none(np.datetime_as_string(days, unit="D").astype(object), column)
    return _plain(column, kind)


def _copy(connection: Connection, table: Table, rows: pd.DataFrame) -> None:
    columns = list(table.columns)
    lists = [_python_values(rows[c.name], kind_of(c)) for c in columns]
    _copy_lists(connection, table.name, columns, lists)


def _copy_lists(
    connection: Connection, name: str, columns: Sequence[Column[Any]], lists: Sequence[list[Any]]
) -> None:
    """In binary: neither side makes text of numbers and times and reads it again."""
    names = ", ".join(f'"{column.name}"' for column in columns)
    cursor: Any = connection.connection.cursor()
    with cursor.copy(f'COPY "{name}" ({names}) FROM STDIN (FORMAT BINARY)') as copy:
        copy.set_types([_wire_type(column) for column in columns])
        for row in zip(*lists, strict=True):
            copy.write_row(row)


def _wire_type(column: Column[Any]) -> str:
    if isinstance(column.type, BigInteger):
        return "int8"
    if isinstance(column.type, SmallInteger):
        return "int2"
    return _WIRE_TYPES[kind_of(column)]


def _python_values(column: pd.Series, kind: Kind) -> list[Any]:
    if kind is Kind.TIME:
        return _with_none(column.to_numpy().astype("datetime64[us]").astype(object), column)
    if kind is Kind.DAY:
        return _with_none(column.to_numpy().astype("datetime64[D]").astype(object), column)
    return _plain(column, kind)


def _plain(column: pd.Series, kind: Kind) -> list[Any]:
    if kind is Kind.YES_NO:
        return _with_none(column.astype("boolean").fillna(False).to_numpy(bool), column)
    if kind is Kind.INTEGER:
        return _with_none(column.astype("Int64").fillna(0).to_numpy("int64"), column)
    if kind is Kind.NUMBER:
        return _with_none(column.to_numpy("float64"), column)
    return _with_none(column.to_numpy(dtype=object), column)


def _with_none(values: np.ndarray[Any, Any], column: pd.Series) -> list[Any]:
    missing = column.isna().to_numpy()
    if not missing.any():
        found: list[Any] = values.tolist()
        return found
    values = values.astype(object)
    values[missing] = None
    listed: list[Any] = values.tolist()
    return listed
