"""A chart as a picture: for print at 300 dots an inch, or as an SVG that stays sharp at any size.

Drawn without a browser, so that any server can. The same chart gives the same bytes.
"""

from __future__ import annotations

from exports.briefing import Chart, Form, Head
from exports.pictures.bars import draw_bars, least_mm
from exports.pictures.frame import framed as written_around
from exports.pictures.lines import draw_lines
from exports.pictures.sheet import Sheet, as_png, as_svg, sheet

LINES_MM = 62.0
HIGHEST_MM = 190.0  # a page has room for it and a heading


def png(
    chart: Chart,
    head: Head,
    *,
    width_mm: float,
    height_mm: float,
    dpi: int = 300,
    framed: bool = False,
) -> bytes:
    """`framed`: with title, filters, source, age and version around it, for a chart alone."""
    with sheet(width_mm, height_mm, dpi) as drawn:
        _draw(drawn, chart, head, framed)
        return as_png(drawn)


def svg(
    chart: Chart, head: Head, *, width_mm: float, height_mm: float, framed: bool = False
) -> bytes:
    with sheet(width_mm, height_mm) as drawn:
        _draw(drawn, chart, head, framed)
        return as_svg(drawn, title=chart.title, said=said_of(chart))


def height_of(chart: Chart, width_mm: float) -> float:
    """In millimetres, of a plot without a frame: as high as its bars need, within a page."""
    if chart.form is Form.LINE:
        return LINES_MM
    return min(least_mm(chart, width_mm), HIGHEST_MM)


def said_of(chart: Chart) -> str:
    """For those who do not see it."""
    return chart.said or ". ".join(part for part in (chart.title, chart.sub) if part)


def _draw(drawn: Sheet, chart: Chart, head: Head, framed: bool) -> None:
    area = written_around(drawn, chart, head) if framed else drawn.area
    draw = draw_lines if chart.form is Form.LINE else draw_bars
    draw(drawn, area, chart, head.words)
