"""The ways in which two sources disagree: which of them a page is about, and a switch."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TypeVar

from dash import html
from dash.development.base_component import Component

from components.segment import Segment, segments
from data_access.errors import UnknownFilter
from pages.page import Ask

W = TypeVar("W", bound=StrEnum)


def way_asked(ask: Ask, names: Mapping[W, str]) -> W:
    """The first of them where none is named. Raises UnknownFilter."""
    ways = {str(way): way for way in names}
    asked = ask.query.get("way") or next(iter(ways))
    if asked not in ways:
        raise UnknownFilter("way", asked, list(ways))
    return ways[asked]


def ways_switch(
    ask: Ask, path: str, names: Mapping[W, str], count: Callable[[W], int]
) -> Component:
    """`names`: untranslated; `count`: of what each has."""
    here = way_asked(ask, names)
    items = [
        Segment(
            label=f"{ask.words(said)} {count(way)}",
            href=ask.href(path, way=str(way)),
            here=way is here,
        )
        for way, said in names.items()
    ]
    chosen = segments(items, label=ask.words("Khác nhau thế nào"))
    return html.Div(chosen, className="states-switch")
