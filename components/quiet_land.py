"""Communes as plain land: for maps on which nothing but points or hexagons has a colour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from components.look import Look
from components.map_layers import ring_layer, view
from components.map_parts import Outlines
from components.theme import CLEAR, template, tokens


def quiet_land(
    communes: Sequence[str],
    geojson: str,
    look: Look,
    *,
    fill: str = "cover-1",
    edge: str = "map-edge",
) -> go.Choropleth:
    """`communes`: keys of the outlines at `geojson`; `fill`, `edge`: tokens."""
    colour = tokens(look.theme)
    return go.Choropleth(
        geojson=geojson,
        locations=list(communes),
        z=[0] * len(communes),
        colorscale=[[0, colour[fill]], [1, colour[fill]]],
        showscale=False,
        marker={"line": {"color": colour[edge], "width": 0.8}},
        hoverinfo="skip",
    )


def edge_layers(outlines: Outlines, look: Look) -> list[go.Scattergeo]:
    """Districts, and the province's own edge over them."""
    return [
        ring_layer(outlines.districts, "map-district", 1.0, look),
        ring_layer(outlines.coast, "ink-2", 1.4, look),
    ]


def land_layout(outlines: Outlines, look: Look, *, moves: str) -> dict[str, Any]:
    """Of a map that fills its box. `moves`: where a hand has moved it outlives a refresh as long as
    this word stays."""
    return {
        "template": template(look.theme, look.size, look.words.lang),
        "uirevision": moves,
        "hovermode": "closest",
        "dragmode": "pan",
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "geo": {"bgcolor": CLEAR, "visible": False, "projection": {"type": "mercator"}}
        | view(outlines.coast),
    }
