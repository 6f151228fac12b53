"""From an address to an Ask: the query string parsed and checked."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl

from components.index import language, origin, theme
from components.look import Look
from components.theme import Size, Theme
from data_access.selection import Selection
from metrics.desk import View
from pages.page import Ask
from wording.words import words_in

THEMES: Mapping[str, Theme] = {"light": "light", "dark": "dark"}


def query_of(search: str | None) -> dict[str, str]:
    return dict(parse_qsl((search or "").lstrip("?")))


def ask(view: View, search: str | None, *, wall: bool = False, item: str = "") -> Ask:
    """Raises UnknownFilter, naming the value and the valid ones."""
    query = query_of(search)
    size: Size = "wall" if wall else "desk"
    look = Look(
        words=words_in(query.get("lang") or language()),
        theme=THEMES.get(theme(), "light") if not wall else "dark",
        size=size,
    )
    return asked(view, query, look, item=item, origin=origin())


def asked(
    view: View, query: Mapping[str, str], look: Look, *, item: str = "", origin: str = ""
) -> Ask:
    """Raises UnknownFilter, OutOfScope."""
    return Ask(
        view=view,
        selection=view.checked(Selection.from_query(query, today=view.anchor)),
        query=query,
        look=look,
        sources=view.sources(),
        item=item,
        origin=origin,
    )
