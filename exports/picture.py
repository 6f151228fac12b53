"""A chart or a map as a picture: for print at 300 dots an inch, or as an SVG, sharp at any size.

Drawn without a browser, so that any server can. The same piece gives the same bytes.
"""

from __future__ import annotations

from exports.briefing import Drawn, Form, Head, Map
from exports.pictures.bars import draw_bars, least_mm
from exports.pictures.frame import framed as written_around
from exports.pictures.lines import draw_lines
from exports.pictures.maps import draw_map, map_mm
from exports.pictures.sheet import Sheet, as_png, as_svg, sheet

LINES_MM = 62.0
HIGHEST_MM = 190.0  # a page has room for it and a heading


def png(
    piece: Drawn,
    head: Head,
    *,
    width_mm: float,
    height_mm: float,
    dpi: int = 300,
    framed: bool = False,
) -> bytes:
    """`framed`: with title, filters, source, age and version around it, for a picture alone."""
    with sheet(width_mm, height_mm, dpi) as drawn:
        _draw(drawn, piece, head, framed)
        return as_png(drawn)


def svg(
    piece: Drawn, head: Head, *, width_mm: float, height_mm: float, framed: bool = False
) -> bytes:
    with sheet(width_mm, height_mm) as drawn:
        _draw(drawn, piece, head, framed)
        return as_svg(drawn, title=piece.title, said=said_of(piece))


def height_of(piece: Drawn, width_mm: float) -> float:
    """In millimetres, of a plot without a frame: as high as its bars or its land need, within a
    page."""
    if isinstance(piece, Map):
        return min(map_mm(piece, width_mm), HIGHEST_MM)
    if piece.form is Form.LINE:
        return LINES_MM
    return min(least_mm(piece, width_mm), HIGHEST_MM)


def said_of(piece: Drawn) -> str:
    """For those who do not see it."""
    return piece.said or ". ".join(part for part in (piece.title, piece.sub) if part)


def _draw(drawn: Sheet, piece: Drawn, head: Head, framed: bool) -> None:
    area = written_around(drawn, piece, head) if framed else drawn.area
    if isinstance(piece, Map):
        draw_map(drawn, area, piece, head.words)
        return
    draw = draw_lines if piece.form is Form.LINE else draw_bars
    draw(drawn, area, piece, head.words)
