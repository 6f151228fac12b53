"""The filter bar, the same on every page: label over value, a chevron, no boxes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import dash_bootstrap_components as dbc
from dash import dcc, html

from components.attributes import attrs
from components.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """`id` from `ids.FILTERS` or a page's own; `neutral` is the value that limits nothing."""

    id: str
    label: str
    options: Sequence[Option]
    value: str
    neutral: str = ""


def filter_bar(filters: Sequence[Filter], *, words: Words, reset_href: str) -> html.Div:
    """`reset_href`: this page without filters. On a phone it folds behind the word 'Lọc'."""
    chosen = sum(spec.value != spec.neutral for spec in filters)
    said = words("Lọc") + (f" · {chosen}" if chosen else "")
    return html.Div(
        [
            html.Button(
                said,
                type="button",
                className="btn filters-open",
                **attrs({"data-action": "filters", "aria-expanded": "false"}),
            ),
            *(choice(spec) for spec in filters),
            html.P(dcc.Link(words("Xóa lọc"), href=reset_href), className="rest"),
        ],
        className="filters",
        role="search",
        **attrs({"aria-label": words("Bộ lọc")}),
    )


def choices(options: Sequence[Option]) -> list[dict[str, str]]:
    """As a select wants them."""
    return [{"value": option.value, "label": option.label} for option in options]


def choice(spec: Filter) -> html.Div:
    """One select, label over value; also for a page's own choices outside the bar."""
    # A select shows an empty value as its placeholder, not as the option of that value.
    unset = next((option.label for option in spec.options if not option.value), "")
    return html.Div(
        [
            html.Label(spec.label, htmlFor=spec.id),
            dbc.Select(
                id=spec.id,
                options=choices(spec.options),
                value=spec.value,
                placeholder=unset,
            ),
        ],
        className="filter" if spec.value == spec.neutral else "filter is-on",
        **attrs({"data-neutral": spec.neutral}),
    )
