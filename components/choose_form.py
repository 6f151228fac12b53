"""A form of choices that stands in the address: `choose.js` writes them there, without those that
are as they would be anyway."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from components.attributes import attrs
from components.filter_bar import Option
from components.plain_form import Input


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """`name` in the address, `neutral` what need not stand there. With `options` it is one of them;
    with `many`, any of them, parted by commas; else a number, with its `unit` behind it.
    `instead_of`: of the two only one can be given."""

    name: str
    label: str
    value: str
    neutral: str = ""
    options: Sequence[Option] = ()
    many: bool = False
    unit: str = ""
    instead_of: str = ""


def choose_form(
    choices: Sequence[Choice],
    button: str,
    *,
    title: str,
    also: Mapping[str, str] | None = None,
    beside: Component | None = None,
) -> html.Form:
    """`also`: what is written besides; `beside`: what stands after the button."""
    kept = [Input(type="hidden", name=name, value=value) for name, value in (also or {}).items()]
    return html.Form(
        [
            html.H3(title),
            *kept,
            html.Div([_field(each) for each in choices], className="fields"),
            html.Div(
                [html.Button(button, type="submit", className="btn do"), beside],
                className="form-buttons",
            ),
        ],
        className="form choose",
        **attrs({"data-choose": "true", "aria-label": title}),
    )


def _field(choice: Choice) -> html.Div:
    about = {
        "data-name": choice.name,
        "data-neutral": choice.neutral,
        "data-instead": choice.instead_of,
    }
    if choice.many:
        return html.Div(
            [html.Span(choice.label, className="legend-text"), _boxes(choice)],
            className="field is-many",
            role="group",
            **attrs({**about, "aria-label": choice.label}),
        )
    name = f"choose-{choice.name}"
    return html.Div(
        [
            html.Label(choice.label, htmlFor=name),
            html.Div([_entry(name, choice), html.Span(choice.unit, className="quiet")]),
        ],
        className="field",
        **attrs(about),
    )


def _entry(name: str, choice: Choice) -> Component:
    if choice.options:
        options = [
            html.Option(each.label, value=each.value, selected=each.value == choice.value)
            for each in choice.options
        ]
        return html.Select(options, id=name, className="form-select")
    return Input(
        type="text",
        id=name,
        value=choice.value,
        inputMode="decimal",
        autoComplete="off",
        maxLength=14,
        className="form-control",
    )


def _boxes(choice: Choice) -> html.Div:
    chosen = choice.value.split(",")
    return html.Div(
        [
            html.Label(
                [
                    Input(
                        type="checkbox",
                        id=f"choose-{choice.name}-{each.value}",
                        value=each.value,
                        checked=each.value in chosen,
                    ),
                    html.Span(each.label),
                ],
                htmlFor=f"choose-{choice.name}-{each.value}",
            )
            for each in choice.options
        ],
        className="boxes",
    )
