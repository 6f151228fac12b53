"""Days and months as integers: 20241227 and 202412.

Rollups are keyed by them because they sort as time does, fold from day to month by an integer
division that SQLite and PostgreSQL both know, and are local days: a dossier received at 23:30 in
Quảng Bình belongs to that evening, whatever UTC says.
"""

from calendar import monthrange
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
EVER = 19000101  # earlier than any day that is asked about
NEVER = 99991231  # later than any day: not finished, not superseded, still on air
# A deadline that cannot pass while the clock stands still (supplements are awaited). It is a
# deadline, so below NEVER; no real day comes near it, and its month is not NEVER's.
WAITING = 99981231


def day_key(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day


def month_key(day: date) -> int:
    return day.year * 100 + day.month


def from_day_key(key: int) -> date:
    return date(key // 10_000, key // 100 % 100, key % 100)


def first_of(month: int) -> date:
    return date(month // 100, month % 100, 1)


def last_of(month: int) -> date:
    return date(month // 100, month % 100, monthrange(month // 100, month % 100)[1])


def shift_month(month: int, by: int) -> int:
    """`shift_month(202401, -1) == 202312`."""
    ordinal = month // 100 * 12 + month % 100 - 1 + by
    return ordinal // 12 * 100 + ordinal % 12 + 1


def months_between(first: int, last: int) -> list[int]:
    """All months from `first` to `last`, both included; empty when they are the wrong way round."""
    count = (last // 100 - first // 100) * 12 + last % 100 - first % 100 + 1
    return [shift_month(first, step) for step in range(count)]


def to_local(moment: datetime) -> datetime:
    """A stored time (naive, UTC) as the province's clocks show it."""
    return moment.replace(tzinfo=UTC).astimezone(LOCAL)


def to_utc(local: datetime) -> datetime:
    """A time on the province's clocks (naive or aware) as it is stored: naive, UTC."""
    aware = local if local.tzinfo else local.replace(tzinfo=LOCAL)
    return aware.astimezone(UTC).replace(tzinfo=None)


def local_day(moment: datetime) -> int:
    return day_key(to_local(moment).date())
