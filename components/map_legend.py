"""The legend of a map's layers: each with its mark, its count and an address that switches it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from components import ids
from components.attributes import attrs
from components.glyph import glyph
from wording.shapes import Shape
from wording.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Toggle:
    """`href`: the same page with this switched over. `tone`: a token, where the shape's own colour
    is not meant. `count`: '' where nothing is counted."""

    label: str
    href: str
    on: bool
    count: str = ""
    shape: Shape | None = None
    tone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToggleGroup:
    title: str
    toggles: Sequence[Toggle]
    note: str = ""
    small: bool = False  # of the group before
    wide: bool = False  # one below the other


def map_legend(groups: Sequence[ToggleGroup], words: Words) -> html.Div:
    return html.Div([_group(group, words) for group in groups if group.toggles], className="layers")


def _group(of: ToggleGroup, words: Words) -> html.Div:
    return html.Div(
        [
            html.H3(of.title),
            html.Ul([html.Li(_toggle(each, words)) for each in of.toggles]),
            html.P(of.note, className="sub") if of.note else None,
        ],
        className=f"layer-group{' is-small' * of.small}{' is-wide' * of.wide}",
    )


def _toggle(of: Toggle, words: Words) -> Component:
    state = words("đang bật") if of.on else words("đang tắt")
    mark = glyph(of.shape) if of.shape else html.I(className="swatch")
    return dcc.Link(
        [
            html.Span(mark, className=f"layer-mark {_tone(of.tone)}".strip()),
            html.Span(of.label),
            html.Span(of.count, className="so") if of.count else None,
            html.Span(f", {state}", className="visually-hidden"),
        ],
        href=of.href,
        className="layer here" if of.on else "layer",
    )


def _tone(token: str) -> str:
    return f"t-{token}" if token else ""


def map_data(of: Mapping[str, Any]) -> html.Div:
    """What map_points.js draws; hidden."""
    text = json.dumps(of, ensure_ascii=False, separators=(",", ":"))
    return html.Div(id=ids.MAP_DATA, hidden=True, **attrs({"data-map": text}))
