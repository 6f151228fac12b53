"""Glyphs: CSS masks, so that they follow the theme. Shape first, colour second."""

from __future__ import annotations

from typing import Literal

from dash import html

from components.attributes import attrs

Shape = Literal[
    "met",
    "watch",
    "missed",
    "stale",
    "nodata",
    "village",
    "up",
    "down",
    "same",
    "mark",
    "plain",
    "equal",
    "unequal",
]


def glyph(shape: Shape) -> html.I:
    return html.I(className=f"glyph g-{shape}", **attrs({"aria-hidden": "true"}))
