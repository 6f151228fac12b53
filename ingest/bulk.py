"""Many rows into a table at once, by the way that is fastest for each database."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Table

from ingest.tables import Kind, kind_of

_SEPARATOR = 10  # position of the 'T' in 2024-12-27T08:00:00


def tune(connection: Connection) -> None:
    """For this transaction: PostgreSQL would compile each of the many sums of the rollups, which
    takes longer than running them, and sort them on disk."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL jit = off")
        connection.exec_driver_sql("SET LOCAL work_mem = '64MB'")


def insert_rows(connection: Connection, table: Table, rows: pd.DataFrame) -> None:
    """`rows` has every column of `table`, each of its kind (see `convert`)."""
    if not len(rows):
        return
    if connection.dialect.name == "postgresql":
        _copy(connection, table, rows)
    else:
        _execute_many(connection, table, rows)


def _execute_many(connection: Connection, table: Table, rows: pd.DataFrame) -> None:
    columns = [_sqlite_values(rows[c.name], kind_of(c)) for c in table.columns]
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    marks = ", ".join("?" * len(columns))
    statement = f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})'  # noqa: S608
    connection.exec_driver_sql(statement, list(zip(*columns, strict=True)))


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
    columns = [_python_values(rows[c.name], kind_of(c)) for c in table.columns]
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    cursor: Any = connection.connection.cursor()
    with cursor.copy(f'COPY "{table.name}" ({names}) FROM STDIN') as copy:
        for row in zip(*columns, strict=True):
            copy.write_row(row)


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
