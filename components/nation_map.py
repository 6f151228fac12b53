"""The map of provinces: those that told, in steps; those that are silent, marked as such."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from components.chart_note import ChartNote
from components.look import Look
from components.map_layers import chosen_layer, code_of, label_layer, ring_layer, step_colours
from components.map_parts import MapLabel, Ring
from components.steps import NO_DATA, Steps
from components.theme import CLEAR, template, tokens
from metrics.reading import Reading

BOX = ((101.6, 115.6), (7.3, 23.6))  # longitudes, latitudes: with both archipelagos
_WIDTH = {False: 0.7, True: 1.2}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvinceMark:
    """A province whose figures are not in the sum, at its middle; `said`: why."""

    name: str
    longitude: float
    latitude: float
    said: str


def nation_figure(
    provinces: Sequence[Reading],
    said: Sequence[str],
    *,
    geojson: str,
    steps: Steps,
    look: Look,
    note: ChartNote,
    coast: Sequence[Ring],
    marks: Sequence[ProvinceMark] = (),
    labels: Sequence[MapLabel] = (),
    selected: str = "",
) -> go.Figure:
    """One reading a province, `group.code` being the `id` of a feature at the URL `geojson`, with
    what is said of it when it is pointed at. Without a value it is in the track's colour."""
    figure = go.Figure(
        [
            _layer(provinces, said, geojson, steps, look),
            chosen_layer(provinces, geojson, look, selected),
            ring_layer(coast, "ink-3", 0.6, look),
            _marks(marks, look),
            label_layer([label for label in labels if label.far], look),
            label_layer([label for label in labels if not label.far], look),
        ]
    )
    (west, east), (south, north) = BOX
    return figure.update_layout(
        template=template(look.theme, look.size, look.words.lang),
        meta=note.meta(*_table(provinces, look)),
        uirevision="nation",
        hovermode=False if look.wall else "closest",
        dragmode=False,
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        clickmode="event",
        geo={
            "bgcolor": CLEAR,
            "visible": False,
            "projection": {"type": "mercator"},
            "lonaxis": {"range": [west, east]},
            "lataxis": {"range": [south, north]},
        },
    )


def _layer(
    provinces: Sequence[Reading], said: Sequence[str], geojson: str, steps: Steps, look: Look
) -> go.Choropleth:
    return go.Choropleth(
        geojson=geojson,
        locations=[code_of(reading) for reading in provinces],
        z=[steps.step(reading.value) for reading in provinces],
        customdata=[
            [code_of(reading), reading.group.label if reading.group else "", text]
            for reading, text in zip(provinces, said, strict=True)
        ],
        zmin=NO_DATA - 0.5,
        zmax=4.5,
        colorscale=step_colours(look),
        showscale=False,
        marker={
            "line": {"color": tokens(look.theme)["map-edge"], "width": _WIDTH[look.wall]},
        },
        hovertemplate="<b>%{customdata[1]}</b><br>%{customdata[2]}<extra></extra>",
    )


def _marks(marks: Sequence[ProvinceMark], look: Look) -> go.Scattergeo:
    """By shape, not by colour alone: a crossed circle."""
    colour = tokens(look.theme)
    return go.Scattergeo(
        lon=[mark.longitude for mark in marks],
        lat=[mark.latitude for mark in marks],
        customdata=[[mark.name, mark.said] for mark in marks],
        mode="markers",
        marker={
            "symbol": "circle-x-open",
            "size": 18 if look.wall else 13,
            "color": colour["status-missed"],
            "line": {"color": colour["status-missed"], "width": 2},
            "opacity": 1,
        },
        hovertemplate="<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>",
    )


def _table(provinces: Sequence[Reading], look: Look) -> tuple[list[str], list[list[Any]]]:
    words = look.words
    title = words.label(provinces[0].metric) if provinces else ""
    rows = [
        [code_of(reading), reading.group.label if reading.group else "", reading.value]
        for reading in provinces
    ]
    return [words("Mã"), words("Tỉnh"), title], rows
