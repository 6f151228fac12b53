"""Lines over months. Labels stand at the lines' ends, never in a legend."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import plotly.graph_objects as go
from dash.development.base_component import Component

from components import ids
from components.chart_note import ChartNote
from components.end_labels import bare, end_labels
from components.line import Line, shown, stroke
from components.look import Look
from components.panel import panel
from components.plot import plot
from components.theme import template, text_px, tokens
from data_access.days import month_key
from metrics.metric import Unit
from metrics.reading import Point
from wording import format as fmt
from wording.source_view import SourceView
from wording.words import Words


def trend(
    title: str,
    figure: go.Figure,
    *,
    name: str,
    words: Words,
    source: SourceView | None,
    note: ChartNote | None = None,
    sub: str = "",
    kind: str = "",
) -> Component:
    """A panel around `trend_figure`; without `note` it has no menu (the wall)."""
    body = plot(figure, id=ids.graph(name), kind="plot-trend")
    return panel(
        title,
        body,
        name=name,
        words=words,
        source=source,
        sub=sub,
        note=note,
        kind=f"trend {kind}".strip(),
    )


def trend_figure(
    lines: Sequence[Line],
    *,
    unit: Unit,
    look: Look,
    note: ChartNote,
    decimals: int = 0,
    target: float | None = None,
    changed: date | None = None,
    broken: bool = False,
) -> go.Figure:
    """Values in the metric's unit (a ratio as a fraction). A missing month breaks the line; a rule
    stands where the unit `changed`, and with `broken` the lines do not go on over it."""
    months = sorted({point.month for line in lines for point in line.points})
    empty = _nothing(lines, look)
    drawn = lines if empty else [*lines, *_goal(target, months, unit, look)]
    labels = end_labels(drawn, unit, look, decimals)
    gap = month_key(changed) if changed and broken else 0
    figure = go.Figure([_trace(line, months, unit, look, decimals, gap) for line in drawn])
    return figure.update_layout(
        template=template(look.theme, look.size, look.words.lang),
        meta=note.meta(*_table(lines, months, look.words)),
        uirevision="trend",
        xaxis=_axis(months, look.words),
        yaxis={"rangemode": "normal" if unit is Unit.RATIO else "tozero", "tickformat": ","}
        | ({"nticks": 4} if look.wall else {})
        | ({"showticklabels": False} if empty else {}),
        annotations=[*labels, *_change_label(changed, months, look), *empty],
        shapes=[*_year_breaks(months, look), *_change_rule(changed, months, look)],
        margin=_margin(labels, look),
        hovermode=False if look.wall else "x unified",
    )


def _margin(labels: Sequence[dict[str, Any]], look: Look) -> dict[str, int]:
    """At the right, as much as the longest label needs."""
    lines = [line for label in labels for line in bare(label["text"]).split("<br>")]
    text = text_px(look.size)
    right = round(max((len(line) for line in lines), default=0) * text * 0.6 + text * 1.4)
    if look.wall:
        return {"l": 175, "r": right, "t": 50, "b": 110}
    return {"l": 46, "r": right, "t": 12, "b": 38}


def _goal(target: float | None, months: Sequence[int], unit: Unit, look: Look) -> list[Line]:
    if target is None:
        return []
    value = fmt.goal(target, unit, look.words.lang)
    points = [Point(month=month, value=target) for month in months]
    return [Line(name=look.words("Mục tiêu {value}", value=value), points=points, kind="plan")]


def _trace(
    line: Line, months: Sequence[int], unit: Unit, look: Look, decimals: int, gap: int
) -> go.Scatter:
    """Before the month of `gap` nothing, so that the line stops there and begins anew."""
    found = {point.month: shown(point.value, unit) for point in line.points}
    sign = " %" if unit is Unit.RATIO else ""
    steps = [
        step for m in months for step in ([(m, None)] if m == gap else []) + [(m, found.get(m))]
    ]
    alone = _alone([value for _, value in steps])
    return go.Scatter(
        x=[fmt.month(month, look.words) for month, _ in steps],
        y=[value for _, value in steps],
        name=line.name,
        mode="lines+markers" if any(alone) else "lines",
        marker={"size": [text_px(look.size) * 0.5 if each else 0 for each in alone]}
        if any(alone)
        else None,
        line=stroke(line.kind, look),
        hovertemplate=f"%{{y:,.{decimals}f}}{sign}",
        connectgaps=False,
        cliponaxis=False,
    )


def _alone(values: Sequence[float | None]) -> list[bool]:
    """Months without a neighbour: a line would not show them, so they are dots."""
    around = [None, *values, None]
    return [
        value is not None and around[i] is None and around[i + 2] is None
        for i, value in enumerate(values)
    ]


def _nothing(lines: Sequence[Line], look: Look) -> list[dict[str, Any]]:
    """An empty chart says that it is."""
    if any(point.value is not None for line in lines for point in line.points):
        return []
    said = {"text": look.words("Chưa có dữ liệu"), "showarrow": False}
    return [said | {"x": 0.5, "y": 0.5, "xref": "paper", "yref": "paper"}]


def _axis(months: Sequence[int], words: Words) -> dict[str, Any]:
    """The first month, June and the last month, the year under June; all where there are few."""
    every, last = len(months) <= 14, len(months) - 1
    ticks = [i for i, month in enumerate(months) if every or i in (0, last) or month % 100 == 6]
    said = [_tick(months[i], words, 1 if every else 6) for i in ticks]
    return {"type": "category", "tickvals": ticks, "ticktext": said, "tickangle": 0} | {
        "range": [0, len(months) - 1],
        "autorange": False,
    }


def _tick(month: int, words: Words, year_at: int) -> str:
    said = fmt.month_tick(month, words)
    return f"{said}<br>{month // 100}" if month % 100 == year_at else said


def _year_breaks(months: Sequence[int], look: Look) -> list[dict[str, Any]]:
    """A short rule under the axis between December and January."""
    rule = {"color": tokens(look.theme)["ink-3"], "width": 3 if look.wall else 1}
    return [
        {"type": "line", "yref": "paper", "y0": 0, "y1": -0.09, "line": rule}
        | {"x0": i - 0.5, "x1": i - 0.5}
        for i, month in enumerate(months)
        if i and month % 100 == 1
    ]


def _change_rule(changed: date | None, months: Sequence[int], look: Look) -> list[dict[str, Any]]:
    """Before the first month of the new unit, over the whole height."""
    rule = {"color": tokens(look.theme)["ink-3"], "width": 3 if look.wall else 1, "dash": "dash"}
    return [
        {"type": "line", "yref": "paper", "y0": 0, "y1": 1, "line": rule, "x0": at, "x1": at}
        for at in _change_at(changed, months)
    ]


def _change_label(changed: date | None, months: Sequence[int], look: Look) -> list[dict[str, Any]]:
    """To the side where there is more room."""
    return [
        {
            "x": at,
            "y": 1,
            "yref": "paper",
            "yanchor": "top",
            "xanchor": "right" if at > len(months) / 2 else "left",
            "xshift": -4 if at > len(months) / 2 else 4,
            "text": look.words("{day}: đổi đơn vị", day=fmt.plain_day(changed)),
            "showarrow": False,
            "font": {"color": tokens(look.theme)["ink-2"]},
        }
        for at in _change_at(changed, months)
        if changed
    ]


def _change_at(changed: date | None, months: Sequence[int]) -> list[float]:
    """Its place on the axis of months; none where it lies outside."""
    key = month_key(changed) if changed else 0
    return [at - 0.5 for at, month in enumerate(months) if month == key]


def _table(
    lines: Sequence[Line], months: Sequence[int], words: Words
) -> tuple[list[str], list[list[Any]]]:
    values = [{point.month: point.value for point in line.points} for line in lines]
    rows = [[fmt.month(month, words), *(v.get(month) for v in values)] for month in months]
    return [words("Tháng"), *(line.name for line in lines)], rows
