"""How many people so many stations reach: a line that bends where another one brings little."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from components.chart_note import ChartNote
from components.line import stroke
from components.look import Look
from components.theme import template, text_px, tokens
from wording import format as fmt

FEWEST_TICKS = 12  # so many steps, and fewer, are all written at the axis


@dataclass(frozen=True, slots=True, kw_only=True)
class CurvePoint:
    """`chosen`: the plan that the page is about."""

    stations: int
    people: int
    chosen: bool = False


def reach_curve(points: Sequence[CurvePoint], *, look: Look, note: ChartNote) -> go.Figure:
    """From no station on. Labelled where the plan stands and at the end."""
    words = look.words
    figure = go.Figure([_line(points, look), _chosen(points, look)])
    most = points[-1].stations if points else 1
    return figure.update_layout(
        template=template(look.theme, look.size, words.lang),
        meta=note.meta(
            [words("Số trạm mới"), words("Người có sóng thêm")],
            [[point.stations, point.people] for point in points],
        ),
        uirevision="curve",
        xaxis={"dtick": 1 if most <= FEWEST_TICKS else None, "rangemode": "tozero"}
        | {"title": {"text": words("Số trạm mới"), "standoff": 8}},
        yaxis={"rangemode": "tozero", "tickformat": ","},
        annotations=[_label(point, look) for point in _labelled(points)],
        margin={"l": 46, "r": 64, "t": 24, "b": 46},
        hovermode=False if look.wall else "x unified",
    )


def _line(points: Sequence[CurvePoint], look: Look) -> go.Scatter:
    return go.Scatter(
        x=[point.stations for point in points],
        y=[point.people for point in points],
        name=look.words("Người có sóng thêm"),
        mode="lines",
        line=stroke("actual", look),
        hovertemplate="%{y:,.0f}",
        cliponaxis=False,
    )


def _chosen(points: Sequence[CurvePoint], look: Look) -> go.Scatter:
    chosen = [point for point in points if point.chosen]
    return go.Scatter(
        x=[point.stations for point in chosen],
        y=[point.people for point in chosen],
        mode="markers",
        marker={"size": text_px(look.size) * 0.8, "color": tokens(look.theme)["accent"]},
        hoverinfo="skip",
        cliponaxis=False,
    )


def _labelled(points: Sequence[CurvePoint]) -> list[CurvePoint]:
    return [point for at, point in enumerate(points) if point.chosen or at == len(points) - 1]


def _label(point: CurvePoint, look: Look) -> dict[str, Any]:
    return {
        "x": point.stations,
        "y": point.people,
        "text": f"<b>{fmt.number(point.people, 0, look.words.lang)}</b>",
        "showarrow": False,
        "xanchor": "right" if point.chosen else "left",
        "xshift": -6 if point.chosen else 7,
        "yshift": 10 if point.chosen else 0,
        "font": {"color": tokens(look.theme)["ink"]},
    }
