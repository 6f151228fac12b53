"""Which properties of a page a refresh writes, and with what."""

from __future__ import annotations

from typing import Any

from dash import Output, no_update
from dash.development.base_component import Component

from components import ids
from components.block import as_block
from components.sources_state import sources_alarm
from pages.chrome import rail_state, units_of
from pages.page import Ask, Content, Page
from pages.told import Told, new_of, signed


def outputs(page: Page) -> list[Output]:
    """In the order of `values`."""
    return [Output(component, prop) for component, prop in _properties(page)]


def _properties(page: Page) -> list[tuple[str, str]]:
    body = ids.part(page.name, "body")
    said = ("hidden", "data-search", "data-link", ids.SHOWN, ids.PLACES, ids.SAID, ids.HAD)
    found = [(body, name) for name in said]
    around = ("notice", "state") if page.wall else ("notice", "state", "sub", "units")
    found += [(ids.part(page.name, name), "children") for name in around]
    found += [(ids.part(page.name, name), "children") for name in page.blocks]
    found += [(ids.graph(name), "figure") for name in page.charts]
    found += [
        (ids.head(name, part), "children") for name in page.headed for part in ("title", "sub")
    ]
    return found


def slots(page: Page, content: Content) -> list[Any]:
    """What blocks, charts and heads of charts hold, in the order of `values`."""
    return [
        *(_block(content.blocks[name]) for name in page.blocks),
        *(content.figures[name] for name in page.charts),
        *(said for name in page.headed for said in content.head(name)),
    ]


def values(
    page: Page,
    told: Told | None,
    asked: Ask,
    *,
    search: str,
    had: str | None = None,
    notice: Component | None = None,
) -> list[Any]:
    """Of the slots only what they do not hold already, by what they `had`. Without anything told
    there is a notice, and the body with its old figures is hidden."""
    link = asked.link(page.at(asked.item))
    state = as_block(sources_alarm(asked.every_source()) if page.wall else rail_state(asked))
    if told is None:
        sub = [] if page.wall else ["", None]
        left = len(page.blocks) + len(page.charts) + 2 * len(page.headed)
        kept = [no_update] * left
        body = [True, search, link, asked.shown, *[no_update] * 3]
        return [*body, as_block(notice), state, *sub, *kept]
    sub = [] if page.wall else [as_block(told.sub), as_block(units_of(page, asked))]
    new = new_of(told, had)
    said = asked.places_key, asked.filters_said(), signed(told, had)
    return [False, search, link, asked.shown, *said, "", state, *sub, *new]


def _block(children: Any) -> Any:
    """A list that somebody reads is left as it stands."""
    return children if children is no_update else as_block(children)
