"""Engines on request, never at import."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, event, make_url
from sqlalchemy import Engine as Engine  # for those above, who know no SQLAlchemy
from sqlalchemy.exc import ArgumentError, OperationalError

from data_access.errors import NotReady, TamNhinError


def make_engine(url: str) -> Engine:
    """An engine for SQLite or PostgreSQL. A file database's folder is made when it is missing.
    Raises TamNhinError for any other address."""
    try:
        parsed = make_url(url)
        kind = parsed.get_backend_name()
    except ArgumentError as error:
        raise _no_address(url.partition(":")[0]) from error  # the rest may hold a password
    if kind == "sqlite":
        return _sqlite(url, parsed.database)
    if kind != "postgresql":
        raise _no_address(parsed.render_as_string(hide_password=True))
    # The driver that we install, whichever the address names: plain `postgresql://` means another.
    return create_engine(parsed.set(drivername="postgresql+psycopg"), pool_pre_ping=True)


def _no_address(shown: str) -> TamNhinError:
    return TamNhinError(
        vi=f"TAMNHIN_DATABASE_URL '{shown}' không phải địa chỉ của SQLite hay PostgreSQL."
        " Ví dụ: sqlite:///var/tamnhin.db, postgresql://tamnhin@localhost/tamnhin",
        en=f"TAMNHIN_DATABASE_URL '{shown}' is no address of SQLite or PostgreSQL."
        " For example: sqlite:///var/tamnhin.db, postgresql://tamnhin@localhost/tamnhin",
    )


def _sqlite(url: str, database: str | None) -> Engine:
    if database and database != ":memory:":
        Path(database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": 30})

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        # WAL: readers keep their version while the one writer writes.
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "synchronous=NORMAL",
            "foreign_keys=ON",
            "cache_size=-65536",
            "temp_store=MEMORY",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()
        # The driver must not open transactions by itself: `writing` and `reading` begin their own.
        connection.isolation_level = None

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        mode = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if mode else "BEGIN")

    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One version of everything: a transaction that sees no later commit."""
    options = {} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
    with _connected(engine).execution_options(**options) as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """The one writer: all or nothing; a second one waits for the first."""
    with _connected(engine).execution_options(writes=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7460)")
        yield connection


def _connected(engine: Engine) -> Connection:
    """Raises NotReady, naming the database and what to look at, when it cannot be reached."""
    try:
        return engine.connect()
    except OperationalError as error:
        where = engine.url.render_as_string(hide_password=True)
        raise NotReady(
            vi=f"Không kết nối được cơ sở dữ liệu {where}: {error.orig}. Kiểm tra máy chủ và"
            " TAMNHIN_DATABASE_URL.",
            en=f"Cannot reach the database {where}: {error.orig}. Check the server and"
            " TAMNHIN_DATABASE_URL.",
        ) from error
