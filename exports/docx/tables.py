"""Native tables: their heads are repeated on every page, figures stand to the right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docx.document import Document
from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Length, Mm, Pt
from docx.table import _Cell

from exports.briefing import Cell, Column, Kind, Table
from exports.docx.marks import bordered, low, padded, paint, repeated, whole
from exports.docx.styles import TABLE, TEXT_MM
from exports.lettering import widest
from exports.palette import STATUS_SIGNS, STATUS_TOKENS
from exports.prose import unbroken

FEW = 5  # columns; where there are more, cells have less air
SIZES = (TABLE, Pt(11), Pt(10), Pt(9))
TIMES = 0.9  # how wide Times is, against the typeface that is measured
ALIGNED = {
    Kind.TEXT: WD_ALIGN_PARAGRAPH.LEFT,
    Kind.STATUS: WD_ALIGN_PARAGRAPH.LEFT,
    Kind.FIGURE: WD_ALIGN_PARAGRAPH.RIGHT,
}


def write_table(document: Document, of: Table) -> None:
    table = document.add_table(rows=1 + len(of.rows), cols=len(of.columns))
    table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.CENTER
    bordered(table)
    unit = TEXT_MM / sum(column.width for column in of.columns)
    air = Mm(1.8) if len(of.columns) <= FEW else Mm(0.9)
    size = _size(of, unit, air)
    padded(table, air, Mm(0.6))
    for made, column in zip(table.columns, of.columns, strict=True):
        made.width = Mm(column.width * unit)
    rows = list(table.rows)
    repeated(rows[0])
    for cell, column in zip(rows[0].cells, of.columns, strict=True):
        _head(cell, column, unit, size)
    for row, cells in zip(rows[1:], of.rows, strict=True):
        whole(row)
        for cell, said, column in zip(row.cells, cells, of.columns, strict=True):
            _body(cell, said, column, unit, size)


def _size(of: Table, unit: float, air: Length) -> Length:
    """The largest at which no word is broken within, the smallest where there is none."""

    def fits(place: int, size: Length) -> bool:
        room = of.columns[place].width * unit / 25.4 - 2 * air.inches
        texts = (of.columns[place].title, *(row[place].text for row in of.rows))
        return bool(widest(_words(texts), size.pt, bold=True) * TIMES <= room)

    every = range(len(of.columns))
    return next((size for size in SIZES if all(fits(i, size) for i in every)), SIZES[-1])


def _words(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from unbroken(text).split(" ")


def _head(cell: _Cell, column: Column, unit: float, size: Length) -> None:
    cell.width, cell.vertical_alignment = Mm(column.width * unit), WD_ALIGN_VERTICAL.CENTER
    paragraph = cell.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(column.title)
    run.bold, run.font.size = True, size


def _body(cell: _Cell, said: Cell, column: Column, unit: float, size: Length) -> None:
    cell.width, cell.vertical_alignment = Mm(column.width * unit), WD_ALIGN_VERTICAL.CENTER
    paragraph = cell.paragraphs[0]
    paragraph.alignment = ALIGNED[column.kind]
    low(paragraph, size)
    if column.kind is Kind.STATUS and said.status is not None:
        sign = paragraph.add_run(f"{STATUS_SIGNS[said.status]} ")
        sign.font.size = Pt(10)
        paint(sign, STATUS_TOKENS[said.status])
    paragraph.add_run(unbroken(said.text)).font.size = size
