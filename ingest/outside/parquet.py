"""Parquet files by DuckDB: rows of a table, whole, and what rows add to cubes.

Not by pyarrow: pandas takes it up wherever it is installed, which costs every process 40 MB.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd
from sqlalchemy import BigInteger, Table

from data_access.errors import TamNhinError
from ingest.tables import Kind, kind_of

_TYPES = {
    Kind.TEXT: "VARCHAR",
    Kind.INTEGER: "INTEGER",
    Kind.NUMBER: "DOUBLE",
    Kind.YES_NO: "BOOLEAN",
    Kind.TIME: "TIMESTAMP",
    Kind.DAY: "DATE",
}
_MEMORY = "1GB"
_VECTORS = 30  # of 2,048 rows each, at once


@contextmanager
def duck() -> Iterator[Any]:
    """A connection of its own, which keeps what does not fit into its memory on disk."""
    import duckdb

    with duckdb.connect() as connection:
        connection.execute(f"SET memory_limit = '{_MEMORY}'; SET threads = 2")
        connection.execute("SET preserve_insertion_order = false")
        try:
            yield connection
        except (duckdb.IOException, duckdb.InvalidInputException) as error:
            said = " ".join(str(error).split())
            raise TamNhinError(
                vi=f"Không đọc hoặc ghi được tệp Parquet: {said}. Kiểm tra thư mục lưu trữ.",
                en=f"A Parquet file cannot be read or written: {said}. Check the archive's folder.",
            ) from error


def write_rows(fact: Table, parts: Iterator[pd.DataFrame], file: Path, order: str) -> None:
    """Rows with every column of `fact`, in the order of a column; written beside and moved to its
    place whole."""
    file.parent.mkdir(parents=True, exist_ok=True)
    columns = ", ".join(f'"{c.name}" {_type(c)}' for c in fact.columns)
    beside = file.with_suffix(".part")
    with duck() as connection:
        connection.execute(f"CREATE TABLE rows ({columns})")
        for part in parts:
            connection.register("part", part)
            connection.execute("INSERT INTO rows SELECT * FROM part")
            connection.unregister("part")
        connection.execute(
            f"COPY (FROM rows ORDER BY {order}) TO {_quoted(beside)} (FORMAT parquet,"
            " COMPRESSION zstd)"
        )
    beside.replace(file)


def read_frames(fact: Table, files: Sequence[Path | str]) -> Iterator[pd.DataFrame]:
    """The rows of such files, some tens of thousands at a time."""
    names = ", ".join(f'"{column.name}"' for column in fact.columns)
    with duck() as connection:
        yield from frames_of(connection, f"SELECT {names} FROM {listed(files)}")  # noqa: S608


def frames_of(connection: Any, query: str) -> Iterator[pd.DataFrame]:
    connection.execute(query)
    while len(found := connection.fetch_df_chunk(_VECTORS)):
        yield found


def listed(files: Sequence[Path | str]) -> str:
    """What to read from."""
    return f"read_parquet([{', '.join(map(_quoted, files))}])"


def _quoted(file: Path | str) -> str:
    return "'" + str(file).replace("'", "''") + "'"


def _type(column: Any) -> str:
    return "BIGINT" if isinstance(column.type, BigInteger) else _TYPES[kind_of(column)]
