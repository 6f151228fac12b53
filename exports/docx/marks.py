"""What python-docx has no word for: fields, links, borders, and what a picture says."""

from __future__ import annotations

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length, Pt, RGBColor
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from exports.palette import palette

# Word wants the properties of a table in this order.
AFTER_BORDERS = ("w:tblLayout", "w:tblCellMar", "w:tblLook")


def made(tag: str, **attributes: str) -> BaseOxmlElement:
    """`made("w:sz", val="26")`."""
    element: BaseOxmlElement = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def page_number(paragraph: Paragraph) -> None:
    run = paragraph.add_run()
    for kind in ("begin", "", "end"):
        if kind:
            run._r.append(made("w:fldChar", fldCharType=kind))
        else:
            field = made("w:instrText")
            field.text = "PAGE"
            run._r.append(field)


def link(paragraph: Paragraph, target: str, said: str) -> None:
    """Words that lead somewhere."""
    around = made("w:hyperlink")
    name = paragraph.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    around.set(qn("r:id"), name)
    run = paragraph.add_run(said)
    run.font.underline = True
    paint(run, "accent")
    around.append(run._r)
    paragraph._p.append(around)


def paint(run: Run, colour: str) -> None:
    """By a token's name."""
    run.font.color.rgb = RGBColor.from_string(palette()[colour])


def rule_below(paragraph: Paragraph, width: Length, room: Length) -> None:
    """A short line in the middle, under what stands above: an empty paragraph's upper border."""
    form = paragraph.paragraph_format
    form.alignment = WD_ALIGN_PARAGRAPH.CENTER
    form.left_indent = form.right_indent = Length((room - width) // 2)
    form.space_before, form.space_after, form.line_spacing = Pt(4), Pt(0), Pt(4)
    borders = made("w:pBdr")
    borders.append(made("w:top", val="single", sz="6", space="0", color="000000"))
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def low(paragraph: Paragraph, size: Length) -> None:
    """An empty paragraph is as high as letters of this size, not of its style's."""
    mark = made("w:rPr")
    mark.append(made("w:sz", val=str(round(size.pt * 2))))
    paragraph._p.get_or_add_pPr().append(mark)


def bordered(table: Table) -> None:
    """Thin lines around every cell, as office tables have them."""
    borders = made("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(made(f"w:{side}", val="single", sz="4", space="0", color="auto"))
    table._tbl.tblPr.insert_element_before(borders, "w:shd", *AFTER_BORDERS)


def repeated(row: _Row) -> None:
    """At the top of every page that the table goes on to."""
    row._tr.get_or_add_trPr().append(made("w:tblHeader"))


def whole(row: _Row) -> None:
    """Not broken between pages."""
    row._tr.get_or_add_trPr().append(made("w:cantSplit"))


def padded(table: Table, side: Length, above: Length) -> None:
    margins = made("w:tblCellMar")
    for name, value in (("top", above), ("left", side), ("bottom", above), ("right", side)):
        margins.append(made(f"w:{name}", w=str(value.twips), type="dxa"))
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")
