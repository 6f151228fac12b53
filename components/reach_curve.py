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


def reach_curve(
    points: Sequence[CurvePoint],
    *,
    look: Look,
    note: ChartNote,
    other: Sequence[CurvePoint] = (),
    names: tuple[str, str] = ("", ""),
) -> go.Figure:
    """From no station on. Labelled where the plan stands and at the end. `other`: of the plan that
    it is compared with; `names`: of the two."""
    words = look.words
    lines = [points, other] if other else [points]
    figure = go.Figure(
        [
            *(_line(each, look, at, names[at]) for at, each in enumerate(lines)),
            *(_chosen(each, look) for each in lines),
        ]
    )
    most = max((each[-1].stations for each in lines if each), default=1)
    return figure.update_layout(
        template=template(look.theme, look.size, words.lang),
        meta=note.meta(
            [
                words("Số trạm mới"),
                *(name or words("Người có sóng thêm") for name in names[: len(lines)]),
            ],
            _rows(lines),
        ),
        uirevision="curve",
        xaxis={"dtick": 1 if most <= FEWEST_TICKS else None, "rangemode": "tozero"}
        | {"title": {"text": words("Số trạm mới"), "standoff": 8}},
        yaxis={"rangemode": "tozero", "tickformat": ","},
        annotations=[
            _label(point, look, names[at][-1:])
            for at, each in enumerate(lines)
            for point in _labelled(each)
        ],
        margin={"l": 46, "r": 64, "t": 24, "b": 46},
        hovermode=False if look.wall else "x unified",
    )


def _rows(lines: Sequence[Sequence[CurvePoint]]) -> list[list[int | None]]:
    """A row a number of stations; of each line the people, None beyond its end."""
    people = [{point.stations: point.people for point in each} for each in lines]
    numbers = sorted({number for each in people for number in each})
    return [[number, *(each.get(number) for each in people)] for number in numbers]


def _line(points: Sequence[CurvePoint], look: Look, at: int, name: str) -> go.Scatter:
    return go.Scatter(
        x=[point.stations for point in points],
        y=[point.people for point in points],
        name=name or look.words("Người có sóng thêm"),
        mode="lines",
        line=stroke("second" if at else "actual", look),
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


def _label(point: CurvePoint, look: Look, letter: str) -> dict[str, Any]:
    """'A 4.312' where two plans are drawn."""
    said = f"<b>{fmt.number(point.people, 0, look.words.lang)}</b>"
    return {
        "x": point.stations,
        "y": point.people,
        "text": f"{letter} {said}" if letter else said,
        "showarrow": False,
        "xanchor": "right" if point.chosen else "left",
        "xshift": -6 if point.chosen else 7,
        "yshift": 10 if point.chosen else 0,
        "font": {"color": tokens(look.theme)["ink"]},
    }
