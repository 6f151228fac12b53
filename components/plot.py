"""A Plotly figure in a box that grows with the root's font size, as everything else does."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go
from dash import dcc, html

CONFIG: Any = {"displayModeBar": False, "responsive": True, "locale": "vi", "doubleClick": "reset"}


def plot(figure: go.Figure, *, id: str, kind: str = "", canvas: bool = False) -> html.Div:
    """`kind` is a class that gives the box its height. Sizes in figures are those of a 16 px root;
    `.plot` in CSS scales them. `canvas`: with places for drawings under and over it, which React
    leaves empty."""
    graph = dcc.Graph(id=id, figure=figure, config=CONFIG, responsive=True, className="graph")
    name = f"plot {kind}".strip()
    if not canvas:
        return html.Div(graph, className=name)
    under, over = (html.Div(className=f"drawn is-{where}") for where in ("under", "over"))
    return html.Div([under, graph, over], className=name)
