"""Bars of units, the first on top, each with its value; the target is a dashed line across.

Bars begin at nothing. Where the sheet is too low for all of them, the first are drawn and the rest
is counted below.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from exports.briefing import Chart
from exports.pictures import axis
from exports.pictures.letters import LEADING, PLAIN, SMALL, ink, target_stroke, width
from exports.pictures.rows import BAR, Row, height_of_all, middles, rows_of, that_fit
from exports.pictures.sheet import MM, Area, Sheet
from metrics.metric import Unit
from wording.words import Words

FILLS = ("ink-2", "rule", "group-4", "group-5")
REST = SMALL * 2.2  # points, of the line that counts what is not drawn


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plot:
    sheet: Sheet
    axes: Axes
    area: Area
    chart: Chart
    words: Words

    def across(self, value: float) -> float:
        """Where a value lies on the sheet, in points."""
        low, high = self.axes.get_xlim()
        return self.area.left + (value - low) / (high - low) * self.area.width


def least_mm(chart: Chart, width_mm: float) -> float:
    """How high a picture is that has room for all bars."""
    return (height_of_all(rows_of(chart, width_mm * MM)) + _above(chart) + 2) / MM


def draw_bars(sheet: Sheet, area: Area, chart: Chart, words: Words) -> None:
    rows, room = rows_of(chart, area.width), area.inside(top=_above(chart))
    if height_of_all(rows) > room.height + 0.5:
        room = room.inside(bottom=REST)
        count = that_fit(rows, room.height)
        said = words("Còn {n} dòng nữa trong bảng số liệu", n=len(rows) - count)
        sheet.write(area.left, area.bottom + 2, said, size=SMALL, colour="ink-3")
        rows = rows[:count]
    inner = _between_words(room, chart, rows, words)
    plot = _Plot(sheet=sheet, axes=sheet.axes(inner), area=inner, chart=chart, words=words)
    _set_up(plot)
    for i, (row, middle) in enumerate(zip(rows, middles(rows, inner), strict=True)):
        _name(sheet, inner.left - 6, middle, row.name)
        for j in range(len(chart.series)):
            _bar(plot, i, j, middle - (j - (len(chart.series) - 1) / 2) * BAR)
    _unit(plot)
    _target(plot)


def _above(chart: Chart) -> float:
    captioned = chart.target is not None or chart.unit is not Unit.RATIO
    return SMALL * 2 if captioned else 2.0


def _between_words(plot: Area, chart: Chart, rows: Sequence[Row], words: Words) -> Area:
    """Names at the left, the longest value at the right (both sides, where some are below 0)."""
    names = max(width(line) for row in rows for line in row.name)
    every = [value for values in axis.values_of(chart) for value in values]
    value = max(width(axis.said(value, chart, words), PLAIN, 600) for value in every)
    named = max(width(series.name) + 5 for series in chart.series) if _several(chart) else 0.0
    left = value + 5 if min(axis.known(chart), default=0.0) < 0 else 0.0
    return plot.inside(left=names + 7 + left, right=value + named + 6)


def _several(chart: Chart) -> bool:
    return len(chart.series) > 1


def _set_up(plot: _Plot) -> None:
    target = axis.shown(plot.chart.target, plot.chart.unit)
    values = [0.0, *axis.known(plot.chart), *([] if target is None else [target])]
    low, high = min(values), max(values)
    plot.axes.set_xlim(low, high if high > low else low + 1)
    plot.axes.set_ylim(plot.area.bottom, plot.area.top)  # the sheet's own points
    plot.axes.set_xticks([])
    plot.axes.set_yticks([])
    plot.axes.axvline(0, color=ink("ink-3"), linewidth=0.75, zorder=5)


def _name(sheet: Sheet, x: float, middle: float, lines: Sequence[str]) -> None:
    top = middle + len(lines) * PLAIN * LEADING / 2
    for i, line in enumerate(lines):
        y = top - (i + 0.5) * PLAIN * LEADING
        sheet.write(x, y, line, ha="right", va="center_baseline", colour="ink")


def _bar(plot: _Plot, i: int, j: int, middle: float) -> None:
    value = axis.values_of(plot.chart)[j][i]
    if value is not None:
        fill = ink(FILLS[min(j, len(FILLS) - 1)])
        thick = BAR - (0.7 if _several(plot.chart) else 0)
        plot.axes.barh(middle, value, height=thick, color=fill, linewidth=0, zorder=3)
    end = _figure(plot, value, middle)
    if i == 0 and _several(plot.chart):
        name = plot.chart.series[j].name
        plot.sheet.write(end + 5, middle, name, va="center_baseline", zorder=6)


def _figure(plot: _Plot, value: float | None, middle: float) -> float:
    """At the bar's end, on a ground of its own, so that the target's line does not strike it;
    returns where it ends."""
    said = axis.said(value, plot.chart, plot.words)
    below = value is not None and value < 0
    weight, colour = (400, "ink-3") if value is None else (600, "ink")
    x = plot.across(value or 0.0) + (-4 if below else 4)
    plot.sheet.write(
        x,
        middle,
        said,
        weight=weight,
        colour=colour,
        ha="right" if below else "left",
        va="center_baseline",
        bbox={"facecolor": ink("surface-page"), "edgecolor": "none", "pad": 0.6},
        zorder=6,
    )
    return x + (0.0 if below else width(said, PLAIN, weight))


def _unit(plot: _Plot) -> None:
    """Over names: percent is said at every bar, what is counted only here."""
    if plot.chart.unit is not Unit.RATIO:
        said = axis.unit_said(plot.chart.unit, plot.words)
        x = plot.across(0.0) - 7
        plot.sheet.write(x, plot.area.top + 4, said, size=SMALL, colour="ink-3", ha="right")


def _target(plot: _Plot) -> None:
    target = axis.shown(plot.chart.target, plot.chart.unit)
    if target is None:
        return
    plot.axes.axvline(target, **target_stroke())
    said = axis.target_said(plot.chart, plot.words)
    half = width(said, SMALL) / 2
    x = min(plot.across(target), plot.sheet.area.width - half - 1)
    plot.sheet.write(x, plot.area.top + 4, said, size=SMALL, colour="ink-2", ha="center")
