"""Values as drivers give them, as values that conversion understands like those of a file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

_PLAIN = (str, int, float, bool, date, datetime, type(None))


def frame_of(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> pd.DataFrame:
    columns = zip(*rows, strict=True) if rows else ([] for _ in names)
    found = {name: _column(list(each)) for name, each in zip(names, columns, strict=True)}
    return pd.DataFrame(found, columns=list(names))


def _column(values: list[Any]) -> pd.Series:
    """Times as times, where all are of one sort; everything else as objects: an integer beside a
    NULL must not become a fraction."""
    present = [value for value in values if value is not None]
    if present and all(isinstance(value, datetime) for value in present):
        aware = {value.tzinfo is not None for value in present}
        if len(aware) == 1:
            return _times(values, aware=aware.pop())
    plain = [value if type(value) in _PLAIN else _plain(value) for value in values]
    return pd.Series(np.array([*plain, None], dtype=object)[:-1], dtype=object)


def _times(values: list[Any], *, aware: bool) -> pd.Series:
    if not aware:
        return pd.Series(np.array(values, dtype="datetime64[us]"))
    utc = [None if v is None else v.astimezone(UTC).replace(tzinfo=None) for v in values]
    return pd.Series(np.array(utc, dtype="datetime64[us]")).dt.tz_localize("UTC")


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, bytes | bytearray | memoryview):
        return _of_bytes(bytes(value))
    if isinstance(value, dict | list | tuple):
        return json.dumps(value, ensure_ascii=False, default=str)
    if isinstance(value, timedelta):
        return value.total_seconds()
    return str(value)  # times of day, UUIDs, enumerations, objects of spatial databases


def _number(value: Decimal) -> int | str | None:
    """Exact: a code of 18 digits is no fraction."""
    if not value.is_finite():
        return None
    return int(value) if value == value.to_integral_value() else format(value, "f")


def _of_bytes(value: bytes) -> int | str:
    """A BIT(1) of MySQL is 0 or 1; other bytes are text where they can be, else hexadecimal."""
    if value in (b"\x00", b"\x01"):
        return value[0]
    try:
        text = value.decode("utf-8")
    except UnicodeDecodeError:
        return value.hex()
    return text if text.isprintable() else value.hex()
