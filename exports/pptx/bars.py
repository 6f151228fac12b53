"""Bars of units, the first on top. Values stand where bars begin, clear of the target's line."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pptx.enum.chart import XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_LINE
from pptx.enum.dml import MSO_THEME_COLOR as COLOUR
from pptx.enum.shapes import MSO_CONNECTOR
from pptx.enum.text import PP_ALIGN
from pptx.util import Pt

from exports import lettering
from exports.briefing import Chart
from exports.chart_lines import goal_said
from exports.number_codes import code_with_unit
from exports.pptx.chart_xml import inner_plot, quiet_axes
from exports.pptx.layouts import Rect
from exports.pptx.parts import decorative, inches, unstyled
from exports.pptx.text import INK, MUTED, Run, box, say
from exports.scale import Scale, scale
from wording.words import Words

COLOURS = (MUTED, COLOUR.ACCENT_1, COLOUR.ACCENT_5, COLOUR.ACCENT_6)
SIZES = (13.0, 12.0, 11.0, 10.0, 9.0, 8.0, 7.0)
NAMES = 0.42  # of the width, at most
GOAL_SIZE = 12.0
LIGHTER = 0.45  # that values are read on bars, and the target is seen on them
THICKEST = 0.62  # inches that a unit takes, at most


def bars_drawn(slide: Any, chart: Any, of: Chart, room: Rect, words: Words) -> None:
    chart.has_title, chart.has_legend = False, False
    size = _size(of, room)
    quiet_axes(chart, size)
    axis = scale(of)
    _scaled(chart, axis)
    _named(chart, of, size)
    plot = _plot(of, room, size)
    inner_plot(chart, _shares(plot, room))
    bars = chart.plots[0]
    bars.gap_width, bars.overlap, bars.vary_by_categories = 55, 0, False
    for at, series in enumerate(bars.series):
        series.format.fill.solid()
        series.format.fill.fore_color.theme_color = COLOURS[at % len(COLOURS)]
        series.format.fill.fore_color.brightness = LIGHTER
        series.invert_if_negative = False
    _valued(bars, of, size, words)
    if of.target is not None:
        _goal(slide, of, plot, axis, words)


def _size(of: Chart, room: Rect) -> float:
    """At which two bars' names do not touch."""
    each = room.height / max(len(of.categories), 1)
    return next((s for s in SIZES if s * lettering.LEADING / lettering.POINTS <= each), SIZES[-1])


def _scaled(chart: Any, axis: Scale) -> None:
    along = chart.value_axis
    along.minimum_scale, along.maximum_scale = axis.low, axis.high
    along.has_major_gridlines = False
    along.visible = False


def _named(chart: Any, of: Chart, size: float) -> None:
    names = chart.category_axis
    names.reverse_order = True
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.tick_labels.font.color.theme_color = INK
    if len(of.series) > 1:
        chart.has_legend = True
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
        chart.legend.font.size = Pt(size)


def _valued(bars: Any, of: Chart, size: float, words: Words) -> None:
    bars.has_data_labels = True
    labels = bars.data_labels
    labels.show_value = True
    labels.position = XL_LABEL_POSITION.INSIDE_BASE
    labels.number_format = code_with_unit(of.unit, of.decimals, words)
    labels.number_format_is_linked = False
    labels.font.size = Pt(size)
    labels.font.color.theme_color = INK


def _plot(of: Chart, room: Rect, size: float) -> Rect:
    """On the slide: room for names at the left, for the target's above."""
    names = lettering.widest(of.categories, size) + 0.3
    left = min(names, room.width * NAMES)
    right = 0.3
    top = 0.34 if of.target is not None else 0.05
    low = 0.45 if len(of.series) > 1 else 0.05
    tall = min(room.height - top - low, len(of.categories) * len(of.series) * THICKEST)
    return replace(
        room,
        left=room.left + left,
        top=room.top + top,
        width=room.width - left - right,
        height=tall,
    )


def _shares(plot: Rect, room: Rect) -> Rect:
    return Rect(
        left=(plot.left - room.left) / room.width,
        top=(plot.top - room.top) / room.height,
        width=plot.width / room.width,
        height=plot.height / room.height,
    )


def _goal(slide: Any, of: Chart, plot: Rect, axis: Scale, words: Words) -> None:
    """A line over the bars, and what it is above it."""
    assert of.target is not None
    at = plot.left + plot.width * axis.share(of.target)
    ends = [inches(length) for length in (at, plot.top, at, plot.bottom)]
    line = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *ends)
    line.name = "Target"
    unstyled(line._element)
    line.line.color.theme_color = INK
    line.line.width = Pt(1.25)
    line.line.dash_style = MSO_LINE.DASH
    decorative(line)
    said = goal_said(of, words)
    wide = lettering.width(said, GOAL_SIZE) + 0.1
    left = min(at - wide / 2, plot.right + 0.6 - wide)
    made = box(slide, Rect(left=left, top=plot.top - 0.27, width=wide, height=0.25), "Target name")
    paragraph = made.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.CENTER
    say(paragraph, words.lang, [Run(text=said)], GOAL_SIZE)
