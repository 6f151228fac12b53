"""Beside a map on a slide: its classes with their limits, its marks, and where most of them are."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

from exports import lettering
from exports.briefing import Map, Table
from exports.map_look import MARK_EDGE, NO_DATA_DOTS, mark_fill, mark_share
from exports.map_parts import NO_DATA, Step
from exports.palette import palette
from exports.pptx.cells import body_cell, head_cell, plain
from exports.pptx.freeform import Look, looked, paper
from exports.pptx.layouts import Rect
from exports.pptx.map_shapes import MARK, diamond, triangle
from exports.pptx.measures import Grid, grid_of_size
from exports.pptx.parts import described, inches
from exports.pptx.text import INK, MUTED, Run, box, say
from wording.words import Words

SIZE, SMALL = 13.0, 11.0
ROW = 0.285
SWATCH, HIGH = 0.36, 0.17
TEXT = SWATCH + 0.14  # where texts begin
COUNT = 0.9
MOST = 8  # places of the list


def legend(slide: Any, of: Map, room: Rect, words: Words) -> float:
    """In a group of its own; how far down it reaches."""
    group = slide.shapes.add_group_shape()
    described(group, words("Chú giải"), words("Chú giải"))
    wide = room.width - COUNT
    high = lettering.height([of.coloured], SIZE, wide, bold=True)
    _write(group, replace(room, width=wide, height=high), of.coloured, words, bold=True)
    head = replace(room, left=room.right - COUNT, width=COUNT, height=high)
    _write(group, head, words("Số xã"), words, size=SMALL, right=True)
    y = room.top + high + 0.06
    for step in of.legend:
        _step(group, replace(room, top=y, height=ROW), step, words)
        y += ROW
    if of.marks:
        y = _marked(group, replace(room, top=y + 0.08), of, words)
    for kind, said in enumerate(of.sited):
        y = _sited(group, replace(room, top=y), kind, said, words)
    return y


def _step(group: Any, row: Rect, step: Step, words: Words) -> None:
    top = row.top + (ROW - HIGH) / 2
    sides = (inches(s) for s in (row.left, top, SWATCH, HIGH))
    swatch = group.shapes.add_shape(MSO_SHAPE.RECTANGLE, *sides)
    swatch.name = step.text
    edge = NO_DATA_DOTS if step.step == NO_DATA else "rule"
    looked(swatch, Look(edge=edge, points=0.5, fill=paper(step.step)))
    text = replace(row, left=row.left + TEXT, width=row.width - TEXT - COUNT)
    _write(group, text, step.text, words)
    count = replace(row, left=row.right - COUNT, width=COUNT)
    _write(group, count, str(step.count), words, right=True)


def _marked(group: Any, row: Rect, of: Map, words: Words) -> float:
    look = Look(edge=MARK_EDGE, points=0.5, fill=palette()[mark_fill(severe=of.severe)])
    diamond(group, of.marked, _middle(row), MARK * mark_share(severe=of.severe), look)
    return _beside(group, row, of.marked, words)


def _sited(group: Any, row: Rect, kind: int, said: str, words: Words) -> float:
    triangle(group, said, _middle(row), kind)
    return _beside(group, row, said, words)


def _middle(row: Rect) -> tuple[float, float]:
    return row.left + SWATCH / 2, row.top + ROW / 2


def _beside(group: Any, row: Rect, said: str, words: Words) -> float:
    """How far down it reaches."""
    wide = row.width - TEXT
    high = max(lettering.height([said], SIZE, wide), ROW)
    text = replace(row, left=row.left + TEXT, width=wide, height=high)
    _write(group, text, said, words)
    return row.top + high


def _write(
    group: Any,
    rect: Rect,
    said: str,
    words: Words,
    *,
    size: float = SIZE,
    bold: bool = False,
    right: bool = False,
) -> None:
    anchor = MSO_ANCHOR.TOP if bold else MSO_ANCHOR.MIDDLE
    made = box(group, rect, said, anchor=anchor)
    paragraph = made.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
    colour = MUTED if size == SMALL else INK
    say(paragraph, words.lang, [Run(text=said, bold=bold, colour=colour)], size)


def listed(slide: Any, of: Map, room: Rect, words: Words) -> None:
    """As many as there is room for, and of how many they are."""
    if of.most is None:
        return
    heading = lettering.height([of.most.title], SIZE, room.width, bold=True)
    _write(slide, replace(room, height=heading), of.most.title, words, bold=True)
    small = SMALL * lettering.LEADING / lettering.POINTS
    left = room.height - heading - small - 0.06
    found = _that_fit(of.most, room.width, left)
    said = words("{n} / {all} xã", n=len(found.rows), all=len(of.most.rows))
    at = replace(room, top=room.top + heading, height=small)
    _write(slide, at, said, words, size=SMALL)
    if found.rows:
        _table(slide, of.most, found, replace(room, top=at.bottom + 0.06), words)


def _that_fit(of: Table, wide: float, high: float) -> Grid:
    found = grid_of_size(of, wide, SIZE - 1)
    count, used = 0, found.head
    for row in found.rows[:MOST]:
        used += row
        if used > high:
            break
        count += 1
    return replace(found, rows=found.rows[:count])


def _table(slide: Any, of: Table, found: Grid, room: Rect, words: Words) -> None:
    rows = of.rows[: len(found.rows)]
    sides = [inches(s) for s in (room.left, room.top, sum(found.widths), 0.1)]
    shape = slide.shapes.add_table(len(rows) + 1, len(of.columns), *sides)
    described(shape, of.title, of.title)
    plain(shape.table)
    for row, high in zip(shape.table.rows, (found.head, *found.rows), strict=True):
        row.height = inches(high)
    shape.height = inches(found.head + sum(found.rows))
    for at, (column, wide) in enumerate(zip(of.columns, found.widths, strict=True)):
        shape.table.columns[at].width = inches(wide)
        head_cell(shape.table.cell(0, at), column, words.lang, found.size - 1)
        for line, cells in enumerate(rows, start=1):
            body_cell(shape.table.cell(line, at), cells[at], column.kind, words.lang, found.size)
    for line in range(len(rows) + 1):
        shape.table.cell(line, 0).margin_left = 0  # flush with the legend on both sides
        shape.table.cell(line, len(of.columns) - 1).margin_right = 0
