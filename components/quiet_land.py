"""Communes as plain land: for maps on which nothing but points has a colour."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from components.look import Look
from components.theme import tokens


def quiet_land(communes: Sequence[str], geojson: str, look: Look) -> go.Choropleth:
    """`communes`: keys of the outlines at `geojson`."""
    colour = tokens(look.theme)
    return go.Choropleth(
        geojson=geojson,
        locations=list(communes),
        z=[0] * len(communes),
        colorscale=[[0, colour["cover-1"]], [1, colour["cover-1"]]],
        showscale=False,
        marker={"line": {"color": colour["map-edge"], "width": 0.8}},
        hoverinfo="skip",
    )
