"""Cells of lists of rows: stored values as they are read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Protocol

from components.row_columns import RowColumn
from data_access.days import NEVER, WAITING, from_day_key
from wording import format as fmt
from wording.words import Words, mark

NOT_TOLD = mark("Không ghi")
STANDING = mark("Đang dừng")


class Naming(Protocol):
    """Names for codes: of an agency, of a commune as it was on a day."""

    def agency(self, code: str) -> str: ...

    def commune(self, code: str, day: date) -> str: ...


def cell(column: RowColumn, row: Mapping[str, Any], words: Words, naming: Naming) -> str:
    """What is not there is '—'; what the source does not say is said to be so."""
    value = row[column.name]
    if column.kind == "yes":
        return words(NOT_TOLD if value is None else mark("Có") if value else mark("Không"))
    if value is None:
        return fmt.NO_VALUE
    if column.of is not None:
        return words(column.of.get(value, str(value)))
    if column.kind == "agency":
        return naming.agency(value)
    if column.kind == "commune":
        return naming.commune(value, commune_day(row))
    return _plain(column, value, words)


def _plain(column: RowColumn, value: Any, words: Words) -> str:
    if column.kind == "day":
        return day(value, words)
    if column.kind == "number":
        return fmt.number(value, 0, words.lang)
    if column.kind == "share":
        return fmt.percent(value, 0, words.lang)
    if isinstance(value, datetime):
        return fmt.moment(fmt.epoch_ms(value))
    return fmt.day(value) if isinstance(value, date) else str(value)


def day(key: int, words: Words) -> str:
    """`05/03/2024`; a deadline may be unknown, or stand still while supplements are awaited."""
    if key == WAITING:
        return words(STANDING)
    return fmt.NO_VALUE if key == NEVER else fmt.day(from_day_key(key))


def commune_day(row: Mapping[str, Any]) -> date:
    """The day as of which a row's code of a commune is to be understood."""
    names = ("surveyed_day", "on_air_day")
    return from_day_key(next(row[name] for name in names if name in row))


def bare(column: RowColumn, row: Mapping[str, Any]) -> Any:
    """For programs: ISO 8601 dates, codes as they are stored, nothing where there is nothing."""
    value = row[column.name]
    if column.kind == "day":
        return None if value in (NEVER, WAITING) else from_day_key(value).isoformat()
    if isinstance(value, datetime):
        return f"{value.isoformat()}Z"
    return value.isoformat() if isinstance(value, date) else value
