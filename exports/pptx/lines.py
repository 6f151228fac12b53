"""Lines over months: what is done is solid, what is aimed at is dashed, names stand at the ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from pptx.enum.chart import XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_THEME_COLOR as COLOUR
from pptx.util import Pt

from exports import lettering
from exports.briefing import Chart, Series
from exports.chart_lines import goal_said, lines_of, place_of
from exports.number_codes import number_code
from exports.pptx.chart_xml import (
    drawn,
    end_label,
    hairlines,
    inner_plot,
    quiet_axes,
    skip_labels,
)
from exports.pptx.layouts import Rect
from exports.pptx.text import INK, MUTED
from exports.scale import Scale, apart, decimals, scale
from wording import format as fmt
from wording.words import Words

COLOURS = (INK, COLOUR.ACCENT_1, COLOUR.ACCENT_5, MUTED, COLOUR.ACCENT_6)
AXIS_SIZE, LABEL_SIZE = 12.0, 13.0
MONTH_SIZES = (12.0, 11.0, 10.0, 9.0)
LABEL_WIDTH = 2.6  # inches at most
LEFT, TOP, LOW = 0.75, 0.15, 0.6  # inches of labels around the axes
SKIPS = (1, 2, 3, 4, 6, 12, 24, 36)


_IN_A_YEAR = re.compile(r"(.+)[/ ](\d{4})")
NAMED = 36  # months that have room for a name each


def years(categories: Sequence[str]) -> list[tuple[str, list[str]]] | None:
    """'T1/2024', 'T2/2024' → ('2024', ['T1', 'T2']); None where they are not of years, or many."""
    found = [_IN_A_YEAR.fullmatch(name) for name in categories]
    if len(found) > NAMED:
        return None
    months = [(each[2], each[1]) for each in found if each]
    if len(months) < len(found) or not months:
        return None
    grouped = groupby(months, key=lambda month: month[0])
    return [(year, [name for _, name in each]) for year, each in grouped]


def lines_drawn(chart: Any, of: Chart, room: Rect, words: Words) -> None:
    lines, axis = lines_of(of, words), scale(of)
    chart.has_title, chart.has_legend = False, False
    _scaled(chart, axis, of)
    _coloured(chart, of, lines)
    if len(of.series) > len(COLOURS):
        _legend(chart)
        wide = 0.2
    else:
        wide = min(_label_width(of, lines, words), LABEL_WIDTH)
        _labelled(chart, of, lines, room, wide, axis, words)
    plot = _plot(room, wide)
    inner_plot(chart, plot)
    _dated(chart, of, plot.width * room.width)


def _scaled(chart: Any, axis: Scale, of: Chart) -> None:
    up = chart.value_axis
    up.minimum_scale, up.maximum_scale, up.major_unit = axis.low, axis.high, axis.step
    up.tick_labels.number_format = number_code(of.unit, decimals(axis, of.unit))
    up.tick_labels.number_format_is_linked = False
    hairlines(up)


def _coloured(chart: Any, of: Chart, lines: Sequence[Series]) -> None:
    for at, (line, shown) in enumerate(zip(lines, chart.plots[0].series, strict=True)):
        shown.smooth = False
        shown.marker.style = XL_MARKER_STYLE.NONE
        if of.target is not None and at == len(lines) - 1:
            drawn(shown.format.line, INK, 1.25, dashed=True)
            continue
        colour = _colour(of, line)
        drawn(shown.format.line, colour, 2.25)
        for point in (*_alone(line.values), *_last(line.values)):
            _dot(shown.points[point], colour)


def _colour(of: Chart, line: Series) -> Any:
    """Of halves, that of the whole; the target has the first line's."""
    return COLOURS[place_of(of, line) % len(COLOURS)]


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


def _last(values: Sequence[float | None]) -> list[int]:
    return [at for at, value in enumerate(values) if value is not None][-1:]


def _ends(of: Chart, lines: Sequence[Series], words: Words) -> list[tuple[int, int]]:
    """Lines that are named, and at which of their points: of halves, the later."""
    names = {series.name for series in of.series} | {goal_said(of, words)}
    return [
        (at, _last(line.values)[0])
        for at, line in enumerate(lines)
        if line.name in names and _last(line.values)
    ]


def _label_texts(of: Chart, line: Series, words: Words) -> list[str]:
    if of.target is not None and line.name == goal_said(of, words):
        return [line.name]
    value = next(v for v in reversed(line.values) if v is not None)
    return [line.name, fmt.with_unit(value, of.unit, of.decimals, words)]


def _label_width(of: Chart, lines: Sequence[Series], words: Words) -> float:
    texts = [
        text for at, _ in _ends(of, lines, words) for text in _label_texts(of, lines[at], words)
    ]
    return lettering.widest(texts, LABEL_SIZE) + 0.2


def _labelled(
    chart: Any,
    of: Chart,
    lines: Sequence[Series],
    room: Rect,
    wide: float,
    axis: Scale,
    words: Words,
) -> None:
    ends = _ends(of, lines, words)
    plot = _plot(room, wide)
    high = plot.height * room.height
    natural = [axis.share(lines[at].values[point] or 0.0) * high for at, point in ends]
    heights = [
        lettering.height(_label_texts(of, lines[at], words), LABEL_SIZE, wide - 0.15) + 0.08
        for at, _ in ends
    ]
    middles = apart(zip(natural, heights, strict=True), low=-LOW, high=high + TOP)
    for (at, point), was, now, tall in zip(ends, natural, middles, heights, strict=True):
        end_label(
            chart.plots[0].series[at].points[point],
            size=LABEL_SIZE,
            colour=_colour(of, lines[at]),
            down=(was - now) / room.height,
            room=(wide / room.width, tall / room.height),
            named=len(_label_texts(of, lines[at], words)) > 1,
        )


def _plot(room: Rect, right: float) -> Rect:
    return Rect(
        left=LEFT / room.width,
        top=TOP / room.height,
        width=1 - (LEFT + right) / room.width,
        height=1 - (TOP + LOW) / room.height,
    )


def _dated(chart: Any, of: Chart, across: float) -> None:
    """Months in letters as large as leave each its own room, or only some of them."""
    dated = years(of.categories)
    if dated is None:
        quiet_axes(chart, AXIS_SIZE)
        skip_labels(chart.category_axis, _skip(of, across))
        return
    names, each = [name for _, months in dated for name in months], across / len(of.categories)
    fits = (size for size in MONTH_SIZES if lettering.widest(names, size) + 0.03 <= each)
    quiet_axes(chart, next(fits, MONTH_SIZES[-1]))
    chart.value_axis.tick_labels.font.size = Pt(AXIS_SIZE)


def _skip(of: Chart, across: float) -> int:
    """So many months to a label that none touches the next."""
    wide = lettering.widest(of.categories, AXIS_SIZE) + 0.12
    each = across / max(len(of.categories), 1)
    return next((skip for skip in SKIPS if skip * each >= wide), SKIPS[-1])


def _legend(chart: Any) -> None:
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.TOP
    chart.legend.include_in_layout = False
    chart.legend.font.size = Pt(AXIS_SIZE)
