"""What stands where figures would: nothing there, a filter value that does not exist, waiting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dash import dcc, html

from components.glyph import glyph
from wording.shapes import Shape
from wording.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidValue:
    """A value that would have been right, and the page with it."""

    label: str
    href: str


def empty_state(title: str, *, detail: str = "", shape: Shape = "nodata") -> html.Div:
    return html.Div(
        [html.P([glyph(shape), html.Span(title)], className="status"), html.P(detail)],
        className="empty",
    )


def error_state(message: str, valid: Sequence[ValidValue], *, words: Words) -> html.Div:
    """`message` names the value; `valid` are offered as links. Never an empty chart."""
    links = [html.Li(dcc.Link(value.label, href=value.href)) for value in valid]
    return html.Div(
        [
            html.P([glyph("missed"), html.Span(message)], className="status"),
            html.P(words("Giá trị hợp lệ")) if links else None,
            html.Ul(links, className="valid") if links else None,
        ],
        className="empty",
        role="alert",
    )


def loading_state(words: Words) -> html.Div:
    """For the first drawing only; a refresh leaves the old figures until the new ones are there."""
    return html.Div(html.P(words("Đang đọc số liệu")), className="empty waiting", role="status")
