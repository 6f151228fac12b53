"""A briefing as a workbook: numbers that are numbers, dates that are dates, charts of cells."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from exports import provenance
from exports.briefing import Briefing
from exports.still_zip import still
from exports.xlsx.book import FONT, SIZE, Book
from exports.xlsx.names import sheet_names
from exports.xlsx.piece_sheets import piece_sheet
from exports.xlsx.summary_sheet import summary_sheet
from exports.xlsx.terms_sheet import terms_sheet


def xlsx_file(of: Briefing) -> bytes:
    words, packed = of.head.words, BytesIO()
    with Workbook(packed, _as_written()) as workbook:
        workbook.set_properties(_properties(of))
        book = Book(of=of, workbook=workbook)
        titles = [piece.title for piece in of.pieces]
        names = sheet_names(titles)
        terms = (words("Định nghĩa"), words("Định nghĩa các chỉ số"))
        told = [*zip(names, titles, strict=True), *([terms] if of.terms else [])]
        summary_sheet(book, words("Tóm tắt"), told)
        for piece, name in zip(of.pieces, names, strict=True):
            piece_sheet(book, piece, name)
        if of.terms:
            terms_sheet(book, *terms)
    return still(packed.getvalue())


def _properties(of: Briefing) -> dict[str, Any]:
    head = of.head
    said = (provenance.demonstration(head), provenance.version(head))
    return {
        "title": head.title,
        "subject": head.filters,
        "author": head.province,
        "comments": provenance.BETWEEN.join(part for part in said if part),
        "created": head.made_at,
    }


def _as_written() -> dict[str, Any]:
    """Nothing that is written becomes a formula, a link or a number by how it looks. Made anew for
    each: the library writes into it."""
    return {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": FONT, "font_size": SIZE},
    }
