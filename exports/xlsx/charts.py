"""Charts that draw the cells of their own sheet: whoever changes a cell changes the picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from exports.briefing import Chart, Form, Series
from exports.chart_lines import lines_of
from exports.number_codes import code_with_unit
from exports.xlsx.book import TOP, Book
from exports.xlsx.chart_look import bar_chart, line_chart
from exports.xlsx.typed import typed

NARROW = 3  # letters, of the empty column between table and chart
COVERED = 13  # columns that a chart lies over
PICTURE_ROWS = 24  # rows that it lies over at least


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A drawn series and the column that its values stand in."""

    series: Series
    column: int


def chart_beside(book: Book, sheet: Any, of: Chart) -> None:
    """Right of the table; what only the picture needs stands right of it, and is not printed."""
    lines = lines_of(of, book.of.head.words) if of.form is Form.LINE else list(of.series)
    at = len(of.table.columns)
    sheet.set_column(at, at, NARROW)
    free = at + 1 + COVERED
    rows = max(len(of.table.rows), PICTURE_ROWS)
    sheet.print_area(0, 0, TOP + rows, free - 2)
    names, free = _names(book, sheet, of, free)
    places = []
    for line in lines:
        column = column_of(of, line)
        if column is None:
            column, free = free, free + 1
            _written(book, sheet, of, line, column)
        places.append(Place(series=line, column=column))
    _drawn(book, sheet, of, names, places, at + 1)


def column_of(of: Chart, line: Series) -> int | None:
    """Of the table, in whose first rows these very values stand."""
    count = len(line.values)
    for at in range(len(of.table.columns)):
        values = tuple(row[at].value for row in of.table.rows[:count])
        if values == line.values and any(value is not None for value in values):
            return at
    return None


def _names(book: Book, sheet: Any, of: Chart, free: int) -> tuple[int, int]:
    """The column of the categories, and the first free one: the table's own first, where its rows
    are those that are drawn."""
    if any(column_of(of, series) is not None for series in of.series):
        return 0, free
    look = book.look(colour="ink-3")
    for line, name in enumerate(of.categories, start=TOP + 1):
        sheet.write_string(line, free, name, look)
    sheet.set_column(free, free, 16)
    return free, free + 1


def _written(book: Book, sheet: Any, of: Chart, line: Series, column: int) -> None:
    """Values that only the picture needs: a target across, the halves of a line."""
    sheet.write_string(TOP, column, line.name, book.headed(column, True))
    code = code_with_unit(of.unit, of.decimals, book.of.head.words)
    look = book.look(colour="ink-3", align="right", num_format=code, bottom=1)
    for row, value in enumerate(line.values, start=TOP + 1):
        if value is None:
            sheet.write_blank(row, column, None, look)
        else:
            sheet.write_number(row, column, typed(value, of.unit, of.decimals), look)
    sheet.set_column(column, column, 14)


def _drawn(book: Book, sheet: Any, of: Chart, names: int, places: list[Place], column: int) -> None:
    make = line_chart if of.form is Form.LINE else bar_chart
    chart = make(book, of, [place.series for place in places])
    last = TOP + len(of.categories)
    for place, look in zip(places, chart.looks, strict=True):
        chart.made.add_series(
            {
                "name": [sheet.name, TOP, place.column],
                "categories": [sheet.name, TOP + 1, names, last, names],
                "values": [sheet.name, TOP + 1, place.column, last, place.column],
                **look,
            }
        )
    chart.made.set_title({"name": [sheet.name, 0, 0], "name_font": {"size": 11, "bold": True}})
    options = {"description": of.said or of.title, "object_position": 3, "y_offset": 2}
    sheet.insert_chart(TOP + 1, column, chart.made, options)
