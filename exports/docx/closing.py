"""How a report ends: who gets it and who signs, then what its figures mean and where they are
from, as an annex."""

from __future__ import annotations

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Length, Mm, Pt
from docx.table import _Cell

from exports.briefing import Briefing, Term
from exports.docx.marks import whole
from exports.docx.office import Office
from exports.docx.styles import BODY, INDENT, LISTED, NOTE, TABLE, TERM, TITLE
from wording.words import Words


def write_signature(document: Document, office: Office, words: Words) -> None:
    document.add_paragraph().paragraph_format.space_after = Pt(6)
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    whole(table.rows[0])
    for column, width in zip(table.columns, (84, 76), strict=True):
        column.width = Mm(width)
    left, right = table.rows[0].cells
    left.width, right.width = Mm(84), Mm(76)
    _recipients(left, office, words)
    _line(right, office.signer.upper(), BODY, bold=True, first=True)
    hint = words("(Chữ ký, dấu của cơ quan; họ và tên)")
    _line(right, hint, NOTE, italic=True)
    for _ in range(4):
        _line(right, "", BODY)


def _recipients(cell: _Cell, office: Office, words: Words) -> None:
    _line(cell, words("Nơi nhận:"), TABLE, bold=True, italic=True, first=True, centred=False)
    last = len(office.recipients) - 1
    for i, each in enumerate(office.recipients):
        _line(cell, f"- {each}{'.' if i == last else ';'}", NOTE, centred=False)


def _line(
    cell: _Cell,
    text: str,
    size: Length,
    *,
    bold: bool = False,
    italic: bool = False,
    first: bool = False,
    centred: bool = True,
) -> None:
    paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, size


def write_annex(document: Document, of: Briefing) -> None:
    if not of.sources and not of.terms:
        return
    words = of.head.words
    first = document.add_paragraph(words("Phụ lục"), style=TITLE)
    first.paragraph_format.page_break_before = True
    title = words("Nguồn số liệu và định nghĩa").upper()
    document.add_paragraph(title, style=TITLE).paragraph_format.space_after = Pt(10)
    for said in of.sources:
        paragraph = document.add_paragraph(f"- {said}", style=LISTED)
        paragraph.paragraph_format.first_line_indent = INDENT
    for i, term in enumerate(of.terms, 1):
        _term(document, term, i, words)


def _term(document: Document, term: Term, place: int, words: Words) -> None:
    document.add_paragraph(f"{place}. {term.name}", style=TERM)
    document.add_paragraph(term.meaning, style=LISTED).paragraph_format.space_after = Pt(2)
    lines = (
        (words("Cách tính"), term.formula),
        (words("Căn cứ"), term.basis),
        (words("Nguồn"), term.source),
    )
    for label, said in lines:
        if said:
            paragraph = document.add_paragraph(style=LISTED)
            paragraph.paragraph_format.space_after = Pt(2)
            paragraph.add_run(f"{label}: ").italic = True
            paragraph.add_run(said)
