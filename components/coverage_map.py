"""The coverage map: communes in five steps, villages as diamonds, outlines as lines.

The first trace holds what changes: `coverage_patch` sends its steps and texts and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go
from dash import Patch, html
from dash.development.base_component import Component

from components import format as fmt
from components.chart_note import ChartNote
from components.look import Look
from components.plot import plot
from components.steps import NO_DATA, Steps
from components.theme import CLEAR, template, text_px, tokens
from components.words import Words
from metrics.reading import Reading

# Of a village, by (wall, small map).
POINT_PX = {(False, False): 11, (False, True): 7, (True, False): 14, (True, True): 9}
Ring = Sequence[tuple[float, float]]  # longitude, latitude


@dataclass(frozen=True, slots=True, kw_only=True)
class VillagePoint:
    """`lacks` says in words what is missing there; `severe`: all of it is."""

    code: str
    name: str
    commune: str
    longitude: float
    latitude: float
    people: int
    lacks: str
    severe: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class MapLabel:
    """`far`: a neighbour or a sea, in quiet capitals; otherwise a place of the province."""

    text: str
    longitude: float
    latitude: float
    far: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlines:
    districts: Sequence[Ring] = ()
    coast: Sequence[Ring] = ()


def neighbours(box: tuple[float, float, float, float], words: Words) -> list[MapLabel]:
    """Laos to the south-west and the sea to the north-east of west, south, east, north."""
    west, south, east, north = box
    wide, high = east - west, north - south
    return [
        MapLabel(
            text=words("Lào"), longitude=west + 0.16 * wide, latitude=south + 0.3 * high, far=True
        ),
        MapLabel(
            text=words("Biển Đông"),
            longitude=west + 0.84 * wide,
            latitude=south + 0.7 * high,
            far=True,
        ),
    ]


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
    selected: str = "",
    small: bool = False,
) -> go.Figure:
    """`communes`: one reading a commune, `group.code` being the `id` of a feature at the URL
    `geojson`. A commune without a value is drawn in the track's colour, never as 0."""
    lines = outlines or Outlines()
    figure = go.Figure(
        [
            _communes(communes, geojson, steps, look),
            _chosen(communes, geojson, look, selected),
            _rings(lines.districts, "map-district", 1.0, look),
            _rings(lines.coast, "ink-2", 1.4, look),
            _points(villages, look, small),
            _texts([label for label in labels if label.far], look),
            _texts([label for label in labels if not label.far], look),
        ]
    )
    return figure.update_layout(
        template=template(look.theme, look.size, look.words.lang),
        meta=note.meta(*_table(communes, look.words)),
        uirevision="map",
        hovermode=False if look.wall else "closest",
        dragmode=False if look.wall else "pan",
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        clickmode="event",
        geo={"bgcolor": CLEAR, "visible": False, "projection": {"type": "mercator"}}
        | _view(lines.coast),
    )


def coverage_patch(
    communes: Sequence[Reading], *, steps: Steps, look: Look, note: ChartNote, selected: str = ""
) -> Patch:
    """The same communes in the same order with other values: zoom and outlines stay."""
    change = Patch()
    change["data"][0]["z"] = [steps.step(reading.value) for reading in communes]
    change["data"][0]["customdata"] = _custom(communes, look.words)
    change["data"][1]["locations"], change["data"][1]["z"] = _chosen_of(communes, selected)
    change["layout"]["meta"] = note.meta(*_table(communes, look.words))
    return change


def map_stage(
    figure: go.Figure,
    *,
    id: str,
    legend: Component | None = None,
    corner: Component | None = None,
    kind: str = "",
) -> html.Div:
    """The map with its figure in the sea's corner and its legend in the western one."""
    return html.Div(
        [
            plot(figure, id=id, kind="plot-map"),
            html.Div(corner, className="corner") if corner is not None else None,
            legend,
        ],
        className=f"stage {kind}".strip(),
    )


def _communes(communes: Sequence[Reading], geojson: str, steps: Steps, look: Look) -> go.Choropleth:
    return go.Choropleth(
        geojson=geojson,
        locations=[_code(reading) for reading in communes],
        z=[steps.step(reading.value) for reading in communes],
        customdata=_custom(communes, look.words),
        zmin=NO_DATA - 0.5,
        zmax=4.5,
        colorscale=_colours(look),
        showscale=False,
        marker={
            "line": {"color": tokens(look.theme)["map-edge"], "width": 1.2 if look.wall else 0.8}
        },
        hovertemplate="<b>%{customdata[1]}</b><br>%{customdata[2]}<extra></extra>",
    )


