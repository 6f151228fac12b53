"""Whether anybody looks at conditions: an alert list that is not watched lies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from data_access.clock import real_now
from data_access.schema import alert_watch
from data_access.snapshot import Snapshot

GAP = 2  # times the rhythm


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """`since` and `evaluated_at` by the dataset's clock, `evaluated_real` the same moment by the
    real one, for the other may stand; None where nobody has ever looked."""

    since: datetime | None = None
    evaluated_at: datetime | None = None
    evaluated_real: datetime | None = None
    every: timedelta = timedelta(minutes=1)

    @property
    def broken(self) -> bool:
        """Whether the last look is longer ago, at this moment, than it should be."""
        last = self.evaluated_real
        return last is None or real_now() - last > GAP * self.every


def read_watch(snap: Snapshot) -> Watch:
    row = snap.connection.execute(select(alert_watch)).first()
    if row is None:
        return Watch()
    return Watch(
        since=row.since,
        evaluated_at=row.evaluated_at,
        evaluated_real=row.evaluated_real,
        every=timedelta(seconds=row.every_seconds),
    )
