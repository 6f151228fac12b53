"""Lines over months: the first series in ink, what it is compared with in grey, the target dashed.

A month without data is a gap. Over the reform of units no line is drawn; a rule says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, nan
from typing import Any

from matplotlib.axes import Axes

from exports.briefing import Chart
from exports.pictures import axis
from exports.pictures.ends import SHARE, End, room_for, write_ends
from exports.pictures.letters import PLAIN, SMALL, ink, style, target_stroke, width
from exports.pictures.sheet import Area, Sheet
from wording.words import Words

# Colour, width in points, dashes: they differ without colour too.
STROKES = (
    ("ink", 1.6, "solid"),
    ("ink-3", 1.2, "solid"),
    ("accent", 1.2, (0, (5, 2))),
    ("group-4", 1.2, (0, (2, 1.5))),
)


def draw_lines(sheet: Sheet, area: Area, chart: Chart, words: Words) -> None:
    values = [*axis.known(chart), *_target(chart)]
    if not axis.known(chart):
        sheet.write(
            area.left + area.width / 2,
            area.bottom + area.height / 2,
            words("Chưa có dữ liệu"),
            ha="center",
        )
        return
    ticks = axis.ticks(values, chart.unit)
    plot, room = _plot(area, chart, ticks, words)
    axes = sheet.axes(plot)
    _set_up(axes, chart, ticks, plot, words)
    for i, series in enumerate(axis.values_of(chart)):
        _line(axes, series, i, chart.broken)
    for target in _target(chart):
        axes.axhline(target, **target_stroke())
    _reform(sheet, axes, plot, chart, words)
    sheet.write(
        area.left, area.top - SMALL, axis.unit_said(chart.unit, words), size=SMALL, colour="ink-3"
    )
    write_ends(sheet, _ends(chart, ticks, plot.height, words), plot, room)


def _target(chart: Chart) -> list[float]:
    found = axis.shown(chart.target, chart.unit)
    return [] if found is None else [found]


def _plot(area: Area, chart: Chart, ticks: Sequence[float], words: Words) -> tuple[Area, float]:
    """Between the ticks' numbers and the labels at the lines' ends, and the room for these."""
    left = max(width(axis.tick_said(tick, chart.unit, words)) for tick in ticks) + 8
    most = area.width * SHARE
    room = room_for(_ends(chart, ticks, area.height, words), most)
    return area.inside(left=left, right=room + 10, top=SMALL * 2.2, bottom=PLAIN * 2.2), most


def _set_up(axes: Axes, chart: Chart, ticks: Sequence[float], plot: Area, words: Words) -> None:
    count = len(chart.categories)
    axes.set_xlim(-0.25, count - 0.75)
    axes.set_ylim(ticks[0], ticks[-1])
    labels = [axis.tick_said(tick, chart.unit, words) for tick in ticks]
    axes.set_yticks(ticks, labels=labels, **style())
    axes.grid(visible=True, axis="y", color=ink("rule"), linewidth=0.5, zorder=0)
    axes.set_axisbelow(True)
    named = _named(chart.categories, plot.width)
    axes.set_xticks(named, labels=[chart.categories[i] for i in named], **style())
    axes.spines["bottom"].set(visible=True, color=ink("ink-3"), linewidth=0.75)


def _named(categories: Sequence[str], room: float) -> list[int]:
    """Which months are written under the axis: the last one, and back from it as room allows."""
    widest = max(width(name) for name in categories) + 9
    step = ceil(len(categories) * widest / room)
    return sorted(range(len(categories) - 1, -1, -step))


def _line(axes: Axes, values: Sequence[float | None], place: int, broken: int | None) -> None:
    colour, points, dashes = STROKES[min(place, len(STROKES) - 1)]
    steps = [
        step
        for i, value in enumerate(values)
        for step in ([(i - 0.5, None)] if i and i == broken else []) + [(float(i), value)]
    ]
    heights = [nan if value is None else value for _, value in steps]
    how: dict[str, Any] = {"color": ink(colour), "linewidth": points, "zorder": 4 - min(place, 1)}
    axes.plot(
        [x for x, _ in steps],
        heights,
        linestyle=dashes,
        clip_on=False,
        solid_capstyle="round",
        **how,
    )
    alone = _alone([value for _, value in steps])
    axes.plot(
        [steps[i][0] for i in alone],
        [heights[i] for i in alone],
        linestyle="none",
        marker="o",
        markersize=points * 2.4,
        clip_on=False,
        **how,
    )


def _alone(values: Sequence[float | None]) -> list[int]:
    """Months without a neighbour: a line would not show them, so they are dots."""
    around = [None, *values, None]
    return [
        i
        for i, value in enumerate(values)
        if value is not None and around[i] is None and around[i + 2] is None
    ]


def _reform(sheet: Sheet, axes: Axes, plot: Area, chart: Chart, words: Words) -> None:
    """Before the first month of the new units, over the whole height; its words stand above."""
    if not chart.broken:
        return
    axes.axvline(chart.broken - 0.5, color=ink("ink-3"), linewidth=0.75, linestyle=(0, (4, 3)))
    said = words("{day}: đổi đơn vị", day=chart.categories[chart.broken])
    count = len(chart.categories) - 0.5
    x = plot.left + (chart.broken - 0.25) / count * plot.width
    half = width(said, SMALL) / 2
    x = min(max(x, plot.left + half), plot.right - half)
    sheet.write(x, plot.top + 4, said, size=SMALL, colour="ink-2", ha="center")


def _ends(chart: Chart, ticks: Sequence[float], height: float, words: Words) -> list[End]:
    span = (ticks[-1] - ticks[0]) or 1.0
    ends = []
    for i, (series, values) in enumerate(zip(chart.series, axis.values_of(chart), strict=True)):
        last = next((value for value in reversed(values) if value is not None), None)
        if last is not None:
            ends.append(
                End(
                    at=(last - ticks[0]) / span * height,
                    figure=axis.said(last, chart, words),
                    name=series.name,
                    colour=STROKES[min(i, len(STROKES) - 1)][0],
                )
            )
    for target in _target(chart):
        at = (target - ticks[0]) / span * height
        ends.append(End(at=at, figure="", name=axis.target_said(chart, words), colour="ink-2"))
    return ends
