"""Our own errors on screen: what is wrong, and the values that would be right, as links."""

from __future__ import annotations

from collections.abc import Mapping

from dash import html
from dash.development.base_component import Component

from components.browser_words import browser_words
from components.empty_state import ValidValue, error_state
from components.page_frame import link_state
from data_access.errors import TamNhinError, UnknownFilter
from pages.page import Ask, address
from wording.words import Words

SHOWN = 30


def trouble(error: TamNhinError, path: str, query: Mapping[str, str], asked: Ask) -> Component:
    said = error.en if asked.words.lang == "en" else error.vi
    return error_state(said, _valid(error, path, query, asked), words=asked.words)


def nothing_known(error: TamNhinError, words: Words) -> Component:
    """For when not even the frame of a page can be drawn: no database, and no version of it known
    from before. The page comes by itself once there is one."""
    said = error.en if words.lang == "en" else error.vi
    return html.Main(
        [error_state(said, [], words=words), link_state(), browser_words(words)],
        className="body",
    )


def _valid(
    error: TamNhinError, path: str, query: Mapping[str, str], asked: Ask
) -> list[ValidValue]:
    if not isinstance(error, UnknownFilter):
        return []
    places = asked.view.snap.places
    names = {code: area.name for code, area in places.areas.items()}
    names |= {code: agency.name for code, agency in places.agencies.items()}
    return [
        ValidValue(label=names.get(value, value), href=address(path, {**query, error.name: value}))
        for value in error.valid[:SHOWN]
    ]
