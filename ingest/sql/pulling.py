"""What a mapping says about a database: the query, and how far back it is read each time."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from config.durations import parse_duration
from ingest.wording import bad

KEYS = ("query", "watermark", "overlap", "timeout")
TIMES_BACK = timedelta(hours=1)
NUMBERS_BACK = 1000
_TIMEOUT = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulling:
    """`watermark`: a column of the result that grows with every change of a row. Rows are read
    again from `overlap` before the highest one seen: a length of time, or a number where the
    watermark is one; None is an hour, or a thousand. `timeout`: of each statement and fetch."""

    query: str | None = None
    watermark: str | None = None
    overlap: timedelta | int | None = None
    timeout: timedelta = _TIMEOUT


def parse_pulling(source: Dict[str, Any], where: str) -> Pulling:
    where = f"{where} [source]"
    query, watermark = source.get("query"), source.get("watermark")
    for name, value in (("query", query), ("watermark", watermark)):
        if value is not None and (not isinstance(value, str) or not value.strip()):
            raise bad(name, value, "chuỗi", "text", where)
    if watermark is not None and query is None:
        raise bad("watermark", watermark, "kèm với query", "together with a query", where)
    timeout = source.get("timeout")
    return Pulling(
        query=query,
        watermark=watermark,
        overlap=_overlap(source.get("overlap"), where),
        timeout=_TIMEOUT if timeout is None else _length(timeout, "timeout", where),
    )


def _overlap(value: object, where: str) -> timedelta | int | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and value >= 0):
        return value
    return _length(value, "overlap", where)


def _length(value: object, name: str, where: str) -> timedelta:
    try:
        return parse_duration(value)
    except ValueError:
        raise bad(name, value, 'như "1h"', 'such as "1h"', where) from None
