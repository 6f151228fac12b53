"""Engines on request, never at import."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, create_engine, event, make_url
from sqlalchemy import Engine as Engine  # for those above, who know no SQLAlchemy
from sqlalchemy.exc import ArgumentError

from data_access.errors import TamNhinError
from data_access.failures import READ_ONLY, told_plainly
from data_access.punctual import punctual
from data_access.turns import BUSY_SECONDS, begin_writing, take_turn
from data_access.turns import PATIENCE_SECONDS as PATIENCE_SECONDS

_POOL = {"pool_size": 8, "max_overflow": 24, "pool_timeout": 5}
# So that nobody waits for a server that is gone (libpq; milliseconds for tcp_user_timeout).
_LIVENESS = {
    "connect_timeout": 3,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
# What a statement is bound to decides how it is best run: a plan for any period and any agencies
# reads ten times as much. Compiling one takes longer than running it.
_PLANS = {"plan_cache_mode": "force_custom_plan", "jit": "off"}
# Figures touch few pages, and each thread of a server has a cache of its own.
_PRAGMAS = ("synchronous=NORMAL", "foreign_keys=ON", "cache_size=-4096", "temp_store=MEMORY")


def make_engine(
    url: str, *, answers_within: float | None = None, patience: float = PATIENCE_SECONDS
) -> Engine:
    """An engine for SQLite or PostgreSQL. A file database's folder is made when it is missing.
    PostgreSQL gives up a statement after `answers_within` seconds; who finds another writing gives
    up after `patience` seconds. Raises TamNhinError for any other address."""
    try:
        parsed = make_url(url)
        kind = parsed.get_backend_name()
    except ArgumentError as error:
        raise _no_address(url.partition(":")[0]) from error  # the rest may hold a password
    if kind == "sqlite":
        return _sqlite(parsed, patience, answers_within or BUSY_SECONDS)
    if kind != "postgresql":
        raise _no_address(parsed.render_as_string(hide_password=True))
    return _postgresql(parsed, patience, answers_within)


def _no_address(shown: str) -> TamNhinError:
    return TamNhinError(
        vi=f"TAMNHIN_DATABASE_URL '{shown}' không phải địa chỉ của SQLite hay PostgreSQL."
        " Ví dụ: sqlite:///var/tamnhin.db, postgresql://tamnhin@localhost/tamnhin",
        en=f"TAMNHIN_DATABASE_URL '{shown}' is no address of SQLite or PostgreSQL."
        " For example: sqlite:///var/tamnhin.db, postgresql://tamnhin@localhost/tamnhin",
    )


def _postgresql(url: URL, patience: float, answers_within: float | None) -> Engine:
    engine = create_engine(
        # The driver that we install, whichever the address names: plain `postgresql://` is another.
        url.set(drivername="postgresql+psycopg"),
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={name: each for name, each in _LIVENESS.items() if name not in url.query},
        execution_options={"patience": patience},
        **_POOL,
    )

    @event.listens_for(engine, "connect")
    def _limit(connection: Any, _record: Any) -> None:
        connection.execute(f"SET lock_timeout = {int(patience * 1000)}")
        connection.execute(f"SET statement_timeout = {int((answers_within or 0) * 1000)}")
        for setting, value in _PLANS.items():
            connection.execute(f"SET {setting} = {value}")
        connection.commit()

    if answers_within is not None:

        @event.listens_for(engine, "do_connect")
        def _connect(_dialect: Any, _record: Any, args: Any, options: Any) -> Any:
            return punctual(answers_within, *args, **options)

    return engine


def _sqlite(url: URL, patience: float, busy: float) -> Engine:
    in_memory = url.database in (None, "", ":memory:")
    if not in_memory and not str(url.database).startswith("file:"):
        _make_folder(Path(str(url.database)).parent, url)
    engine = create_engine(
        url,
        hide_parameters=True,  # what somebody has given appears in no log
        connect_args={"timeout": busy},
        execution_options={"patience": patience},
        **({} if in_memory else _POOL),
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        _keep_versions(connection)
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        # The driver must not open transactions by itself: `writing` and `reading` begin their own.
        connection.isolation_level = None

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if connection.get_execution_options().get("writes"):
            begin_writing(connection)
        else:
            connection.exec_driver_sql("BEGIN")

    return engine


def _keep_versions(connection: sqlite3.Connection) -> None:
    """WAL: readers keep their version while the one writer writes. Of a file that may not be
    written there is one version only."""
    try:
        connection.execute("PRAGMA journal_mode=WAL")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_READONLY:
            raise


def _make_folder(folder: Path, url: URL) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise READ_ONLY.about(url.render_as_string(), str(error)) from error


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One version of everything: a transaction that sees no later commit. Raises TamNhinError when
    the database cannot be reached or read."""
    options = {} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
    with (
        told_plainly(engine),
        engine.connect().execution_options(**options) as connection,
        connection.begin(),
    ):
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """The one writer: all or nothing. A second one says that it waits for the first, up to the
    engine's patience. Raises TamNhinError when the database cannot be reached or written."""
    with (
        told_plainly(engine),
        engine.connect().execution_options(writes=True) as connection,
        connection.begin(),
    ):
        if engine.dialect.name == "postgresql":
            take_turn(connection)
        yield connection
