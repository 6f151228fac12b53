"""Cells of a table on a slide: rules below rows, no fills."""

from __future__ import annotations

from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn

from exports.briefing import Cell, Column, Kind
from exports.palette import STATUS_SIGNS, status_colour
from exports.pptx.measures import ABOVE, SIDE
from exports.pptx.parts import child, inches, scheme
from exports.pptx.text import INK, MUTED, Run, say
from wording.words import Lang

NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # PowerPoint's own 'No Style, No Grid'


def plain(table: Any) -> None:
    """Without the look of any style; the first row is still said to be the heading."""
    properties = table._tbl.tblPr
    properties.find(qn("a:tableStyleId")).text = NO_STYLE
    table.horz_banding = False


def head_cell(cell: Any, column: Column, lang: Lang, size: float) -> None:
    _set(cell)
    say(
        _paragraph(cell, column.kind), lang, [Run(text=column.title, bold=True, colour=MUTED)], size
    )
    cell.vertical_anchor = MSO_ANCHOR.BOTTOM
    _ruled(cell, "tx2", 1.0)


def body_cell(cell: Any, of: Cell, kind: Kind, lang: Lang, size: float) -> None:
    _set(cell)
    runs = [Run(text=of.text, colour=INK)]
    if kind is Kind.STATUS and of.status is not None:
        sign = f"{STATUS_SIGNS[of.status]} "
        runs.insert(0, Run(text=sign, colour=status_colour(of.status)))
    say(_paragraph(cell, kind), lang, runs, size)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    _ruled(cell, "bg2", 0.75)


def _set(cell: Any) -> None:
    cell.margin_left = cell.margin_right = inches(SIDE)
    cell.margin_top = cell.margin_bottom = inches(ABOVE)
    cell.text_frame.word_wrap = True


def _paragraph(cell: Any, kind: Kind) -> Any:
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if kind is Kind.FIGURE else PP_ALIGN.LEFT
    return paragraph


def _ruled(cell: Any, colour: str, points: float) -> None:
    properties = cell._tc.get_or_add_tcPr()
    line = child(properties, "a:lnB", w=str(round(points * 12700)))
    scheme(line, colour)
    child(properties, "a:noFill")
