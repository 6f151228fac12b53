"""Beside a map: its classes with their limits, its marks, and where most of them are."""

from __future__ import annotations

from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from exports.briefing import Kind, Map, Table
from exports.map_look import MARK_EDGE, NO_DATA_DOTS, SITES, mark_fill
from exports.map_parts import NO_DATA, Step
from exports.pictures.letters import LEADING, PLAIN, SMALL, ink, lines_of, width
from exports.pictures.map_paper import paper
from exports.pictures.sheet import Area, Sheet
from wording.words import Words

ROW = 14.0
SWATCH, HIGH = 22.0, 9.0
BLOCK = 14.0  # points between two blocks
MOST = 8  # places of the list
COLUMN = 12.0  # points between two columns
SITE_MARKS = ("^", "v", "*")  # by kind
COUNT = 44.0  # points of the legend's figures
TEXT = SWATCH + 7  # points from the left to the legend's words


def side_points(of: Map, wide: float) -> float:
    """How high it is in so many points of width."""
    high = _lines_high(of.coloured, wide - COUNT, 600) + len(of.legend) * ROW
    if of.marks:
        high += ROW * 0.3 + _lines_high(of.marked, wide - TEXT)
    high += sum(_lines_high(said, wide - TEXT) for said in of.sited)
    if of.most is not None:
        listed = sum(high for _, _, high in _rows(of.most, wide, 0.0))
        high += BLOCK + _lines_high(of.most.title, wide, 600) + ROW + listed
    return high


def _lines_high(said: str, wide: float, weight: int = 400) -> float:
    return len(lines_of(said, wide, PLAIN, weight)) * PLAIN * LEADING + 3


def draw_side(sheet: Sheet, area: Area, of: Map, words: Words) -> None:
    said = words("Số xã")
    sheet.write(area.right, area.top, said, size=SMALL, colour="ink-3", ha="right", va="top")
    y = _heading(sheet, area.inside(right=COUNT), area.top, of.coloured)
    for step in of.legend:
        _step(sheet, area, y, step)
        y -= ROW
    if of.marks:
        fill = mark_fill(severe=of.severe)
        y = _marked(sheet, area, y - ROW * 0.3, ("D", 5.0, fill), of.marked)
    for kind, sited in enumerate(of.sited):
        y = _marked(sheet, area, y - 3, (SITE_MARKS[kind], 6.0, SITES[kind]), sited)
    if of.most is not None:
        _list(sheet, area, y - BLOCK, of.most, words)


def _heading(sheet: Sheet, area: Area, y: float, said: str) -> float:
    for line in lines_of(said, area.width, PLAIN, 600):
        sheet.write(area.left, y, line, weight=600, colour="ink", va="top")
        y -= PLAIN * LEADING
    return y - 3


def _step(sheet: Sheet, area: Area, y: float, step: Step) -> None:
    whole = sheet.area
    edge = NO_DATA_DOTS if step.step == NO_DATA else "rule"
    swatch = Rectangle(
        (area.left / whole.width, (y - HIGH - 1) / whole.height),
        SWATCH / whole.width,
        HIGH / whole.height,
        transform=sheet.figure.transFigure,
        linewidth=0.4,
        edgecolor=ink(edge),
        **paper(step.step),
    )
    sheet.figure.add_artist(swatch)
    sheet.write(area.left + TEXT, y - HIGH / 2 - 1, step.text, va="center_baseline")
    count = str(step.count)
    sheet.write(area.right, y - HIGH / 2 - 1, count, va="center_baseline", ha="right")


def _marked(sheet: Sheet, area: Area, y: float, mark: tuple[str, float, str], said: str) -> float:
    """`mark`: its shape, size and colour. How far down it reaches."""
    shape, size, fill = mark
    x, middle = area.left + SWATCH / 2, y - HIGH / 2 - 1
    drawn = Line2D(
        [x / sheet.area.width],
        [middle / sheet.area.height],
        linestyle="none",
        marker=shape,
        markersize=size,
        markerfacecolor=ink(fill),
        markeredgecolor=ink(MARK_EDGE),
    )
    sheet.figure.add_artist(drawn)
    left = area.left + TEXT
    for line in lines_of(said, area.right - left):
        sheet.write(left, middle, line, va="center_baseline")
        middle -= PLAIN * LEADING
    return middle + HIGH / 2


def _list(sheet: Sheet, area: Area, y: float, most: Table, words: Words) -> None:
    """As many as there is room for, and of how many they are."""
    y = _heading(sheet, area, y, most.title)
    ends = _ends(most, area.width)
    rows = [row for row in _rows(most, area.width, y - ROW) if row[1] >= area.bottom - 1]
    said = words("{n} / {all} xã", n=len(rows), all=len(most.rows))
    sheet.write(area.left, y, said, size=SMALL, colour="ink-3", va="top")
    for at, (end, _) in ends.items():
        title, right = most.columns[at].title, area.left + end
        sheet.write(right, y, title, size=SMALL, colour="ink-3", va="top", ha="right")
    for (name, low, high), cells in zip(rows, most.rows, strict=False):
        sheet.rule(low + high + 2.5, area.left, area.right, "rule", 0.5)
        for at, (end, _) in ends.items():
            sheet.write(area.left + end, low + high, cells[at].text, va="top", ha="right")
        for place, line in enumerate(name):
            sheet.write(area.left, low + high - place * PLAIN * LEADING, line, va="top")


def _ends(most: Table, wide: float) -> dict[int, tuple[float, float]]:
    """Of each column of figures: where it ends, and how wide it is."""
    found, end = {}, wide
    for at in reversed(range(len(most.columns))):
        if most.columns[at].kind is Kind.FIGURE:
            texts = (most.columns[at].title, *(row[at].text for row in most.rows))
            found[at] = (end, max(width(text) for text in texts) + COLUMN)
            end -= found[at][1]
    return found


def _rows(most: Table, wide: float, top: float) -> list[tuple[list[str], float, float]]:
    """Of the first: the lines of its name, where it ends below, and how high it is."""
    room = min((end - taken for end, taken in _ends(most, wide).values()), default=wide)
    found = []
    for row in most.rows[:MOST]:
        name = lines_of(row[0].text, room)
        high = ROW + (len(name) - 1) * PLAIN * LEADING
        top -= high
        found.append((name, top, high))
    return found
