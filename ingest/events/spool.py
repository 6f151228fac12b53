"""Events on disk until all are known: they come back case by case, each in the order of time.

Memory is bounded whatever the source's size: SQLite keeps a fixed cache of a nameless temporary
database (in TMPDIR) and sorts in runs on disk. What is held at once is one batch, or the events of
the largest case where that is more.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

import pandas as pd
from pandas.api.types import infer_dtype

from data_access.errors import TamNhinError

_CACHE_KIB = 32_768
_TIME_MARK = "\0"  # no text of a source has it
_PLAIN = (str, int, float, bytes, type(None))

Record = tuple[Any, ...]  # key, microseconds, line, name, reason, detail, raw, kept columns


class Spool:
    def __init__(self, kept: int) -> None:
        self._kept = kept
        with _room():
            self._db = sqlite3.connect("", isolation_level=None)
            self._db.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            self._db.execute("PRAGMA journal_mode = OFF")
            columns = ("key", "time", "line", "name", "reason", "detail", "raw", *self._columns)
            self._db.execute(f"CREATE TABLE event ({', '.join(columns)})")
            self._insert = f"INSERT INTO event VALUES ({', '.join('?' * len(columns))})"  # noqa: S608

    @property
    def _columns(self) -> list[str]:
        return [f"c{number}" for number in range(self._kept)]

    def add(self, records: Iterable[Record]) -> None:
        with _room():
            self._db.execute("BEGIN")
            self._db.executemany(self._insert, records)
            self._db.execute("COMMIT")

    def batches(self, rows: int) -> Iterator[list[Record]]:
        """About so many events each; a case is never split."""
        with _room():
            found = self._db.execute("SELECT * FROM event ORDER BY key, time, line")
            held: list[Record] = []
            while part := found.fetchmany(rows):
                held += part
                begins = _begin_of_last(held)
                if begins:
                    yield held[:begins]
                    held = held[begins:]
            if held:
                yield held

    def close(self) -> None:
        self._db.close()


def _begin_of_last(held: list[Record]) -> int:
    """Where the last case begins, which may not be complete yet."""
    at = len(held) - 1
    while at and held[at - 1][0] == held[-1][0]:
        at -= 1
    return at


def storables(column: pd.Series) -> list[Any]:
    """Text and numbers as they came; a time is told apart from text."""
    values = column.to_numpy(dtype=object)
    if infer_dtype(values, skipna=False) == "string":
        found: list[Any] = values.tolist()
        return found
    return [_storable(value) for value in values]


def _storable(value: Any) -> Any:
    if isinstance(value, datetime):
        return None if pd.isna(value) else _TIME_MARK + value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if value is None or value is pd.NA or value != value:
        return None
    plain = value.item() if hasattr(value, "item") else value
    return plain if isinstance(plain, _PLAIN) else str(plain)


def restored(value: Any) -> Any:
    marked = isinstance(value, str) and value.startswith(_TIME_MARK)
    return pd.Timestamp(value[1:]) if marked else value


@contextmanager
def _room() -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        raise TamNhinError(
            vi=f"Không đủ chỗ cho tệp tạm khi gom sự kiện: {error}. Giải phóng đĩa hoặc đặt TMPDIR"
            " sang ổ còn chỗ.",
            en=f"No room for temporary files while gathering events: {error}. Free disk space, or"
            " point TMPDIR at a disk that has some.",
        ) from error
