"""Promised villages by what has become of each: a shape and a colour a state, on quiet land."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go
from dash import Patch

from components.chart_note import ChartNote
from components.look import Look
from components.map_parts import Outlines
from components.promise_words import STATE_MARKS, STATE_WORDS
from components.quiet_land import edge_layers, land_layout, quiet_land
from components.theme import tokens
from metrics.commitments.states import State

POINT_PX = 9
FIRST_STATE = 3  # traces before those of states: land, districts, coast


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisePoint:
    """`said`: the promise in words, under the village's name."""

    name: str
    commune: str
    longitude: float
    latitude: float
    state: State
    said: str
    people: int


def promise_figure(
    points: Sequence[PromisePoint],
    *,
    communes: Sequence[str],
    geojson: str,
    outlines: Outlines,
    look: Look,
    note: ChartNote,
) -> go.Figure:
    """`communes`: keys of the outlines that make the land. What needs somebody lies on top."""
    figure = go.Figure(
        [
            quiet_land(communes, geojson, look),
            *edge_layers(outlines, look),
            *(_layer(points, state, look) for state in reversed(State)),
        ]
    )
    return figure.update_layout(
        meta=note.meta(*_table(points, look)),
        hoverdistance=8,
        **land_layout(outlines, look, moves="promises"),
    )


def promise_patch(points: Sequence[PromisePoint], *, look: Look, note: ChartNote) -> Patch:
    """The same map with other promises: its outlines, which are most of it, stay."""
    change = Patch()
    for at, state in enumerate(reversed(State), start=FIRST_STATE):
        own = [point for point in points if point.state is state]
        change["data"][at]["lon"] = [point.longitude for point in own]
        change["data"][at]["lat"] = [point.latitude for point in own]
        change["data"][at]["customdata"] = _said(own, look)
    change["layout"]["meta"] = note.meta(*_table(points, look))
    return change


def _layer(points: Sequence[PromisePoint], state: State, look: Look) -> go.Scattergeo:
    colour, words = tokens(look.theme), look.words
    symbol, token = STATE_MARKS[state]
    own = [point for point in points if point.state is state]
    edge = colour[token] if symbol.endswith("-open") else colour["point-edge"]
    return go.Scattergeo(
        lon=[point.longitude for point in own],
        lat=[point.latitude for point in own],
        name=words(STATE_WORDS[state]),
        customdata=_said(own, look),
        mode="markers",
        marker={
            "symbol": symbol,
            "size": POINT_PX,
            "color": colour[token],
            "line": {"color": edge, "width": 1.6 if symbol.endswith("-open") else 1},
            "opacity": 1,
        },
        hovertemplate="<b>%{customdata[0]}</b>, %{customdata[1]}<br>%{customdata[2]}"
        "<br>%{customdata[3]}<extra></extra>",
    )


def _said(points: Sequence[PromisePoint], look: Look) -> list[list[str]]:
    return [[p.name, p.commune, look.words(STATE_WORDS[p.state]), p.said] for p in points]


def _table(
    points: Sequence[PromisePoint], look: Look
) -> tuple[list[str], list[list[str | int | float]]]:
    words = look.words
    heads = [words("Thôn, bản"), words("Xã"), words("Trạng thái"), words("Cam kết")]
    rows: list[list[str | int | float]] = [
        [
            p.name,
            p.commune,
            words(STATE_WORDS[p.state]),
            p.said,
            p.people,
        ]
        for p in points
    ]
    return [*heads, words("Người")], rows
