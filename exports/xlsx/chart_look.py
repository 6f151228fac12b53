"""How charts of a workbook look: as those on slides do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from exports.briefing import Chart, Series
from exports.chart_lines import place_of
from exports.number_codes import code_with_unit, number_code
from exports.palette import palette
from exports.scale import Scale, decimals, scale
from exports.xlsx.book import FONT, Book
from exports.xlsx.typed import dates_of

LINES = ("ink", "accent", "cover-5", "ink-3", "group-4")
BARS = ("ink-3", "accent", "cover-5", "group-4")
SEEN_THROUGH = 45  # percent, of bars: their values are read on them
WIDE, TALL = 760, 380  # pixels
BAR = 24  # pixels that a unit takes
MANY = 18  # months: from so many on, not each is named


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """`looks`: of each series, in their order."""

    made: Any
    looks: tuple[dict[str, Any], ...]


def line_chart(book: Book, of: Chart, lines: Sequence[Series]) -> Drawing:
    """Months are dates in the cells, and are named as the cells name them."""
    chart, axis = book.workbook.add_chart({"type": "line"}), scale(of)
    _framed(chart, TALL)
    chart.set_x_axis(
        {
            "num_font": _font(),
            "line": {"color": colour("ink-3")},
            "major_tick_mark": "none",
            "text_axis": True,
            **_named(of),
            "interval_unit": 3 if len(of.categories) > MANY else 1,
        }
    )
    chart.set_y_axis(_up(of, axis))
    chart.show_blanks_as("gap")
    if len(lines) > 1:
        chart.set_legend({"position": "bottom", "font": _font()} | _without_halves(of, lines))
    return Drawing(made=chart, looks=tuple(_line(of, lines, at) for at in range(len(lines))))


def _named(of: Chart) -> dict[str, Any]:
    dates = dates_of(of.table, 0)
    return {"num_format": dates[1]} if dates else {}


def _without_halves(of: Chart, lines: Sequence[Series]) -> dict[str, Any]:
    """A line that is in two is named once."""
    whole = {series.name for series in of.series}
    targets = {len(lines) - 1} if of.target is not None else set()
    halves = [at for at, line in enumerate(lines) if line.name not in whole and at not in targets]
    return {"delete_series": halves} if halves else {}


def _line(of: Chart, lines: Sequence[Series], at: int) -> dict[str, Any]:
    if of.target is not None and at == len(lines) - 1:
        return {"line": {"color": colour("ink"), "width": 1.25, "dash_type": "dash"}}
    named = LINES[place_of(of, lines[at]) % len(LINES)]
    fill = {"fill": {"color": colour(named)}, "border": {"color": colour(named)}}
    return {
        "line": {"color": colour(named), "width": 2.25},
        "marker": {"type": "circle", "size": 4, **fill},
    }


def _up(of: Chart, axis: Scale) -> dict[str, Any]:
    return {
        "num_format": number_code(of.unit, decimals(axis, of.unit)),
        "num_font": _font(),
        "line": {"none": True},
        "major_tick_mark": "none",
        "major_gridlines": {"visible": True, "line": {"color": colour("rule"), "width": 0.5}},
        "min": axis.low,
        "max": axis.high,
        "major_unit": axis.step,
    }


def bar_chart(book: Book, of: Chart, lines: Sequence[Series]) -> Drawing:
    chart, axis = book.workbook.add_chart({"type": "bar"}), scale(of)
    _framed(chart, max(200, 90 + BAR * len(of.categories) * len(lines)))
    chart.set_y_axis({"reverse": True, "num_font": _font("ink"), "major_tick_mark": "none"})
    chart.set_x_axis(
        {"visible": False, "major_gridlines": {"visible": False}, "min": axis.low, "max": axis.high}
    )
    if len(lines) > 1:
        chart.set_legend({"position": "bottom", "font": _font()})
    labels = {
        "value": True,
        "position": "inside_base",
        "num_format": code_with_unit(of.unit, of.decimals, book.of.head.words),
        "font": _font("ink"),
    }
    looks = ({"fill": _bar(at), "gap": 50, "data_labels": labels} for at in range(len(lines)))
    return Drawing(made=chart, looks=tuple(looks))


def _bar(at: int) -> dict[str, Any]:
    return {"color": colour(BARS[at % len(BARS)]), "transparency": SEEN_THROUGH}


def _framed(chart: Any, tall: int) -> None:
    chart.set_size({"width": WIDE, "height": tall})
    chart.set_chartarea({"border": {"none": True}})
    chart.set_legend({"none": True})


def _font(named: str = "ink-3") -> dict[str, Any]:
    return {"name": FONT, "size": 9, "color": colour(named)}


def colour(token: str) -> str:
    return f"#{palette()[token]}"
