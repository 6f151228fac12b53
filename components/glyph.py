"""Glyphs: CSS masks, so that they follow the theme. Shape first, colour second."""

from __future__ import annotations

from dash import html

from components.attributes import attrs
from wording.shapes import Shape


def glyph(shape: Shape) -> html.I:
    return html.I(className=f"glyph g-{shape}", **attrs({"aria-hidden": "true"}))
