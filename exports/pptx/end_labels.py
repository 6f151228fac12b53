"""Names of lines at their ends, none over another: there is no legend to look up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from exports import lettering
from exports.briefing import Chart, Series
from exports.chart_lines import goal_said, last_of
from exports.pptx.chart_xml import EndLabel, end_label
from exports.pptx.layouts import Rect
from exports.scale import apart, scale
from wording import format as fmt
from wording.words import Words

SIZE = 13.0
WIDEST = 2.6  # inches
WRAPPED = 0.13  # of a chart: some programs wrap labels that are wider
MARGIN = 0.2  # inches, beside a label
ABOVE = 0.15  # inches that a label may rise over the axes


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """Of which line, at which of its points; the lines of text that stand there."""

    line: int
    point: int
    value: float
    texts: tuple[str, ...]


def ends_of(of: Chart, lines: Sequence[Series], words: Words) -> list[End]:
    """Of halves, only the later is named."""
    goal = goal_said(of, words)
    names = {series.name for series in of.series} | {goal}
    return [
        _end(of, at, line, line.name != goal, words)
        for at, line in enumerate(lines)
        if line.name in names and last_of(line) is not None
    ]


def _end(of: Chart, at: int, line: Series, valued: bool, words: Words) -> End:
    point = last_of(line)
    assert point is not None
    value = line.values[point] or 0.0
    said = (fmt.with_unit(value, of.unit, of.decimals, words),) if valued else ()
    return End(line=at, point=point, value=value, texts=(line.name, *said))


def widest(ends: Sequence[End]) -> float:
    """Inches that they take right of the axes."""
    texts = [text for end in ends for text in end.texts]
    return min(lettering.widest(texts, SIZE) + MARGIN, WIDEST)


def labelled(
    chart: Any, of: Chart, ends: Sequence[End], plot: Rect, room: Rect, colours: Sequence[Any]
) -> None:
    """`plot` in shares of `room`, which is the chart's."""
    axis, high = scale(of), plot.height * room.height
    wide = widest(ends)
    natural = [axis.share(end.value) * high for end in ends]
    across = min(wide - 0.15, WRAPPED * room.width)
    heights = [lettering.height(end.texts, SIZE, across) + 0.08 for end in ends]
    middles = apart(zip(natural, heights, strict=True), low=0.0, high=high + ABOVE)
    month = plot.width / len(of.categories)
    for end, was, now, tall in zip(ends, natural, middles, heights, strict=True):
        look = EndLabel(
            size=SIZE,
            colour=colours[end.line],
            right=month * (len(of.categories) - 1 - end.point),
            down=(was - now) / room.height,
            width=wide / room.width,
            height=tall / room.height,
            valued=len(end.texts) > 1,
        )
        end_label(chart.plots[0].series[end.line].points[end.point], look)
