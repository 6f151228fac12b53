"""Two plans of stations on one map: what both reach, what only one of them does, and who waits
still. The first is told by the colour of what is chosen, the second by ink; by shape, too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import plotly.graph_objects as go

from components.chart_note import ChartNote
from components.look import Look
from components.map_layers import ring_layer
from components.map_parts import Outlines, SitePoint, VillagePoint
from components.quiet_land import edge_layers, land_layout, quiet_land
from components.theme import tokens
from wording import format as fmt
from wording.words import mark

POINT_PX = 9


class Part(StrEnum):
    """In the order in which they are told."""

    BOTH = "both"
    FIRST = "first"
    SECOND = "second"
    NEITHER = "neither"


PART_WORDS: Mapping[Part, str] = {
    Part.BOTH: mark("Cả hai phương án"),
    Part.FIRST: mark("Chỉ phương án A"),
    Part.SECOND: mark("Chỉ phương án B"),
    Part.NEITHER: mark("Vẫn chờ"),
}
# Of villages and of stations: symbol of Plotly, token of its colour.
VILLAGES: Mapping[Part, tuple[str, str]] = {
    Part.BOTH: ("circle", "status-met"),
    Part.FIRST: ("diamond", "accent"),
    Part.SECOND: ("square", "ink"),
    Part.NEITHER: ("x-thin", "status-missed"),
}
STATIONS: Mapping[Part, tuple[str, str]] = {
    Part.BOTH: ("star", "status-met"),
    Part.FIRST: ("triangle-up", "accent"),
    Part.SECOND: ("triangle-down", "ink"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedVillage:
    part: Part
    at: VillagePoint


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedSite:
    part: Part
    at: SitePoint


def plan_figure(
    villages: Sequence[PlannedVillage],
    sites: Sequence[PlannedSite],
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
            quiet_land(communes, geojson, look),
            *edge_layers(outlines, look),
            *(_circles(sites, part, look) for part in STATIONS),
            *(_villages(villages, part, look) for part in reversed(Part)),
            *(_stations(sites, part, look) for part in STATIONS),
        ]
    )
    words = look.words
    return figure.update_layout(
        meta=note.meta(
            [words("Thôn, bản"), words("Xã"), words("Người"), words("Phương án")],
            [[v.at.name, v.at.commune, v.at.people, words(PART_WORDS[v.part])] for v in villages],
        ),
        hoverdistance=8,
        **land_layout(outlines, look, moves="plans"),
    )


def _circles(sites: Sequence[PlannedSite], part: Part, look: Look) -> go.Scattergeo:
    found = ring_layer([s.at.ring() for s in sites if s.part is part], STATIONS[part][1], 1.3, look)
    return found.update(line={"dash": "dot" if part is Part.SECOND else "solid"})


def _villages(villages: Sequence[PlannedVillage], part: Part, look: Look) -> go.Scattergeo:
    symbol, token = VILLAGES[part]
    own = [each.at for each in villages if each.part is part]
    colour, words = tokens(look.theme), look.words
    thin = symbol.endswith("-thin")
    return go.Scattergeo(
        lon=[each.longitude for each in own],
        lat=[each.latitude for each in own],
        name=words(PART_WORDS[part]),
        customdata=[
            [each.name, each.commune, fmt.number(each.people, 0, words.lang), each.lacks]
            for each in own
        ],
        mode="markers",
        marker={
            "symbol": symbol,
            "size": POINT_PX,
            "color": colour[token],
            "line": {
                "color": colour[token if thin else "point-edge"],
                "width": 1.8 if thin else 1,
            },
            "opacity": 1,
        },
        hovertemplate=(
            f"<b>%{{customdata[0]}}</b>, %{{customdata[1]}}<br>%{{customdata[2]}} {words('người')}"
            "<br>%{customdata[3]}<extra></extra>"
        ),
    )


def _stations(sites: Sequence[PlannedSite], part: Part, look: Look) -> go.Scattergeo:
    symbol, token = STATIONS[part]
    own = [each.at for each in sites if each.part is part]
    colour, words = tokens(look.theme), look.words
    return go.Scattergeo(
        lon=[each.longitude for each in own],
        lat=[each.latitude for each in own],
        name=words(PART_WORDS[part]),
        customdata=[[s.name, fmt.number(s.people, 0, words.lang), s.said] for s in own],
        mode="markers",
        marker={
            "symbol": symbol,
            "size": 1.5 * POINT_PX,
            "color": colour[token],
            "line": {"color": colour["surface-page"], "width": 1.2},
            "opacity": 1,
        },
        hovertemplate=(
            f"<b>%{{customdata[0]}}</b><br>%{{customdata[1]}} {words('người')}"
            "<br>%{customdata[2]}<extra></extra>"
        ),
    )
