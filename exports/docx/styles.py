"""The page and the letters that Nghị định 30/2020/NĐ-CP asks of an administrative document."""

from __future__ import annotations

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from wording.words import Lang

FONT = "Times New Roman"
BODY, TABLE, NOTE = Pt(14), Pt(12), Pt(11)
INDENT = Mm(10)
LEFT, RIGHT, TOP, BOTTOM = Mm(30), Mm(20), Mm(20), Mm(20)
TEXT_MM = 160.0  # A4 between the margins
BLACK = RGBColor(0, 0, 0)
TITLE, FIRST, SECOND, TERM = "Title", "Heading 1", "Heading 2", "Heading 3"
PLAIN, SMALL, LISTED = "Normal", "Caption", "Body Text"


def set_up(document: Document, lang: Lang) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin = LEFT, RIGHT
    page.top_margin, page.bottom_margin = TOP, BOTTOM
    page.header_distance = page.footer_distance = Mm(10)
    _speak(document, lang)
    _style(document, PLAIN, BODY, after=0)
    _style(document, LISTED, BODY, after=6, justified=True)
    _style(document, TITLE, BODY, bold=True, after=0, centred=True)
    _style(document, FIRST, BODY, bold=True, before=12, after=6)
    _style(document, SECOND, BODY, bold=True, before=9, after=4)
    _style(document, TERM, Pt(13), bold=True, before=8, after=2)
    _style(document, SMALL, NOTE, after=6)


def _style(
    document: Document,
    name: str,
    size: Length,
    *,
    bold: bool = False,
    before: int = 0,
    after: int = 0,
    centred: bool = False,
    justified: bool = False,
) -> None:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)
    written_in(style.element, FONT)
    style.font.size, style.font.bold, style.font.italic = size, bold, False
    style.font.color.rgb = BLACK
    for complex_size in style.element.iter(qn("w:szCs")):
        complex_size.set(qn("w:val"), str(round(size.pt * 2)))
    form = style.paragraph_format
    form.space_before, form.space_after = Pt(before), Pt(after)
    form.keep_with_next = name in (TITLE, FIRST, SECOND, TERM)
    form.line_spacing_rule = WD_LINE_SPACING.SINGLE
    if centred:
        form.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if justified:
        form.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    _plain_edges(style.element)


def written_in(element: BaseOxmlElement, font: str) -> None:
    """In every script: themes know nothing of Times New Roman."""
    fonts = element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), font)


def _plain_edges(element: BaseOxmlElement) -> None:
    """The template's title has a coloured rule and letters set apart."""
    for part, name in (
        ("w:pPr", "w:pBdr"),
        ("w:pPr", "w:contextualSpacing"),
        ("w:rPr", "w:spacing"),
        ("w:rPr", "w:kern"),
    ):
        for found in element.findall(f"{qn(part)}/{qn(name)}"):
            found.getparent().remove(found)


def _speak(document: Document, lang: Lang) -> None:
    spoken = "vi-VN" if lang == "vi" else "en-GB"
    for found in document.styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), spoken)
        found.set(qn("w:eastAsia"), spoken)
