"""Since when conditions are looked at without a gap."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, insert, select, update

from data_access.alerts.condition import Evaluation
from data_access.alerts.watched import GAP
from data_access.schema import alert_watch


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A row of `alert_watch`."""

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
