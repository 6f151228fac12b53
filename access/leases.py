"""Leases: of all processes on all machines one does what one alone is to do, and another goes on
when that one dies.

A row of the database that its holder renews, and that ends by itself, by the database's clock: no
machine's own clock decides, and the same holds on SQLite and PostgreSQL. A holder that could not
renew in time stops by itself, by a clock that nobody sets, before anybody else may begin.
"""

from __future__ import annotations

import logging
import os
import secrets
import socket
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from threading import Event, RLock, Thread
from time import monotonic
from typing import Any

from sqlalchemy import ColumnElement, Connection, Double, cast, func, literal, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from access.schema import leases
from access.store import Store
from data_access.breaker import Breaker
from data_access.errors import DatabaseTrouble

log = logging.getLogger(__name__)

LEASE_SECONDS = 10.0
RENEWED_EVERY_SECONDS = 2.5  # a dead holder's work goes on within the sum of both
_EPOCH, _DAY = 2440587.5, 86400.0  # of Julian days, in which SQLite counts


class Leases:
    """Those of one process."""

    def __init__(self, store: Store) -> None:
        self.holder = f"{socket.gethostname()}/{os.getpid()}/{secrets.token_hex(4)}"
        self._store = store
        self._gained: dict[str, Callable[[], object]] = {}
        self._until: dict[str, float] = {}
        self._guard = RLock()  # a signal may let go while its thread looks
        self._breaker = Breaker(
            log,
            went="Leases cannot be renewed: %s. What one process alone may do waits.",
            back="Leases can be renewed again.",
        )

    def share(self, name: str, gained: Callable[[], object]) -> Callable[[], bool]:
        """Asks for one from now on; what says whether it is ours at that moment. `gained` is called
        each time that it becomes ours, and must not take long."""
        self._gained[name] = gained
        return lambda: self._held(name)

    def _held(self, name: str) -> bool:
        with self._guard:
            return monotonic() < self._until.get(name, 0.0)

    def renew(self) -> None:
        """Once: keeps what is ours, takes what is free."""
        asked = monotonic()
        try:
            ours = taken(self._store, self.holder, self._gained, LEASE_SECONDS)
        except DatabaseTrouble as trouble:
            self._breaker.failed(trouble, 0.0)
            return
        self._breaker.worked()
        with self._guard:
            before = {name for name, until in self._until.items() if asked < until}
            self._until = dict.fromkeys(ours, asked + LEASE_SECONDS)
        for name in sorted(ours - before):
            log.info("%s: từ nay do tiến trình này / done by this process from now on", name)
            self._gained[name]()

    def let_go(self) -> None:
        """At an end that was wished for nobody need wait."""
        with self._guard:
            self._until.clear()
        with suppress(DatabaseTrouble), self._store.changing() as connection:
            ours = update(leases).where(leases.c.holder == self.holder)
            connection.execute(ours.values(until=0.0))


@contextmanager
def keeping(kept: Leases) -> Iterator[None]:
    """Renewed in a thread beside the block, and let go of after it."""
    stop = Event()

    def run() -> None:
        while not stop.wait(RENEWED_EVERY_SECONDS):
            kept.renew()

    kept.renew()
    thread = Thread(target=run, name="leases", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
        kept.let_go()


def taken(store: Store, holder: str, names: Collection[str], seconds: float) -> set[str]:
    """Those of `names` that are this holder's from now on, for so many seconds. All processes ask
    in the same order, so that none waits for another that waits for it."""
    with store.changing() as connection:
        return {name for name in sorted(names) if _take(connection, name, holder, seconds)}


def _take(connection: Connection, name: str, holder: str, seconds: float) -> bool:
    now = _now(connection)
    until = cast(now + literal(seconds), Double)
    free = or_(leases.c.holder == holder, leases.c.until < now)
    mine = update(leases).where(leases.c.name == name, free)
    if connection.execute(mine.values(holder=holder, until=until)).rowcount:
        return True
    dialect: Any = postgresql if connection.dialect.name == "postgresql" else sqlite
    row = dialect.insert(leases).values(name=name, holder=holder, until=until)
    new = row.on_conflict_do_nothing().returning(leases.c.name)
    return connection.execute(new).first() is not None


def holders(store: Store) -> dict[str, str]:
    """Who does what now, by its name."""
    with store.reading() as connection:
        living = select(leases).where(leases.c.until >= _now(connection)).order_by(leases.c.name)
        return {row.name: row.holder for row in connection.execute(living)}


def _now(connection: Connection) -> ColumnElement[float]:
    """Seconds since 1970, of this very moment, not of the transaction's beginning."""
    if connection.dialect.name == "postgresql":
        return cast(func.extract("epoch", func.clock_timestamp()), Double)
    return (func.julianday("now") - _EPOCH) * _DAY
