"""Rows of a bar chart: names in their lines, how high each is, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exports.briefing import Chart
from exports.pictures.letters import LEADING, PLAIN, lines_of
from exports.pictures.sheet import Area

NAMES = 0.36  # of the width, at most
AIR = 6.0  # points between two rows, at least
BAR = 9.5  # points that a bar is high


@dataclass(frozen=True, slots=True)
class Row:
    """`height`: in points, with its air."""

    name: tuple[str, ...]
    height: float


def rows_of(chart: Chart, room: float) -> list[Row]:
    """As low as they can be in so many points of width."""
    bars = len(chart.series) * BAR
    named = [tuple(lines_of(name, room * NAMES)) for name in chart.categories]
    return [Row(name, max(len(name) * PLAIN * LEADING, bars) + AIR) for name in named]


def height_of_all(rows: Sequence[Row]) -> float:
    return sum(row.height for row in rows)


def that_fit(rows: Sequence[Row], height: float) -> int:
    """How many of the first, one at least."""
    used, count = 0.0, 0
    for row in rows:
        used += row.height
        count += used <= height + 0.5
    return max(count, 1)


def middles(rows: Sequence[Row], plot: Area) -> list[float]:
    """How high each stands on the sheet; room that is left over is shared out evenly."""
    more = max(plot.height - height_of_all(rows), 0.0) / len(rows)
    found, top = [], plot.top
    for row in rows:
        found.append(top - (row.height + more) / 2)
        top -= row.height + more
    return found
