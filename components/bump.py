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
    figure = go.Figure([_trace(unit, moments, look, unit.code == here, breaks) for unit in units])
    named = [unit for unit in units if len(units) <= FEW or unit.code == here]
    return figure.update_layout(
        template=template(look.theme, look.size, look.words.lang),
        meta=note.meta(
            ["", *moments], [[unit.name, *(rank for rank in unit.ranks)] for unit in units]
        ),
        uirevision="bump",
        xaxis={"type": "category", "showgrid": False, "nticks": 8, "fixedrange": True},
        yaxis={
            "range": [last + 0.6, 0.4],
            "dtick": max(1, round(last / 5)),
            "tick0": 1,
            "zeroline": False,
            "fixedrange": True,
        },
        margin={"r": 110 if named else 16},
        annotations=[
            *(_name(unit, moments, look, unit.code == here) for unit in named if unit.ranks[-1]),
            *(_break(moments[at], broken, look) for at in breaks),
        ],
    )


def _trace(
    unit: Places, moments: Sequence[str], look: Look, here: bool, breaks: Sequence[int]
) -> go.Scatter:
    colour = tokens(look.theme)
    x: list[Any] = []
    y: list[Any] = []
    for at, (moment, rank) in enumerate(zip(moments, unit.ranks, strict=True)):
        if at in breaks:
            x.append(moment)
            y.append(None)
        x.append(moment)
        y.append(rank)
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
        opacity=1.0 if here else 0.75,
        hovertemplate=f"<b>{unit.name}</b><br>%{{x}}: %{{y}}<extra></extra>",
    )


def _name(unit: Places, moments: Sequence[str], look: Look, here: bool) -> dict[str, Any]:
    colour = tokens(look.theme)
    return {
        "x": moments[-1],
        "y": unit.ranks[-1],
        "text": f"<b>{unit.name}</b>" if here else unit.name,
        "showarrow": False,
        "xanchor": "left",
        "xshift": 8,
        "font": {"color": colour["accent" if here else "ink-2"], "size": 11},
    }


def _break(moment: str, said: str, look: Look) -> dict[str, Any]:
    return {
        "x": moment,
        "y": 1.0,
        "yref": "paper",
        "text": said,
        "showarrow": False,
        "yanchor": "bottom",
        "font": {"color": tokens(look.theme)["ink-2"]},
    }
