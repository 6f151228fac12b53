"""What is said beside every map of the wall, in a slot: outlines are loaded while it is open."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from pages.gaps import communes_shown
from pages.page import Ask


def outlined(ask: Ask) -> Component | None:
    """Nobody may take computed outlines for surveyed ones."""
    said = ask.words("ranh giới sơ đồ")
    schematic = ask.view.outlines().schematic_in(communes_shown(ask))
    return html.Span(f" · {said}") if schematic else None
