"""Engines for other systems' databases: the usual driver of each, impatient and only to read."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event
from sqlalchemy.exc import NoSuchModuleError

from data_access.errors import TamNhinError
from ingest.sql.address import shown

DRIVERS = {
    "postgresql": "psycopg",
    "mysql": "pymysql",
    "mariadb": "pymysql",
    "mssql": "pymssql",
    "oracle": "oracledb",
    "sqlite": "pysqlite",
}
_EXTRAS = {"mysql": "mysql", "mariadb": "mysql", "mssql": "sqlserver", "oracle": "oracle"}
_CONNECT_SECONDS = 10
_LOCKED_SECONDS = 30
_KEPT_ALIVE = {"keepalives_idle": 15, "keepalives_interval": 5, "keepalives_count": 3}

# So that one reading sees one version of everything and can change nothing.
OPENING = {
    "postgresql": (
        "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY",
        "SET LOCAL statement_timeout = {milliseconds}",
    ),
    "mysql": ("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY",),
    "mariadb": ("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY",),
    "mssql": ("SET LOCK_TIMEOUT {milliseconds}",),  # it has no transactions that only read
    "oracle": ("SET TRANSACTION READ ONLY",),
    "sqlite": ("PRAGMA query_only = ON", "BEGIN"),
}


def reading_engine(url: URL, timeout: timedelta) -> Engine:
    """Raises TamNhinError for a kind of database that we do not read, naming the extra to install
    where only its driver is missing, and for a file that is not there."""
    kind = url.get_backend_name()
    if kind not in DRIVERS:
        known = ", ".join(f"{name}://" for name in DRIVERS)
        raise TamNhinError(
            vi=f"Chưa đọc được cơ sở dữ liệu loại '{kind}'. Đọc được: {known}.",
            en=f"Cannot read a database of kind '{kind}'. These can be read: {known}.",
        )
    if "+" not in url.drivername or kind == "postgresql":
        url = url.set(drivername=f"{kind}+{DRIVERS[kind]}")
    if kind == "sqlite":
        _check_file(url)
    try:
        engine = create_engine(url, poolclass=NullPool, connect_args=_arguments(url, timeout))
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        raise _no_driver(kind, str(error)) from error
    if kind == "oracle":
        _limit_calls(engine, timeout)
    return engine


def open_reading(connection: Connection, timeout: timedelta) -> None:
    milliseconds = int(timeout.total_seconds() * 1000)
    for statement in OPENING[connection.dialect.name]:
        connection.exec_driver_sql(statement.format(milliseconds=milliseconds))


def _arguments(url: URL, timeout: timedelta) -> dict[str, Any]:
    seconds = max(1, int(timeout.total_seconds()))
    given: dict[str, dict[str, Any]] = {
        "psycopg": {"connect_timeout": _CONNECT_SECONDS, **_KEPT_ALIVE},
        "pymysql": {"connect_timeout": _CONNECT_SECONDS, "read_timeout": seconds},
        "pymssql": {"login_timeout": _CONNECT_SECONDS, "timeout": seconds},
        "oracledb": {"tcp_connect_timeout": _CONNECT_SECONDS},
        "pysqlite": {"timeout": _LOCKED_SECONDS},
    }
    chosen = given.get(url.drivername.partition("+")[2], {})
    return {name: value for name, value in chosen.items() if name not in url.query}


def _limit_calls(engine: Engine, timeout: timedelta) -> None:
    @event.listens_for(engine, "connect")
    def _limit(connection: Any, _record: Any) -> None:
        connection.call_timeout = int(timeout.total_seconds() * 1000)


def _check_file(url: URL) -> None:
    """SQLite would make an empty database of a misspelt name."""
    name = str(url.database or "")
    if not name.startswith("file:") and not Path(name).is_file():
        raise TamNhinError(
            vi=f"Không có tệp cơ sở dữ liệu '{shown(url)}'. Kiểm tra đường dẫn.",
            en=f"There is no database file '{shown(url)}'. Check the path.",
        )


def _no_driver(kind: str, said: str) -> TamNhinError:
    extra = _EXTRAS.get(kind)
    remedy = f".venv/bin/pip install -e '.[{extra}]'" if extra else "pip install"
    return TamNhinError(
        vi=f"Thiếu trình điều khiển để đọc {kind} ({said}). Cài: {remedy}",
        en=f"The driver to read {kind} is missing ({said}). Install it: {remedy}",
    )
