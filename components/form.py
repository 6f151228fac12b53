"""A form: fields with their label above, a line that says how it went, and its buttons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from components.attributes import attrs
from components.filter_bar import Option, choices
from components.glyph import glyph
from wording.shapes import Shape


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """With `options` it is a choice; `unit` stands behind what is typed. `fixed`: only to read."""

    id: str
    label: str
    value: str
    options: Sequence[Option] = ()
    kind: Literal["text", "date"] = "text"
    unit: str = ""
    longest: int | None = None
    fixed: bool = False


def form(
    fields: Sequence[Field], buttons: Sequence[Component], *, said: Component | None, said_id: str
) -> html.Div:
    return html.Div(
        [
            html.Div([_field(field) for field in fields], className="fields"),
            html.Div(said, id=said_id, className="form-said", role="status"),
            html.Div(list(buttons), className="form-buttons"),
        ],
        className="form",
    )


def form_said(text: str, shape: Shape) -> html.P:
    """A refusal is marked, so that drafts.js gives back what was written."""
    refused = attrs({"data-refused": "true"}) if shape == "missed" else {}
    return html.P([glyph(shape), html.Span(text)], className="status", **refused)


def _field(field: Field) -> html.Div:
    return html.Div(
        [
            html.Label(field.label, htmlFor=field.id),
            html.Div(
                [_input(field), html.Span(field.unit, className="quiet") if field.unit else None]
            ),
        ],
        className="field",
    )


def _input(field: Field) -> Component:
    made: Component
    if field.options:
        made = dbc.Select(
            id=field.id, options=choices(field.options), value=field.value, disabled=field.fixed
        )
        return made
    more = {"maxLength": field.longest} if field.longest else {}
    made = dbc.Input(id=field.id, type=field.kind, value=field.value, disabled=field.fixed, **more)
    return made
