"""What time it is: the real clock, or the demonstration's own.

The demonstration shows 27/12/2024, and its ages must be true against that. Its clock is two
numbers in table `dataset`: what it showed when it was set, and the real time of that moment.
"""

from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, Row, func, select, update

from data_access.engine import writing
from data_access.schema import dataset, sources


def real_now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def shown(row: Row[tuple[object, ...]] | None) -> datetime:
    """The time that a `dataset` row's clock shows now; UTC without a zone."""
    if row is None or row.clock_shows is None:
        return real_now()
    shows: datetime = row.clock_shows
    return shows + (real_now() - row.clock_started_at) if row.clock_runs else shows


def now(connection: Connection) -> datetime:
    return shown(connection.execute(select(dataset)).first())


def set_clock(connection: Connection, shows: datetime, *, runs: bool = True) -> None:
    """From now on the dataset's clock shows `shows` (UTC) and runs at real speed, or stands."""
    connection.execute(
        update(dataset).values(clock_shows=shows, clock_started_at=real_now(), clock_runs=runs)
    )


def resume(engine: Engine, served: Callable[[], bool]) -> bool:
    """Sets a demonstration's clock going from its newest row and says whether it runs; False for
    real data. It stands while nobody serves it: a province left for a month has not grown old.
    Where it is `served` already it goes on as it does."""
    with writing(engine) as connection:
        row = connection.execute(select(dataset)).first()
        if row is None or not row.synthetic or row.clock_shows is None:
            return False
        if row.clock_runs and served():
            return True
        newest = connection.scalar(select(func.max(sources.c.arrived_at)))
        set_clock(connection, max(newest or row.clock_shows, row.clock_shows), runs=row.clock_runs)
        return bool(row.clock_runs)
