"""How a source is read this time: all of it, or what has changed; and whether what does not come
is gone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from data_access.errors import TamNhinError
from ingest.chunks import RawChunk, Source
from ingest.notes import Notes

Turn = AbstractContextManager[Any]  # held while our database is written
AT_ONCE: Turn = nullcontext()


def _never() -> bool:
    return False


class Stopped(TamNhinError):
    """Nothing was done, because the program is to end."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What whoever starts a load asks for: everything read anew; deletions however many; or none
    (`compare` False) while somebody has to look at them. `stopped`: asked while a database is
    read, before anything is written."""

    full: bool = False
    accept_deletes: bool = False
    compare: bool = True
    stopped: Callable[[], bool] = _never


class Reading:
    """`name`: of the source, as reports and tables show it. `complete`: everything that the source
    holds comes. `compares`: what it does not hold any more is deleted here; `accepts`: however
    much that is."""

    def __init__(
        self, name: str, source: Source, *, compares: bool = False, accepts: bool = False
    ) -> None:
        self.name, self.source = name, source
        self.complete = True
        self.compares, self.accepts = compares, accepts

    @property
    def short_name(self) -> str:
        return Path(self.name).name

    def read(self, plan: dict[str, str], notes: Notes) -> None:
        """Reads beforehand what must not be waited for in the writer's turn. `plan`: canonical
        name → column of the source."""

    def key_chunks(self) -> Iterator[RawChunk]:
        """Where the reading is not complete: all rows, with the columns of the key alone."""
        return iter(())

    def rows_of(self, _wanted: list[tuple[Any, ...]]) -> Iterator[RawChunk]:
        """The rows of some of these keys, with all columns."""
        return iter(())

    def record(self, connection: Connection, now: datetime, *, compared: bool) -> None:
        """Remembers, in the loading transaction, how far it was read."""

    def close(self) -> None:
        """Gives back what was kept for the writer's turn."""
