"""Communes by how many weak points they have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from components.chart_note import ChartNote
from components.look import Look
from components.map_layers import ring_layer, step_colours, view
from components.map_parts import Outlines
from components.steps import NO_DATA, Steps
from components.theme import CLEAR, template, tokens
from metrics.metric import Unit

WEAK_STEPS = Steps(unit=Unit.POINTS, breaks=(1, 3, 5, 8), lower_is_better=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A commune by the key of its outline; `count` None where it has no points."""

    key: str
    name: str
    count: int | None
    said: str


def weak_figure(
    spots: Sequence[Spot], *, geojson: str, outlines: Outlines, look: Look, note: ChartNote
) -> go.Figure:
    figure = go.Figure(
        [
            _communes(spots, geojson, look),
            ring_layer(outlines.districts, "map-district", 1.0, look),
            ring_layer(outlines.coast, "ink-2", 1.4, look),
        ]
    )
    return figure.update_layout(
        template=template(look.theme, look.size, look.words.lang),
        meta=note.meta(
            [look.words("Mã"), look.words("Xã"), look.words("Điểm lõm"), look.words("Chỉ số")],
            [[spot.key, spot.name, spot.count, spot.said] for spot in spots],
        ),
        uirevision="weak",
        dragmode=False,
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        geo={"bgcolor": CLEAR, "visible": False, "projection": {"type": "mercator"}}
        | view(outlines.coast),
    )


def _communes(spots: Sequence[Spot], geojson: str, look: Look) -> go.Choropleth:
    return go.Choropleth(
        geojson=geojson,
        locations=[spot.key for spot in spots],
        z=[WEAK_STEPS.step(spot.count) for spot in spots],
        customdata=[[spot.name, spot.count, spot.said] for spot in spots],
        zmin=NO_DATA - 0.5,
        zmax=4.5,
        colorscale=step_colours(look),
        showscale=False,
        marker={"line": {"color": tokens(look.theme)["map-edge"], "width": 0.8}},
        hovertemplate="<b>%{customdata[0]}</b><br>%{customdata[1]}: %{customdata[2]}"
        "<extra></extra>",
    )
