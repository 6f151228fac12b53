"""Forms that browsers send by themselves: for what must work before any script, or without one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from dash import html
from dash.development.base_component import Component

from components.attributes import attrs
from components.filter_bar import Option
from components.form import form_said
from components.markup import PLAIN
from wording.shapes import Shape

_PROPS = ["type", "name", "value", "id", "className", "maxLength", "autoComplete", "required"]
_PROPS += ["pattern", "title", "inputMode", "checked"]


class Input(Component):
    """Dash has none that is only HTML. It lives in a Block, or in a page that is all text."""

    _namespace = PLAIN
    _type = "Input"
    _prop_names = [*_PROPS, "autoFocus", "spellCheck"]
    _children_props: list[str] = []
    _base_nodes: list[str] = []
    _valid_wildcard_attributes: list[str] = []
    available_properties = _prop_names
    available_wildcard_attributes: list[str] = []

    def __init__(self, **props: Any) -> None:
        super().__init__(**props)  # type: ignore[no-untyped-call]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainField:
    """`auto`: what a browser may fill in. With `options` it is a choice.
    `pattern`: what the browser lets pass, `shaped`: how that is said. `moves`: it is one of a row
    that can change places with the one before and the one after, and what these two are called."""

    name: str
    label: str
    value: str = ""
    kind: Literal["text", "password"] = "text"
    auto: str = "off"
    options: Sequence[Option] = ()
    longest: int = 200
    needed: bool = True
    pattern: str = ""
    shaped: str = ""
    first: bool = False
    moves: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """How it went: 'met' or 'missed', and the words."""

    text: str
    shape: Shape = "missed"


def plain_form(
    action: str,
    fields: Sequence[PlainField],
    button: str,
    *,
    hidden: Mapping[str, str] | None = None,
    said: Said | None = None,
    kind: str = "",
    method: Literal["post", "get"] = "post",
    more: Mapping[str, str] | None = None,
) -> html.Form:
    """`more`: attributes that a script goes by."""
    kept = _hidden(hidden or {})
    told = form_said(said.text, said.shape) if said else None
    return html.Form(
        [
            *kept,
            html.Div([_field(action, each) for each in fields], className="fields"),
            html.Div(told, className="form-said", role="status") if fields or told else None,
            html.Div(
                html.Button(button, type="submit", className="btn do"), className="form-buttons"
            ),
        ],
        method=method,
        action=action,
        className=f"form {kind}".strip(),
        **attrs(more or {}),
    )


def small_form(action: str, button: str, hidden: Mapping[str, str]) -> html.Form:
    """One button: to end, to revoke."""
    return html.Form(
        [*_hidden(hidden), html.Button(button, type="submit", className="btn")],
        method="post",
        action=action,
    )


def _hidden(values: Mapping[str, str]) -> list[Component]:
    return [Input(type="hidden", name=name, value=value) for name, value in values.items()]


def _field(action: str, field: PlainField) -> html.Div:
    name = f"{action.strip('/').replace('/', '-')}-{field.name}"
    return html.Div(
        [
            html.Label(field.label, htmlFor=name),
            html.Div(_entry(name, field)),
            _moves(field.moves) if field.moves else None,
        ],
        className="field",
    )


def _moves(said: tuple[str, str]) -> html.Span:
    """moves.js does it; without a script the fields can still be chosen anew."""
    buttons = [
        html.Button(
            sign,
            type="button",
            className="btn",
            title=words,
            **attrs({"data-move": str(step), "aria-label": words}),
        )
        for step, sign, words in zip((-1, 1), ("↑", "↓"), said, strict=True)
    ]
    return html.Span(buttons, className="moves")


def _entry(id: str, field: PlainField) -> Component:
    if field.options:
        chosen = [
            html.Option(each.label, value=each.value, selected=each.value == field.value)
            for each in field.options
        ]
        return html.Select(chosen, id=id, name=field.name, className="form-select")
    return Input(
        id=id,
        type=field.kind,
        name=field.name,
        value=field.value,
        maxLength=field.longest,
        autoComplete=field.auto,
        required=field.needed,
        **({"pattern": field.pattern, "title": field.shaped} if field.pattern else {}),
        autoFocus=field.first,
        className="form-control",
    )
