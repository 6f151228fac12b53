"""What a list of rows lacks because it stands outside the database, and where that is."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from data_access.days import day_key, month_key
from data_access.schema import archives
from data_access.selection import Period
from data_access.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Archived:
    """Rows that came in the months from `first` to `last`, both included, as 202405; `moved` out of
    the database, so that they can be brought back. `places`: folders or databases. How many there
    are is not told: they are of the whole province, and who asks may see a part of it."""

    first: int
    last: int
    moved: bool
    places: tuple[str, ...]


def archived(snap: Snapshot, table: str, period: Period) -> Archived | None:
    """What may count in a period: it came before the period's end, and something became of it in
    the period or later. More than a figure counts, never less."""
    asked = ("archived", table, period)
    return snap.once(asked, lambda: _archived(snap, table, period))


def _archived(snap: Snapshot, table: str, period: Period) -> Archived | None:
    a = archives.c
    query = select(archives).where(
        a.table_name == table,
        a.month <= month_key(period.end),
        a.last_day >= day_key(period.start),
    )
    found = snap.connection.execute(query).all()
    if not found:
        return None
    return Archived(
        first=min(each.month for each in found),
        last=max(each.month for each in found),
        moved=any(each.how == "moved" for each in found),
        places=tuple(sorted({each.origin for each in found})),
    )
