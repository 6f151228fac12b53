"""The traces of a coverage map."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from components.look import Look
from components.map_parts import MapLabel, Ring, SitePoint, VillagePoint
from components.steps import NO_DATA, Steps
from components.theme import CLEAR, text_px, tokens
from metrics.reading import Reading
from wording import format as fmt
from wording.words import Words

# Of a village, by (wall, small map).
POINT_PX = {(False, False): 11, (False, True): 7, (True, False): 14, (True, True): 9}


def commune_layer(
    communes: Sequence[Reading], geojson: str, steps: Steps, look: Look
) -> go.Choropleth:
    return go.Choropleth(
        geojson=geojson,
        locations=[code_of(reading) for reading in communes],
        z=[steps.step(reading.value) for reading in communes],
        customdata=customdata(communes, look.words),
        zmin=NO_DATA - 0.5,
        zmax=4.5,
        colorscale=step_colours(look),
        showscale=False,
        marker={
            "line": {"color": tokens(look.theme)["map-edge"], "width": 1.2 if look.wall else 0.8}
        },
        hovertemplate="<b>%{customdata[1]}</b><br>%{customdata[2]}<extra></extra>",
    )


def step_colours(look: Look) -> list[list[Any]]:
    """Six flat bands: no data, then cover-1 to cover-5."""
    colour = tokens(look.theme)
    bands = [colour["track"], *(colour[f"cover-{i}"] for i in range(1, 6))]
    return [[(i + end) / 6, band] for i, band in enumerate(bands) for end in (0, 1)]


def chosen_layer(
    communes: Sequence[Reading], geojson: str, look: Look, selected: str
) -> go.Choropleth:
    """The edge of the chosen commune, over its neighbours' edges."""
    locations, z = chosen_of(communes, selected)
    return go.Choropleth(
        geojson=geojson,
        locations=locations,
        z=z,
        colorscale=[[0, CLEAR], [1, CLEAR]],
        showscale=False,
        marker={"line": {"color": tokens(look.theme)["accent"], "width": 4 if look.wall else 2.5}},
        hoverinfo="skip",
    )


def chosen_of(communes: Sequence[Reading], selected: str) -> tuple[list[str], list[int]]:
    found = [code_of(reading) for reading in communes if selected and code_of(reading) == selected]
    return found, [0] * len(found)


def view(coast: Sequence[Ring], *, room: float = 0.0) -> dict[str, Any]:
    """As large as the box allows: around the province's own edge, or else around the communes,
    where Plotly leaves a wide margin. `room`: for labels in the west, of the land's width."""
    places = [place for ring in coast for place in ring]
    if not places:
        return {"fitbounds": "locations"}
    longitudes, latitudes = [x for x, _ in places], [y for _, y in places]
    wide = max(longitudes) - min(longitudes)
    pad = 0.01 * wide  # else the clip cuts into the edge's stroke
    return {
        "lonaxis": {"range": [min(longitudes) - pad - room * wide, max(longitudes) + pad]},
        "lataxis": {"range": [min(latitudes) - pad, max(latitudes) + pad]},
    }


def ring_layer(rings: Sequence[Ring], token: str, width: float, look: Look) -> go.Scattergeo:
    places = [place for ring in rings for place in (*ring, (None, None))]
    return go.Scattergeo(
        lon=[lon for lon, _ in places],
        lat=[lat for _, lat in places],
        mode="lines",
        line={"color": tokens(look.theme)[token], "width": width * (1.5 if look.wall else 1.0)},
        hoverinfo="skip",
    )


def village_layer(villages: Sequence[VillagePoint], look: Look, small: bool) -> go.Scattergeo:
    colour = tokens(look.theme)
    people, lang = look.words("người"), look.words.lang
    size = POINT_PX[look.wall, small]
    return go.Scattergeo(
        lon=[village.longitude for village in villages],
        lat=[village.latitude for village in villages],
        customdata=[
            [v.code, v.name, v.commune, fmt.number(v.people, 0, lang), v.lacks, v.commune_code]
            for v in villages
        ],
        mode="markers",
        marker={
            "symbol": "diamond",
            "size": [(1.0 if v.severe else 0.7) * size for v in villages],
            "color": [
                colour["status-missed" if village.severe else "status-watch"]
                for village in villages
            ],
            "line": {"color": colour["point-edge"], "width": size / 8},
            "opacity": 1,
        },
        hovertemplate=(
            "<b>%{customdata[1]}</b>, %{customdata[2]}<br>%{customdata[3]} "
            f"{people}<br>%{{customdata[4]}}<extra></extra>"
        ),
    )


def site_layers(sites: Sequence[SitePoint], look: Look) -> list[go.Scattergeo]:
    """New stations and the circles that they reach, in the colour of what is chosen."""
    if not sites:
        return []
    colour, lang = tokens(look.theme), look.words.lang
    size = POINT_PX[look.wall, False]
    people = look.words("người")
    return [
        ring_layer([site.ring() for site in sites], "accent", 1.5, look),
        go.Scattergeo(
            lon=[site.longitude for site in sites],
            lat=[site.latitude for site in sites],
            customdata=[[s.name, fmt.number(s.people, 0, lang), s.said] for s in sites],
            mode="markers",
            marker={
                "symbol": "triangle-up",
                "size": 1.2 * size,
                "color": colour["accent"],
                "line": {"color": colour["surface-page"], "width": size / 8},
                "opacity": 1,
            },
            hovertemplate=(
                f"<b>%{{customdata[0]}}</b><br>%{{customdata[1]}} {people}"
                "<br>%{customdata[2]}<extra></extra>"
            ),
        ),
    ]


def label_layer(labels: Sequence[MapLabel], look: Look) -> go.Scattergeo:
    colour = tokens(look.theme)
    far = bool(labels) and labels[0].far
    return go.Scattergeo(
        lon=[label.longitude for label in labels],
        lat=[label.latitude for label in labels],
        text=[label.text.upper() if label.far else label.text for label in labels],
        mode="text",
        textposition=["middle left" if label.leads_to else "middle center" for label in labels],
        textfont={"color": colour["ink-3" if far else "ink"], "size": text_px(look.size)},
        hoverinfo="skip",
    )


def leader_layer(labels: Sequence[MapLabel], look: Look) -> go.Scattergeo:
    """From each label that names a place of the land to that place."""
    leaders = [
        ((label.longitude, label.latitude), label.leads_to) for label in labels if label.leads_to
    ]
    return ring_layer(leaders, "ink-2", 1.0, look)


def code_of(reading: Reading) -> str:
    return reading.group.code if reading.group else ""


def customdata(communes: Sequence[Reading], words: Words) -> list[list[str]]:
    return [
        [code_of(reading), reading.group.label if reading.group else "", _said(reading, words)]
        for reading in communes
    ]


def _said(reading: Reading, words: Words) -> str:
    metric = reading.metric
    if reading.value is None:
        return words("Chưa có dữ liệu")
    places = min(fmt.decimals_of(metric), 1)
    return f"{words.label(metric)}: {fmt.with_unit(reading.value, metric.unit, places, words)}"
