"""Where the databases of a run are: files, or databases of a PostgreSQL of their own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection, text

from benchmarks.machine import MB
from data_access.engine import make_engine

GROWING = "growing"


class Store(Protocol):
    """Databases by name, all of one recipe: `prefix` tells them from those of others."""

    @property
    def kind(self) -> str: ...

    def url(self, name: str) -> str: ...

    def create(self, name: str) -> None: ...

    def copy(self, name: str, into: str) -> float:
        """While nobody is connected to it; gives the copy's size in MB, ready to be read."""

    def drop(self, name: str) -> None: ...

    def drop_all(self) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    folder: Path
    prefix: str
    kind: str = "sqlite"

    def url(self, name: str) -> str:
        return f"sqlite:///{self._file(name)}"

    def create(self, name: str) -> None:
        self.drop(name)

    def copy(self, name: str, into: str) -> float:
        with _plain(self.url(name)) as own:
            own.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        made = Path(shutil.copy(self._file(name), self._file(into)))
        with _plain(self.url(into)) as own:
            own.exec_driver_sql("ANALYZE")
        return round(made.stat().st_size / MB)

    def drop(self, name: str) -> None:
        for file in self.folder.glob(f"{self.prefix}{name}.db*"):
            file.unlink()

    def drop_all(self) -> None:
        self.drop("*")

    def _file(self, name: str) -> Path:
        return self.folder / f"{self.prefix}{name}.db"


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """`address`: of the server's own database, from which others are made."""

    address: str
    prefix: str
    kind: str = "postgresql"

    def url(self, name: str) -> str:
        return self.address.removesuffix("postgres") + self.prefix + name

    def create(self, name: str) -> None:
        self.drop(name)
        self._say(f"CREATE DATABASE {self.prefix}{name}")

    def copy(self, name: str, into: str) -> float:
        self.drop(into)
        self._say(f"CREATE DATABASE {self.prefix}{into} TEMPLATE {self.prefix}{name}")
        with _plain(self.url(into)) as own:
            own.execute(text("VACUUM ANALYZE"))  # as autovacuum would have done by then
            own.execute(text("CHECKPOINT"))
            return round(int(own.scalar(text(_SIZE)) or 0) / MB)

    def drop(self, name: str) -> None:
        self._say(f"DROP DATABASE IF EXISTS {self.prefix}{name} WITH (FORCE)")

    def drop_all(self) -> None:
        with _plain(self.address) as own:
            names = own.scalars(text("SELECT datname FROM pg_database")).all()
        for name in names:
            if name.startswith(self.prefix):
                self.drop(name.removeprefix(self.prefix))

    def _say(self, statement: str) -> None:
        with _plain(self.address) as own:
            own.execute(text(statement))


_SIZE = "SELECT pg_database_size(current_database())"


@contextmanager
def _plain(url: str) -> Iterator[Connection]:
    """A connection outside of any transaction, and none left behind."""
    engine = make_engine(url)
    options: dict[str, Any] = {"isolation_level": "AUTOCOMMIT"}
    with engine.connect().execution_options(**options) as connection:
        yield connection
    engine.dispose()
