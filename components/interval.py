"""A value on its interval, the axis above a column of them, and places won or lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dash import html

from components.attributes import attrs
from components.glyph import glyph
from components.scale import Scale
from wording import format as fmt


def interval_bar(scale: Scale, value: float, low: float, high: float) -> html.Div:
    return html.Div(
        [html.S(), html.I()],
        className="interval",
        style={"--x": scale.place(value), "--low": scale.place(low), "--high": scale.place(high)},
        **attrs({"aria-hidden": "true"}),
    )


def interval_axis(scale: Scale, said: Callable[[float], str]) -> html.Div:
    """`said`: how a mark is written."""
    marks = [html.Span(said(mark), style={"--x": scale.place(mark)}) for mark in scale.marks]
    return html.Div(marks, className="axis", **attrs({"aria-hidden": "true"}))


def climbed(places: int | None) -> Any:
    """By shape and number; nothing where there is nothing to compare with."""
    if places is None:
        return ""
    if places == 0:
        return html.Span("–", className="quiet")
    sign = "+" if places > 0 else fmt.MINUS
    return html.Span(
        [glyph("up" if places > 0 else "down"), html.Span(abs(places), className="so")],
        title=f"{sign}{abs(places)}",
    )
