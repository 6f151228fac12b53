"""The coverage map: communes in five steps, villages as diamonds, outlines as lines.

The first trace holds what changes: `coverage_patch` sends its steps and texts and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go
from dash import Patch, html
from dash.development.base_component import Component

from components.chart_note import ChartNote
from components.look import Look
from components.map_layers import (
    chosen_layer,
    chosen_of,
    code_of,
    commune_layer,
    customdata,
    label_layer,
    leader_layer,
    ring_layer,
    site_layers,
    view,
    village_layer,
)
from components.map_parts import MapLabel, Outlines, SitePoint, VillagePoint, neighbours
from components.plot import plot
from components.steps import Steps
from components.theme import CLEAR, template
from metrics.reading import Reading
from wording.words import Words

__all__ = [
    "MapLabel",
    "Outlines",
    "SitePoint",
    "VillagePoint",
    "coverage_figure",
    "coverage_patch",
    "map_stage",
    "neighbours",
]

# A district may reach into the corner where the legend stands; the province does not.
LEGEND_PX = 64
LABEL_ROOM = 0.3
VILLAGES = 4  # their trace


def coverage_figure(
    communes: Sequence[Reading],
    *,
    geojson: str,
    steps: Steps,
    look: Look,
    note: ChartNote,
    villages: Sequence[VillagePoint] = (),
    outlines: Outlines | None = None,
    labels: Sequence[MapLabel] = (),
    sites: Sequence[SitePoint] = (),
    selected: str = "",
    small: bool = False,
) -> go.Figure:
    """`communes`: one reading a commune, `group.code` being the `id` of a feature at the URL
    `geojson`. A commune without a value is drawn in the track's colour, never as 0."""
    lines = outlines or Outlines()
    figure = go.Figure(
        [
            commune_layer(communes, geojson, steps, look),
            chosen_layer(communes, geojson, look, selected),
            ring_layer(lines.districts, "map-district", 1.0, look),
            ring_layer(lines.coast, "ink-2", 1.4, look),
            village_layer(villages, look, small),
            leader_layer(labels, look),
            label_layer([label for label in labels if label.far], look),
            label_layer([label for label in labels if not label.far], look),
            *site_layers(sites, look),
        ]
    )
    return figure.update_layout(
        template=template(look.theme, look.size, look.words.lang),
        meta=note.meta(*_table(communes, look.words)),
        uirevision="map",
        hovermode=False if look.wall else "closest",
        dragmode=False if look.wall else "pan",
        margin={"l": 0, "r": 0, "t": 0, "b": 0 if lines.districts or small else LEGEND_PX},
        clickmode="event",
        hoverdistance=8,  # else the nearest village takes every click on its commune
        geo={"bgcolor": CLEAR, "visible": False, "projection": {"type": "mercator"}}
        | view(lines.coast, room=LABEL_ROOM if any(label.leads_to for label in labels) else 0.0),
    )


def coverage_patch(
    communes: Sequence[Reading],
    *,
    steps: Steps,
    look: Look,
    note: ChartNote,
    villages: Sequence[VillagePoint] = (),
    selected: str = "",
    small: bool = False,
) -> Patch:
    """The same communes in the same order with other values: zoom and outlines stay."""
    change = Patch()
    change["data"][0]["z"] = [steps.step(reading.value) for reading in communes]
    change["data"][0]["customdata"] = customdata(communes, look.words)
    change["data"][1]["locations"], change["data"][1]["z"] = chosen_of(communes, selected)
    points = village_layer(villages, look, small).to_plotly_json()
    for name in ("lon", "lat", "customdata"):
        change["data"][VILLAGES][name] = points[name]
    for name in ("size", "color"):
        change["data"][VILLAGES]["marker"][name] = points["marker"][name]
    change["layout"]["meta"] = note.meta(*_table(communes, look.words))
    return change


def map_stage(
    figure: go.Figure,
    *,
    id: str,
    legend: Component | None = None,
    corner: Component | None = None,
    kind: str = "",
    canvas: bool = False,
) -> html.Div:
    """The map with its figure in the sea's corner and its legend in the western one. `canvas`:
    map_points.js draws spots over it."""
    return html.Div(
        [
            plot(figure, id=id, kind="plot-map", canvas=canvas),
            html.Div(corner, className="corner") if corner is not None else None,
            legend,
        ],
        className=f"stage {kind}".strip(),
    )


def _table(communes: Sequence[Reading], words: Words) -> tuple[list[str], list[list[Any]]]:
    title = words.label(communes[0].metric) if communes else ""
    rows = [
        [code_of(reading), reading.group.label if reading.group else "", reading.value]
        for reading in communes
    ]
    return [words("Mã"), words("Xã"), title], rows
