"""A number that leads to the rows that it counts."""

from __future__ import annotations

from dash import dcc
from dash.development.base_component import Component

from wording.words import Words


def to_rows(shown: str | Component, href: str | None, words: Words) -> Component | str:
    """As it is where there is no list."""
    if not href:
        return shown
    return dcc.Link(shown, href=href, title=words("Xem danh sách"), className="to-rows")
