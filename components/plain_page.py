"""A document without the page's program: doors, which must open before anything else does."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from dash import html
from dash.development.base_component import Component

from components.glyph import glyph
from components.markup import markup
from wording.words import Words

STYLES = (
    *("1-vendor/bootstrap.min.css", "1-vendor/fonts.css", "2-app/tokens.css", "2-app/layout.css"),
    *("2-app/components.css", "2-app/targets.css", "2-app/doors.css"),
)
TEMPLATE = """<!doctype html>
<html lang="{lang}" data-theme="{theme}" data-bs-theme="{theme}" data-surface="door">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<link rel="icon" href="data:,"><title>{title}</title>{styles}{scripts}</head>
<body>{body}</body>
</html>"""


def plain_page(
    title: str, body: Component, *, words: Words, theme: str, scripts: Sequence[str] = ()
) -> str:
    """`scripts`: of the few that a door needs."""
    styles = "".join(f'<link rel="stylesheet" href="/assets/{name}">' for name in STYLES)
    loaded = "".join(f'<script src="/assets/{name}"></script>' for name in scripts)
    return TEMPLATE.format(
        lang=words.lang,
        theme=theme,
        title=escape(f"{title}, Tầm Nhìn"),
        styles=styles,
        scripts=loaded,
        body=markup(body),
    )


def door(title: str, parts: Sequence[Component | None], *, province: str) -> html.Main:
    """What stands in the middle of the page."""
    brand = html.Div(
        [glyph("mark"), html.P([html.B("Tầm Nhìn"), html.Span(province)])], className="brand"
    )
    return html.Main([brand, html.H1(title), *parts], className="door")
