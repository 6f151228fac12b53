"""The head of an administrative report after Nghị định 30/2020/NĐ-CP: the national heading, who
issues it, its number, place and day, and what it is about."""

from __future__ import annotations

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Length, Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from exports.briefing import Head
from exports.docx.marks import padded, rule_below
from exports.docx.office import Office, dated
from exports.docx.styles import BODY, TEXT_MM, TITLE

OFFICE_MM, NATION_MM = 66.0, 94.0
DOTS = "…………"


def write_heading(document: Document, head: Head, office: Office) -> None:
    words = head.words
    table = document.add_table(rows=2, cols=2)
    table.autofit = False
    padded(table, Length(0), Length(0))
    for column, width in zip(table.columns, (OFFICE_MM, NATION_MM), strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, (OFFICE_MM, NATION_MM), strict=True):
            cell.width = Mm(width)
    _office(table.cell(0, 0), office)
    _nation(table.cell(0, 1), head)
    number = words("Số: {dots}/BC-TTĐH", dots=DOTS)
    _line(table.cell(1, 0), number, Pt(13), first=True).paragraph_format.space_before = Pt(4)
    day = _line(table.cell(1, 1), dated(head, words, office.place), BODY, first=True)
    day.paragraph_format.space_before = Pt(4)
    day.runs[0].italic = True
    _about(document, head)


def _office(cell: _Cell, office: Office) -> None:
    _line(cell, office.superior.upper(), Pt(12), first=True)
    _line(cell, office.issuer.upper(), Pt(12), bold=True)
    rule_below(cell.add_paragraph(), Mm(22), Mm(OFFICE_MM))


def _nation(cell: _Cell, head: Head) -> None:
    words = head.words
    _line(cell, words("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), Pt(12), bold=True, first=True)
    _line(cell, words("Độc lập - Tự do - Hạnh phúc"), Pt(13), bold=True)
    rule_below(cell.add_paragraph(), Mm(58), Mm(NATION_MM))


def _about(document: Document, head: Head) -> None:
    kind = document.add_paragraph(head.words("BÁO CÁO"), style=TITLE)
    kind.paragraph_format.space_before = Pt(18)
    subject = document.add_paragraph(head.title, style=TITLE)
    subject.paragraph_format.space_before = Pt(2)
    filters = document.add_paragraph(style=TITLE)
    filters.add_run(head.filters).bold = True
    rule_below(document.add_paragraph(), Mm(50), Mm(TEXT_MM))


def _line(
    cell: _Cell, text: str, size: Length, *, bold: bool = False, first: bool = False
) -> Paragraph:
    paragraph: Paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, size
    return paragraph
