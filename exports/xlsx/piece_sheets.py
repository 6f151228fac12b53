"""A sheet of a piece: its table, which can be sorted, and beside it its chart."""

from __future__ import annotations

from typing import Any

from exports import provenance
from exports.briefing import Chart, Form, Kind, Piece, Table
from exports.chart_lines import goal_said, sub_of
from exports.xlsx.book import TOP, Book, tall
from exports.xlsx.charts import chart_beside
from exports.xlsx.typed import BUTTON, chars, dates_of, write_cell


def piece_sheet(book: Book, piece: Piece, name: str) -> None:
    table = provenance.table_of(piece)
    sheet = book.sheet(name, piece.title, piece, sub_said(book, piece))
    write_table(book, sheet, table)
    if isinstance(piece, Chart):
        chart_beside(book, sheet, piece)


def sub_said(book: Book, piece: Piece) -> str:
    """With a chart's target, where it is not drawn."""
    if not isinstance(piece, Chart):
        return piece.sub
    words = book.of.head.words
    goal = goal_said(piece, words) if piece.form is Form.BAR else ""
    return ". ".join(part for part in (sub_of(piece, words), goal) if part)


def write_table(book: Book, sheet: Any, of: Table) -> None:
    titles = [column.title for column in of.columns]
    book.heading(sheet, titles, [column.kind is Kind.FIGURE for column in of.columns])
    widths = chars(of)
    sheet.set_row(TOP, tall(titles, [wide - BUTTON for wide in widths]))
    dates = [dates_of(of, at) for at in range(len(of.columns))]
    for line, row in enumerate(of.rows, start=TOP + 1):
        for at, (cell, column) in enumerate(zip(row, of.columns, strict=True)):
            write_cell(book, sheet, (line, at), cell, column, dates[at])
    for at, wide in enumerate(widths):
        sheet.set_column(at, at, wide)
    sheet.freeze_panes(TOP + 1, 0)
    sheet.repeat_rows(TOP)
    if of.rows:
        sheet.autofilter(TOP, 0, TOP + len(of.rows), len(of.columns) - 1)
