"""The highest value read of a column that grows, and from where to read next time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from data_access.errors import TamNhinError
from ingest.sql.pulling import NUMBERS_BACK, TIMES_BACK

Mark = datetime | date | Decimal | str
Bound = datetime | date | int | float | str
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?Z?")


class Watermark:
    """`overlap` as in `Pulling`. A value later than now, of a clock gone wrong, does not count:
    everything that comes until then would be missed."""

    def __init__(
        self, column: str, overlap: timedelta | int | None, zone: ZoneInfo, now: datetime
    ) -> None:
        self.column, self._overlap = column, overlap
        self._zone, self._now = zone, now
        self.highest: Mark | None = None

    def see(self, values: Iterable[Any]) -> None:
        """Values as the driver gives them; NULL and NaN among them."""
        for value in {value for value in values if value is not None and value == value}:
            mark = min(self._read(value), self._latest(value))
            if self.highest is None or mark > self.highest:  # type: ignore[operator]
                self.highest = mark

    def go_on(self, kept: str) -> None:
        """From the mark that was kept: it never goes back."""
        kind, _, value = kept.partition(" ")
        day_or_time = date.fromisoformat if kind == "day" else datetime.fromisoformat
        readers = {"number": Decimal, "text": str}
        self.highest = readers.get(kind, day_or_time)(value)

    def since(self, kept: str) -> Bound:
        """From where to read, `overlap` before the mark that was kept."""
        kind, _, value = kept.partition(" ")
        if kind == "number":
            back = NUMBERS_BACK if self._overlap is None else self._overlap
            if isinstance(back, timedelta):
                raise self._wrong(value, "một số, nên overlap", "a number, so overlap")
            earlier_number = Decimal(value) - back
            whole = earlier_number == earlier_number.to_integral_value()
            return int(earlier_number) if whole else float(earlier_number)
        back = TIMES_BACK if self._overlap is None else self._overlap
        if not isinstance(back, timedelta):
            raise self._wrong(value, "thời gian, nên overlap", "a time, so overlap")
        if kind == "day":
            return (datetime.fromisoformat(value) - back).date()
        earlier = datetime.fromisoformat(value.removesuffix("Z")) - back
        if kind == "time":
            return earlier
        return earlier.isoformat(sep="T" if "T" in value else " ", timespec="seconds")

    def kept(self) -> str | None:
        """As text that `since` understands; None when nothing was seen."""
        mark = self.highest
        if mark is None:
            return None
        if isinstance(mark, Decimal):
            return f"number {mark}"
        if isinstance(mark, str):
            return f"text {mark}"
        return f"{'time' if isinstance(mark, datetime) else 'day'} {mark.isoformat()}"

    def _read(self, value: Any) -> Mark:
        if isinstance(value, datetime | date):
            return value
        if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
            return Decimal(str(value))
        if isinstance(value, str) and _ISO.fullmatch(value):
            return value
        raise self._wrong(value, "thời gian hoặc số; giá trị đọc được", "a time or a number; it")

    def _latest(self, like: Any) -> Mark:
        if isinstance(like, datetime) and like.tzinfo is not None:
            return self._now.replace(tzinfo=UTC)
        in_utc = isinstance(like, str) and like.endswith("Z")
        zone = UTC if in_utc else self._zone
        local = self._now.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)
        if isinstance(like, datetime):
            return local
        if isinstance(like, date):
            return local.date()
        if isinstance(like, str):
            return local.isoformat(sep="T" if "T" in like else " ", timespec="microseconds")
        return self._read(like)

    def _wrong(self, value: object, wanted: str, wanted_en: str) -> TamNhinError:
        return TamNhinError(
            vi=f"[source] watermark: cột '{self.column}' phải là {wanted} '{value}' không dùng"
            " được. Chọn cột thời gian hoặc số luôn tăng, hoặc đổi kiểu trong query.",
            en=f"[source] watermark: column '{self.column}' is {wanted_en} '{value}' does not do."
            " Choose a time or a number that only grows, or cast it in the query.",
        )
