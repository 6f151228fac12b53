"""A box that hides the entries of a page without the words written in it; `find.js` does it."""

from __future__ import annotations

import dash_bootstrap_components as dbc
from dash import html

from components import ids
from components.attributes import attrs
from wording.words import Words


def search_box(label: str, *, over: str, words: Words) -> html.Div:
    """`over`: the class of what holds the entries, each with its words in `data-find`."""
    return html.Div(
        [
            html.Label(label, htmlFor=ids.FIND),
            dbc.Input(
                id=ids.FIND,
                type="search",
                autocomplete="off",
                placeholder=words("có dấu hay không"),
            ),
            html.Span(className="quiet so", role="status", **attrs({"data-found": over})),
        ],
        className="find",
        role="search",
    )


def nothing_found(said: str) -> html.P:
    """Shown while no entry has the words."""
    return html.P(said, className="find-nothing quiet")
