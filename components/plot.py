"""A Plotly figure in a box that grows with the root's font size, as everything else does."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go
from dash import dcc, html

CONFIG: Any = {"displayModeBar": False, "responsive": True, "locale": "vi", "doubleClick": "reset"}


def plot(figure: go.Figure, *, id: str, kind: str = "") -> html.Div:
    """`kind` is a class that gives the box its height. Sizes in figures are those of a 16 px root;
    `.plot` in CSS scales them."""
    return html.Div(
        dcc.Graph(id=id, figure=figure, config=CONFIG, responsive=True, className="graph"),
        className=f"plot {kind}".strip(),
    )
