"""Another system's database, read in one transaction that changes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from sqlalchemy import URL, Select
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from data_access.errors import TamNhinError
from ingest.chunks import CHUNK_ROWS
from ingest.sql.address import scrubbed
from ingest.sql.driver import open_reading, reading_engine


class SourceAway(TamNhinError):
    """It cannot be reached, went away in the middle, or does not understand the query."""


class Database:
    """`name`: as it is shown, without secrets."""

    def __init__(self, url: URL, name: str, timeout: timedelta) -> None:
        self._url, self.name, self._timeout = url, name, timeout
        self._engine = reading_engine(url, timeout)

    def __enter__(self) -> Database:
        with self._told():
            self._connection = self._engine.connect()
        try:
            with self._told():
                open_reading(self._connection, self._timeout)
        except SourceAway:
            self._connection.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()
        self._engine.dispose()

    def header(self, statement: Select[Any]) -> list[str]:
        with self._told():
            result = self._connection.execute(statement)
            names = list(result.keys())
            result.close()
        return names

    def rows(self, statement: Select[Any]) -> Iterator[tuple[list[str], Sequence[Any]]]:
        """Names of the columns and a bounded number of rows at a time, while the server still
        works on the others."""
        streamed = {"yield_per": CHUNK_ROWS}
        with self._told():
            result = self._connection.execute(statement, execution_options=streamed)
            names = list(result.keys())
            for part in result.partitions():
                yield names, part

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            cause = error.orig if isinstance(error, DBAPIError) else error
            said = scrubbed(str(cause), self._url)
            raise SourceAway(
                vi=f"Không đọc được nguồn {self.name}: {said}. Kiểm tra máy chủ, tài khoản và"
                " query trong tệp ánh xạ.",
                en=f"Cannot read the source {self.name}: {said}. Check the server, the account and"
                " the query of the mapping.",
            ) from None  # the chain would show parameters and the address as it was given
