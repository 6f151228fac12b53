"""The filter bar, the same on every page: label over value, a chevron, no boxes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html

from components.attributes import attrs
from wording.words import Words

RANGE = "range"  # browser: the value of a period's choice that shows the two days
Choices = list[dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """`disabled`: a heading of those that follow."""

    value: str
    label: str
    disabled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """`id` from `ids.FILTERS` or a page's own; `neutral` is the value that limits nothing."""

    id: str
    label: str
    options: Sequence[Option]
    value: str
    neutral: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayFilter:
    """One end of any other days than those that are offered; only then `shown`."""

    id: str
    label: str
    value: date
    shown: bool


def filter_bar(filters: Sequence[Filter | DayFilter], *, words: Words, reset_href: str) -> html.Div:
    """`reset_href`: this page without filters. On a phone it folds behind the word 'Lọc'."""
    selects = [spec for spec in filters if isinstance(spec, Filter)]
    chosen = sum(spec.value != spec.neutral for spec in selects)
    said = words("Lọc") + (f" · {chosen}" if chosen else "")
    return html.Div(
        [
            html.Button(
                said,
                type="button",
                className="btn filters-open",
                **attrs({"data-action": "filters", "aria-expanded": "false"}),
            ),
            *(choice(spec) if isinstance(spec, Filter) else _day(spec) for spec in filters),
            html.P(dcc.Link(words("Xóa lọc"), href=reset_href), className="rest"),
        ],
        className="filters",
        role="search",
        **attrs({"aria-label": words("Bộ lọc")}),
    )


def choices(options: Sequence[Option]) -> Choices:
    """As a select wants them."""
    return [
        {"value": option.value, "label": option.label}
        | ({"disabled": True} if option.disabled else {})
        for option in options
    ]


def _day(spec: DayFilter) -> html.Div:
    return html.Div(
        [
            html.Label(spec.label, htmlFor=spec.id),
            dbc.Input(id=spec.id, type="date", value=spec.value.isoformat()),
        ],
        className="filter is-day is-on",
        hidden=not spec.shown,
    )


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
