"""Lines over months: what is done is solid, what is aimed at is dashed, names stand at the ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.enum.chart import XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_THEME_COLOR as COLOUR
from pptx.util import Pt

from exports.briefing import Chart, Series
from exports.chart_lines import last_of, lines_of, place_of
from exports.number_codes import number_code
from exports.pptx.chart_xml import drawn, hairlines, inner_plot
from exports.pptx.end_labels import ABOVE, MARGIN, ends_of, labelled, widest
from exports.pptx.layouts import Rect
from exports.pptx.months import AXIS_SIZE, dated
from exports.pptx.text import INK, MUTED
from exports.scale import decimals, scale
from wording.words import Words

COLOURS = (INK, COLOUR.ACCENT_1, COLOUR.ACCENT_5, MUTED, COLOUR.ACCENT_6)
LEFT, LOW = 0.75, 0.6  # inches of names left of the axes and below


def lines_drawn(chart: Any, of: Chart, room: Rect, words: Words) -> None:
    lines = lines_of(of, words)
    ends = ends_of(of, lines, words)
    colours = [COLOURS[place_of(of, line) % len(COLOURS)] for line in lines]
    many = len(of.series) > len(COLOURS)
    plot = _plot(room, MARGIN if many else widest(ends))
    chart.has_title, chart.has_legend = False, False
    dated(chart, of.categories, plot.width * room.width)
    _scaled(chart, of)
    _coloured(chart, of, lines, colours)
    inner_plot(chart, plot)
    if many:
        _legend(chart)
    else:
        labelled(chart, of, ends, plot, room, colours)


def _scaled(chart: Any, of: Chart) -> None:
    up, axis = chart.value_axis, scale(of)
    up.minimum_scale, up.maximum_scale, up.major_unit = axis.low, axis.high, axis.step
    up.tick_labels.number_format = number_code(of.unit, decimals(axis, of.unit))
    up.tick_labels.number_format_is_linked = False
    hairlines(up)


def _coloured(chart: Any, of: Chart, lines: Sequence[Series], colours: Sequence[Any]) -> None:
    for at, (line, shown) in enumerate(zip(lines, chart.plots[0].series, strict=True)):
        shown.smooth = False
        shown.marker.style = XL_MARKER_STYLE.NONE
        if of.target is not None and at == len(lines) - 1:
            drawn(shown.format.line, INK, 1.25, dashed=True)
            continue
        drawn(shown.format.line, colours[at], 2.25)
        last = last_of(line)
        for point in {*_alone(line.values), *([] if last is None else [last])}:
            _dot(shown.points[point], colours[at])


def _dot(point: Any, colour: Any) -> None:
    point.marker.style, point.marker.size = XL_MARKER_STYLE.CIRCLE, 6
    point.marker.format.fill.solid()
    point.marker.format.fill.fore_color.theme_color = colour
    point.marker.format.line.color.theme_color = colour


def _alone(values: Sequence[float | None]) -> list[int]:
    """Values without a neighbour: no line would show them."""
    padded = [None, *values, None]
    return [
        at
        for at, value in enumerate(values)
        if value is not None and padded[at] is None and padded[at + 2] is None
    ]


def _plot(room: Rect, right: float) -> Rect:
    """Where the axes are, in shares of the room."""
    return Rect(
        left=LEFT / room.width,
        top=ABOVE / room.height,
        width=1 - (LEFT + right) / room.width,
        height=1 - (ABOVE + LOW) / room.height,
    )


def _legend(chart: Any) -> None:
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.TOP
    chart.legend.include_in_layout = False
    chart.legend.font.size = Pt(AXIS_SIZE)
