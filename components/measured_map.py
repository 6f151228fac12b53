"""The map of measurements: hexagons by the share of good ones, hatched where there are few.

Where nobody measured, the land is left blank: it is not known, not without signal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go
from dash import Patch, html

from components.chart_note import ChartNote
from components.look import Look
from components.map_layers import ring_layer, step_colours
from components.map_parts import Outlines, Ring
from components.quiet_land import edge_layers, land_layout, quiet_land
from components.steps import NO_DATA, Steps
from components.theme import tokens
from metrics.metric import Unit
from wording.words import Words

STEPS = Steps(unit=Unit.RATIO, breaks=(0.2, 0.4, 0.6, 0.8), lower_is_better=False)
HEXAGONS, HATCHES = 1, 2  # which traces hold what is measured


@dataclass(frozen=True, slots=True, kw_only=True)
class HexagonShape:
    """`ring`: seven places, the last being the first. `said`: measurements and interval in words;
    `few`: too few to conclude anything from."""

    code: str
    ring: Ring
    name: str
    share: float | None
    count: int
    said: str
    few: bool


def measured_figure(
    hexagons: Sequence[HexagonShape],
    *,
    communes: Sequence[str],
    geojson: str,
    outlines: Outlines,
    look: Look,
    note: ChartNote,
) -> go.Figure:
    """`communes`: keys of the outlines that make the land."""
    figure = go.Figure(
        [
            quiet_land(communes, geojson, look, fill="surface-page", edge="track"),
            _layer(hexagons, look),
            ring_layer(_hatched(hexagons), "surface-page", 1.2, look),
            *edge_layers(outlines, look),
        ]
    )
    return figure.update_layout(
        meta=note.meta(*_table(hexagons, look.words)),
        **land_layout(outlines, look, moves="measured"),
    )


def measured_patch(hexagons: Sequence[HexagonShape], *, look: Look, note: ChartNote) -> Patch:
    """The same map with other measurements: the land and its outlines stay."""
    change, layer = Patch(), _layer(hexagons, look)
    hatches = ring_layer(_hatched(hexagons), "surface-page", 1.2, look)
    for name in ("geojson", "locations", "z", "customdata"):
        change["data"][HEXAGONS][name] = layer[name]
    for name in ("lon", "lat"):
        change["data"][HATCHES][name] = hatches[name]
    change["layout"]["meta"] = note.meta(*_table(hexagons, look.words))
    return change


def measured_key(least: int, words: Words) -> html.Ul:
    """What a map cannot say by colour alone."""
    return html.Ul(
        [
            html.Li([html.I(className="hex-few"), words("ít hơn {n} lần đo: chưa chắc", n=least)]),
            html.Li([html.I(className="hex-none"), words("chưa ai đo: không biết có sóng không")]),
        ],
        className="state-key",
    )


def _layer(hexagons: Sequence[HexagonShape], look: Look) -> go.Choropleth:
    return go.Choropleth(
        geojson=_geojson(hexagons),
        locations=[each.code for each in hexagons],
        z=[STEPS.step(each.share) for each in hexagons],
        customdata=[[each.name, each.said] for each in hexagons],
        zmin=NO_DATA - 0.5,
        zmax=4.5,
        colorscale=step_colours(look),
        showscale=False,
        marker={"line": {"color": tokens(look.theme)["map-edge"], "width": 0.6}},
        hovertemplate="<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>",
    )


def _geojson(hexagons: Sequence[HexagonShape]) -> Any:
    features = [
        {
            "type": "Feature",
            "id": each.code,
            "properties": {},
            "geometry": {"type": "Polygon", "coordinates": [[list(at) for at in each.ring]]},
        }
        for each in hexagons
    ]
    return {"type": "FeatureCollection", "features": features}


def _hatched(hexagons: Sequence[HexagonShape]) -> list[Ring]:
    """Three strokes across each of which there are few, side by side."""
    return [stroke for each in hexagons if each.few for stroke in strokes(each.ring)]


def strokes(ring: Ring) -> list[Ring]:
    """Of a hexagon: across its middle, and halfway to the two sides that these run along."""
    a, b, c, d, e, f = ring[:6]
    ends = [(_middle(f, a), _middle(b, c)), (f, c), (_middle(e, f), _middle(c, d))]
    return [(start, end) for start, end in ends]


def _middle(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    return round((one[0] + other[0]) / 2, 4), round((one[1] + other[1]) / 2, 4)


def _table(hexagons: Sequence[HexagonShape], words: Words) -> tuple[list[str], list[list[Any]]]:
    heads = [words("Ô lục giác"), words("Xã"), words("Lần đo"), words("Tỷ lệ sóng tốt")]
    return heads, [[each.code, each.name, each.count, each.share] for each in hexagons]
