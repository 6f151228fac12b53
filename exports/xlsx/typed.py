"""Cells as numbers, dates and words, each what it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from exports.briefing import Cell, Column, Kind, Table
from exports.number_codes import change_code, code_with_unit
from exports.xlsx.book import Book
from metrics.metric import Unit
from wording import format as fmt

# As `wording.format` writes moments, days and months; how Excel is to show them.
DATED = (
    ("%d/%m/%Y %H:%M", "dd/mm/yyyy hh:mm"),
    ("%d/%m/%Y", "dd/mm/yyyy"),
    ("T%m/%Y", '"T"m/yyyy'),
    ("%b %Y", "mmm yyyy"),
)
BUTTON = 4  # letters, of the filter's button beside a heading
Dates = tuple[str, str] | None


def dates_of(of: Table, at: int) -> Dates:
    """How a column's texts are read as dates; None where they are not all dates."""
    texts = [row[at].text for row in of.rows if row[at].text not in ("", fmt.NO_VALUE)]
    if not texts or of.columns[at].kind is not Kind.TEXT:
        return None
    return next((each for each in DATED if all(_date(text, each[0]) for text in texts)), None)


def _date(text: str, form: str) -> datetime | None:
    try:
        return datetime.strptime(text, form)
    except ValueError:
        return None


def write_cell(
    book: Book, sheet: Any, at: tuple[int, int], cell: Cell, column: Column, dates: Dates
) -> None:
    right = column.kind is Kind.FIGURE
    base = {"bottom": 1, "align": "right" if right else "left", "text_wrap": not right}
    if at[1]:
        base["indent"] = 1  # apart from the column before
    if cell.value is not None:
        number = typed(cell.value, cell.unit, cell.decimals)
        sheet.write_number(*at, number, book.look(**base, num_format=_code(book, cell)))
    elif dates and (day := _date(cell.text, dates[0])):
        sheet.write_datetime(*at, day, book.look(**base, num_format=dates[1]))
    elif cell.text:
        sheet.write_string(*at, cell.text, book.look(**base))
    else:
        sheet.write_blank(*at, None, book.look(**base))


def _code(book: Book, cell: Cell) -> str:
    signed = cell.text.startswith(("+", fmt.MINUS))
    if signed:
        return change_code(cell.unit, cell.decimals)
    return code_with_unit(cell.unit, cell.decimals, book.of.head.words)


def typed(value: float, unit: Unit | None, decimals: int) -> float | int:
    """Counts are whole."""
    whole = unit is not Unit.RATIO and not decimals and value == int(value)
    return int(value) if whole else value


def chars(of: Table) -> list[float]:
    """Widths of columns, in letters: as their texts need, wrapped where they are long."""
    columns = enumerate(of.columns)
    return [_chars([row[at].text for row in of.rows], column) for at, column in columns]


def _chars(texts: Sequence[str], column: Column) -> float:
    body = max((len(text) for text in texts), default=0)
    heading = max((len(word) for word in column.title.split()), default=0) + BUTTON
    return min(max(body + 3, heading, len(column.title) / 2 + BUTTON, 12), 52)
