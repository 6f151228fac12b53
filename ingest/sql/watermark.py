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
_ISO = re.compile(
    r"\d{4}-\d\d-\d\d(?:([ T])\d\d:\d\d(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d(?::?\d\d)?)?)?"
)


class Watermark:
    """`overlap` as in `Pulling`. A value later than now, of a clock gone wrong, does not count:
    everything that comes until then would be missed."""

    def __init__(
        self, column: str, overlap: timedelta | int | None, zone: ZoneInfo, now: datetime
    ) -> None:
        self.column, self._overlap = column, overlap
        self._zone, self._now = zone, now
        self._shapes: set[tuple[str, str]] = set()
        self.highest: Mark | None = None

    def see(self, values: Iterable[Any]) -> None:
        """Values as the driver gives them; NULL and NaN among them."""
        known = {value for value in values if value is not None and value == value}
        if not known:
            return
        self._check_texts(value for value in known if isinstance(value, str))
        mark = min(self._read(max(known)), self._latest(max(known)))
        if self.highest is None or mark > self.highest:  # type: ignore[operator]
            self.highest = mark

    def go_on(self, kept: str) -> None:
        """From the mark that was kept: it never goes back."""
        kind, _, value = kept.partition(" ")
        day_or_time = date.fromisoformat if kind == "day" else datetime.fromisoformat
        readers = {"number": Decimal, "text": str}
        self.highest = readers.get(kind, day_or_time)(value)
        if kind == "text":
            self._check_texts([value])

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
        earlier = datetime.fromisoformat(value) - back
        if kind == "time":
            return earlier
        separator, _ = _shape(value)
        return earlier.replace(tzinfo=None).isoformat(sep=separator or " ", timespec="seconds")

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
        if isinstance(value, str):
            return value
        raise self._wrong(value, "thời gian hoặc số; giá trị đọc được", "a time or a number; it")

    def _check_texts(self, texts: Iterable[str]) -> None:
        """Text is in the order of time only where all of it is written alike."""
        for text in texts:
            if not _ISO.fullmatch(text):
                raise self._wrong(
                    text, "thời gian hoặc số; giá trị đọc được", "a time; it is text and"
                )
            if _shape(text)[0]:
                self._shapes.add(_shape(text))
            if len(self._shapes) > 1:
                raise self._wrong(text, "thời gian viết cùng một kiểu;", "written in several ways;")

    def _latest(self, like: Any) -> Mark:
        if isinstance(like, datetime) and like.tzinfo is not None:
            return self._now.replace(tzinfo=UTC)
        separator, offset = _shape(like) if isinstance(like, str) else ("", "")
        zone = datetime.fromisoformat(like).tzinfo if offset else self._zone
        local = self._now.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)
        if isinstance(like, datetime):
            return local
        if isinstance(like, date):
            return local.date()
        if isinstance(like, str):
            return local.isoformat(sep=separator or " ", timespec="microseconds") + offset
        return self._read(like)

    def _wrong(self, value: object, wanted: str, wanted_en: str) -> TamNhinError:
        return TamNhinError(
            vi=f"[source] watermark: cột '{self.column}' phải là {wanted} '{value}' không dùng"
            " được. Chọn cột thời gian hoặc số luôn tăng, hoặc đổi kiểu trong query.",
            en=f"[source] watermark: column '{self.column}' is {wanted_en} '{value}' does not do."
            " Choose a time or a number that only grows, or cast it in the query.",
        )


def _shape(text: str) -> tuple[str, str]:
    """What parts day and time of an ISO text, and its offset; '' where there is none."""
    found = _ISO.fullmatch(text)
    return (found[1] or "", found[2] or "") if found else ("", "")
