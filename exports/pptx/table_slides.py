"""Slides of a table: its heading again on each, and which of its rows stand there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pptx.shapes.placeholder import TablePlaceholder

from exports import provenance
from exports.briefing import Table
from exports.pptx.cells import body_cell, head_cell, plain
from exports.pptx.frame import Deck, below_sub, content_place, framed, sub_height, tidy
from exports.pptx.layouts import Rect
from exports.pptx.measures import Grid, grid, pages
from exports.pptx.notes import noted
from exports.pptx.parts import described, inches


def table_slides(deck: Deck, of: Table) -> None:
    slide, room = framed(deck, of.title, of)
    tall = room.height - sub_height(_sub(deck, of, range(len(of.rows) - 1)), room)
    found = grid(of, room.width, tall)
    for at, rows in enumerate(pages(found, tall)):
        if at:
            slide, room = framed(deck, provenance.continued(of.title, deck.of.head.words), of)
        _onto(deck, slide, of, below_sub(deck, slide, room, _sub(deck, of, rows)), found, rows)


def _sub(deck: Deck, of: Table, rows: range) -> str:
    """With the rows that are shown, where they are not all."""
    if len(rows) == len(of.rows):
        return of.sub
    said = deck.of.head.words(
        "dòng {first}–{last} trên {all}", first=rows.start + 1, last=rows.stop, all=len(of.rows)
    )
    return provenance.BETWEEN.join(part for part in (of.sub, said) if part)


def _onto(deck: Deck, slide: Any, of: Table, room: Rect, found: Grid, rows: range) -> None:
    shape = _placed(slide, room, found, rows)
    described(shape, of.title, of.title)
    table, lang = shape.table, deck.of.head.lang
    plain(table)
    heights = [found.head, *(found.rows[at] for at in rows)]
    for row, height in zip(table.rows, heights, strict=True):
        row.height = inches(height)
    for at, (column, wide) in enumerate(zip(of.columns, found.widths, strict=True)):
        table.columns[at].width = inches(wide)
        head_cell(table.cell(0, at), column, lang, found.size - 1)
        for line, row in enumerate(rows, start=1):
            body_cell(table.cell(line, at), of.rows[row][at], column.kind, lang, found.size)
    for line in range(len(rows) + 1):
        table.cell(line, 0).margin_left = 0  # below the title's own edge
    noted(slide, deck.of, of)
    tidy(slide)


def _placed(slide: Any, room: Rect, found: Grid, rows: range) -> Any:
    """In the layout's place for content, where it has one."""
    wide, tall = sum(found.widths), found.head + sum(found.rows[at] for at in rows)
    at = replace(room, width=wide, height=tall)
    sides = [inches(s) for s in (at.left, at.top, at.width, at.height)]
    place = content_place(slide)
    shape_of = (len(rows) + 1, len(found.widths))
    if place is None:
        return slide.shapes.add_table(*shape_of, *sides)
    shape = TablePlaceholder(place._element, place._parent).insert_table(*shape_of)
    shape.left, shape.top, shape.width, shape.height = sides
    return shape