def _colours(look: Look) -> list[list[Any]]:
    """Six flat bands: no data, then cover-1 to cover-5."""
    colour = tokens(look.theme)
    bands = [colour["track"], *(colour[f"cover-{i}"] for i in range(1, 6))]
    return [[(i + end) / 6, band] for i, band in enumerate(bands) for end in (0, 1)]


def _chosen(communes: Sequence[Reading], geojson: str, look: Look, selected: str) -> go.Choropleth:
    """The edge of the chosen commune, over its neighbours' edges."""
    locations, z = _chosen_of(communes, selected)
    return go.Choropleth(
        geojson=geojson,
        locations=locations,
        z=z,
        colorscale=[[0, CLEAR], [1, CLEAR]],
        showscale=False,
        marker={"line": {"color": tokens(look.theme)["accent"], "width": 4 if look.wall else 2.5}},
        hoverinfo="skip",
    )


def _chosen_of(communes: Sequence[Reading], selected: str) -> tuple[list[str], list[int]]:
    found = [_code(reading) for reading in communes if selected and _code(reading) == selected]
    return found, [0] * len(found)


def _view(coast: Sequence[Ring]) -> dict[str, Any]:
    """As large as the box allows: around the province's own edge, or else around the communes,
    where Plotly leaves a wide margin."""
    places = [place for ring in coast for place in ring]
    if not places:
        return {"fitbounds": "locations"}
    longitudes, latitudes = [x for x, _ in places], [y for _, y in places]
    return {
        "lonaxis": {"range": [min(longitudes), max(longitudes)]},
        "lataxis": {"range": [min(latitudes) - 0.01, max(latitudes) + 0.01]},
    }


def _rings(rings: Sequence[Ring], token: str, width: float, look: Look) -> go.Scattergeo:
    places = [place for ring in rings for place in (*ring, (None, None))]
    return go.Scattergeo(
        lon=[lon for lon, _ in places],
        lat=[lat for _, lat in places],
        mode="lines",
        line={"color": tokens(look.theme)[token], "width": width * (1.5 if look.wall else 1.0)},
        hoverinfo="skip",
    )


def _points(villages: Sequence[VillagePoint], look: Look, small: bool) -> go.Scattergeo:
    colour = tokens(look.theme)
    people = look.words("người")
    size = POINT_PX[look.wall, small]
    return go.Scattergeo(
        lon=[village.longitude for village in villages],
        lat=[village.latitude for village in villages],
        customdata=[
            [v.code, v.name, v.commune, fmt.number(v.people, 0, look.words.lang), v.lacks]
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


def _texts(labels: Sequence[MapLabel], look: Look) -> go.Scattergeo:
    colour = tokens(look.theme)
    far = bool(labels) and labels[0].far
    return go.Scattergeo(
        lon=[label.longitude for label in labels],
        lat=[label.latitude for label in labels],
        text=[label.text.upper() if label.far else label.text for label in labels],
        mode="text",
        textfont={"color": colour["ink-3" if far else "ink"], "size": text_px(look.size)},
        hoverinfo="skip",
    )


def _code(reading: Reading) -> str:
    return reading.group.code if reading.group else ""


def _custom(communes: Sequence[Reading], words: Words) -> list[list[str]]:
    return [
        [_code(reading), reading.group.label if reading.group else "", _said(reading, words)]
        for reading in communes
    ]


def _said(reading: Reading, words: Words) -> str:
    metric = reading.metric
    if reading.value is None:
        return words("Chưa có dữ liệu")
    places = min(fmt.decimals_of(metric), 1)
    return f"{words.label(metric)}: {fmt.with_unit(reading.value, metric.unit, places, words)}"


def _table(communes: Sequence[Reading], words: Words) -> tuple[list[str], list[list[Any]]]:
    title = words.label(communes[0].metric) if communes else ""
    rows = [
        [_code(reading), reading.group.label if reading.group else "", reading.value]
        for reading in communes
    ]
    return [words("Mã"), words("Xã"), title], rows
