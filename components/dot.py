"""A dot on a rule: a value on its axis, square where its target was missed."""

from __future__ import annotations

from dash import html

from components.attributes import attrs
from components.scale import Scale


def dot(
    value: float, scale: Scale, *, target: float | None = None, missed: bool = False
) -> html.Div:
    kinds = ["dot", "is-missed" if missed else "", "has-target" if target is not None else ""]
    return html.Div(
        html.I(),
        className=" ".join(kind for kind in kinds if kind),
        style={"--x": scale.place(value), "--t": scale.place(target or 0.0)},
        **attrs({"aria-hidden": "true"}),
    )
