"""Writers take turns: one that finds another at work says so, and waits."""

from __future__ import annotations

import logging
import sqlite3

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import OperationalError

log = logging.getLogger(__name__)

PATIENCE_SECONDS = 900.0  # longer than the first load of a few million rows
_AT_ONCE_SECONDS = 0.2
_LOCK = 7460
BUSY_SECONDS = 30  # for everything else that SQLite may have to wait for


def begin_writing(connection: Connection) -> None:
    """For SQLite, whose lock is the file's: BEGIN IMMEDIATE, now or when the other has done."""
    patience = _patience(connection)
    try:
        _begin(connection, min(_AT_ONCE_SECONDS, patience))
    except OperationalError as error:
        if getattr(error.orig, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        _say()
        _begin(connection, patience)


def _begin(connection: Connection, patience: float) -> None:
    """Only this statement is so patient."""
    connection.exec_driver_sql(f"PRAGMA busy_timeout = {int(patience * 1000)}")
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")


def take_turn(connection: Connection) -> None:
    """For PostgreSQL, once the transaction has begun."""
    if not connection.scalar(select(func.pg_try_advisory_xact_lock(_LOCK))):
        _say()
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))


def _patience(connection: Connection) -> float:
    patience: float = connection.get_execution_options()["patience"]
    return patience


def _say() -> None:
    log.warning(
        "Một lượt ghi khác đang chạy; đợi đến lượt. / Another writer is at work; waiting for it."
    )
