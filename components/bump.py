"""Places over time: a line a unit, the first on top. Where a scheme changed the line is broken, and
said so: places by different rules are not joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from components.chart_note import ChartNote
from components.look import Look
from components.theme import line_px, template, tokens

TICKS = 3  # names below that have room on a phone
FEW = 25  # units whose names have room at the ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """A unit's places, one a moment; None where it had none."""

    code: str
    name: str
    ranks: Sequence[int | None]


def bump_figure(
    units: Sequence[Places],
    moments: Sequence[str],
    *,
    look: Look,
    note: ChartNote,
    here: str = "",
    breaks: Sequence[int] = (),
    broken: str = "",
) -> go.Figure:
    """`breaks`: places in `moments` from which another version of the scheme holds; `broken`: what
    is written there."""
    last = max((rank for unit in units for rank in unit.ranks if rank), default=1)
    figure = go.Figure(
        [
            _trace(unit, moments, look, breaks, here=unit.code == here, few=len(units) <= FEW)
            for unit in sorted(units, key=lambda unit: unit.code == here)
        ]
    )
    named = [unit for unit in units if len(units) <= FEW or unit.code == here]
    return figure.update_layout(
        template=template(look.theme, look.size, look.words.lang),
        meta=note.meta(
            ["", *moments], [[unit.name, *(rank for rank in unit.ranks)] for unit in units]
        ),
        uirevision="bump",
        xaxis=_axis(moments, TICKS),
        yaxis={
            "range": [last + 0.6, 0.4],
            "dtick": max(1, round(last / 5)),
            "tick0": 1,
            "zeroline": False,
            "fixedrange": True,
        },
        margin={"r": 110 if named else 16},
        annotations=[
            *(_name(unit, look, unit.code == here) for unit in named if unit.ranks[-1]),
            *(_break(at, broken, look) for at in breaks),
        ],
    )


def _axis(moments: Sequence[str], most: int) -> dict[str, Any]:
    """By number: names of years would be taken for numbers themselves."""
    every = max(1, -(-len(moments) // most))
    shown = list(range(len(moments) - 1, -1, -every))[::-1]
    return {
        "tickvals": shown,
        "ticktext": [moments[at] for at in shown],
        "range": [-0.5, len(moments) - 0.5],
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
    }


def _trace(
    unit: Places,
    moments: Sequence[str],
    look: Look,
    breaks: Sequence[int],
    *,
    here: bool,
    few: bool,
) -> go.Scatter:
    colour = tokens(look.theme)
    x: list[float] = []
    y: list[int | None] = []
    said: list[str] = []
    for at, (moment, rank) in enumerate(zip(moments, unit.ranks, strict=True)):
        for place, value in ((at - 0.5, None), (at, rank)) if at in breaks else ((at, rank),):
            x.append(place)
            y.append(value)
            said.append(moment)
    return go.Scatter(
        x=x,
        y=y,
        name=unit.name,
        mode="lines+markers",
        line={
            "color": colour["accent" if here else "ink-3"],
            "width": line_px(look.size) * (1.2 if here else 0.5),
        },
        marker={"size": 7 if here else 4},
        opacity=1.0 if here else 0.75 if few else 0.2,
        customdata=said,
        hovertemplate=f"<b>{unit.name}</b><br>%{{customdata}}: %{{y}}<extra></extra>",
    )


def _name(unit: Places, look: Look, here: bool) -> dict[str, Any]:
    colour = tokens(look.theme)
    return {
        "x": len(unit.ranks) - 1,
        "y": unit.ranks[-1],
        "text": f"<b>{unit.name}</b>" if here else unit.name,
        "showarrow": False,
        "xanchor": "left",
        "xshift": 8,
        "font": {"color": colour["accent" if here else "ink-2"], "size": 11},
    }


def _break(at: int, said: str, look: Look) -> dict[str, Any]:
    return {
        "x": at - 0.5,
        "y": 1.0,
        "yref": "paper",
        "text": said,
        "showarrow": False,
        "yanchor": "bottom",
        "font": {"color": tokens(look.theme)["ink-2"]},
    }
