"""What is said beside every map of the wall."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from pages.page import Ask


def outlined(ask: Ask) -> list[Component]:
    """Nobody may take computed outlines for surveyed ones."""
    said = ask.words("ranh giới sơ đồ")
    return [html.Span(f" · {said}")] if ask.view.outlines().schematic else []
