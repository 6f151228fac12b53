"""Who looks at conditions: one at a time, and since when without a gap."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, insert, or_, select, update

from data_access.alerts.condition import Evaluation
from data_access.alerts.watched import GAP
from data_access.clock import real_now
from data_access.engine import writing
from data_access.schema import alert_watch

LONGEST = timedelta(minutes=5)  # that one look may take: then it counts as dead


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A row of `alert_watch`, but for who is busy."""

    since: datetime
    evaluated_at: datetime
    evaluated_real: datetime
    every_seconds: int

    @classmethod
    def after(cls, last: Watched | None, look: Evaluation, every: timedelta) -> Watched:
        """A longer gap begins anew: nobody may say that all was watched meanwhile."""
        kept = last is not None and look.real - last.evaluated_real <= GAP * every
        return cls(
            since=last.since if last is not None and kept else look.at,
            evaluated_at=look.at,
            evaluated_real=look.real,
            every_seconds=round(every.total_seconds()),
        )


def last_watched(connection: Connection) -> Watched | None:
    row = connection.execute(select(alert_watch)).first()
    if row is None:
        return None
    return Watched(
        since=row.since,
        evaluated_at=row.evaluated_at,
        evaluated_real=row.evaluated_real,
        every_seconds=row.every_seconds,
    )


def note_watched(connection: Connection, watched: Watched) -> None:
    values = asdict(watched)
    if not connection.execute(update(alert_watch).values(values)).rowcount:
        connection.execute(insert(alert_watch).values(id=1, **values))


@contextmanager
def alone(engine: Engine) -> Iterator[bool]:
    """Whether we are the one who looks now. A lock in the database rather than of a connection:
    it holds while nothing is being written, on SQLite too, and passes when its holder dies."""
    until = real_now() + LONGEST
    mine = _taken(engine, until)
    try:
        yield mine
    finally:
        if mine:
            _let_go(engine, until)


def _taken(engine: Engine, until: datetime) -> bool:
    w = alert_watch.c
    with writing(engine) as connection:
        free = or_(w.busy_until.is_(None), w.busy_until < real_now())
        if connection.execute(update(alert_watch).where(free).values(busy_until=until)).rowcount:
            return True
        return connection.scalar(select(w.id)) is None  # the first look of all makes the row


def _let_go(engine: Engine, until: datetime) -> None:
    """Unless it took so long that another has it by now."""
    ours = update(alert_watch).where(alert_watch.c.busy_until == until)
    with writing(engine) as connection:
        connection.execute(ours.values(busy_until=None))
