"""The gravest alert, over a wall's screens: when it is raised, and again and again until somebody
has acknowledged it."""

from __future__ import annotations

from dash import html

from components.attributes import attrs
from components.glyph import glyph


def takeover(*, priority: str, text: str, since: str, lines: list[str], raised: int) -> html.Div:
    """`raised`: ms since 1970; `wall.js` goes by it."""
    return html.Div(
        [
            html.P(
                [glyph("missed"), html.B(priority), html.Span(since)], className="takeover-head"
            ),
            html.P(text, className="takeover-text"),
            *[html.P(line, className="takeover-line") for line in lines],
        ],
        className="takeover",
        role="alert",
        **attrs({"data-raised": str(raised)}),
    )
