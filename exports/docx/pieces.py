"""Pieces of a report: numbered, charts and maps as pictures for print, their figures below."""

from __future__ import annotations

from io import BytesIO
from urllib.parse import urljoin

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from exports.briefing import Briefing, Drawn, Head, Piece, Section
from exports.docx.marks import link as linked
from exports.docx.styles import FIRST, SECOND, SMALL, TEXT_MM
from exports.docx.tables import write_table
from exports.picture import height_of, png, said_of
from exports.provenance import BETWEEN, link, parts, seen_on_screen, table_of

ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(number: int) -> str:
    said = ""
    for value, letters in ROMAN:
        count, number = divmod(number, value)
        said += letters * count
    return said


def write_section(document: Document, of: Briefing, section: Section, place: int) -> None:
    document.add_paragraph(f"{roman(place)}. {section.title.upper()}", style=FIRST)
    for i, piece in enumerate(section.pieces, 1):
        document.add_paragraph(f"{i}. {piece.title}", style=SECOND)
        _sub(document, piece.sub)
        if isinstance(piece, Drawn):
            _picture(document, piece, of.head)
        write_table(document, table_of(piece))
        _note(document, of, piece)


def _sub(document: Document, said: str) -> None:
    if said:
        paragraph = document.add_paragraph(style=SMALL)
        paragraph.add_run(said).italic = True
        paragraph.paragraph_format.keep_with_next = True


def _picture(document: Document, drawn: Drawn, head: Head) -> None:
    """At 300 dots an inch of its size on the page."""
    height = height_of(drawn, TEXT_MM)
    picture = png(drawn, head, width_mm=TEXT_MM, height_mm=height)
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(8)
    shape = paragraph.add_run().add_picture(BytesIO(picture), Mm(TEXT_MM))
    for side in "TBLR":
        shape._inline.set(f"dist{side}", "0")  # or LibreOffice sets it apart, and aside
    told = shape._inline.docPr
    told.set("descr", said_of(drawn))
    told.set("title", drawn.title)


def _note(document: Document, of: Briefing, piece: Piece) -> None:
    paragraph = document.add_paragraph(style=SMALL)
    paragraph.paragraph_format.space_before = Pt(4)
    paragraph.add_run(BETWEEN.join(parts(of, piece))).italic = True
    if target := urljoin(of.head.link, link(of, piece)):
        paragraph.add_run(BETWEEN)
        linked(paragraph, target, seen_on_screen(of.head.words))
