"""Which properties of a page a refresh writes, and with what."""

from __future__ import annotations

from typing import Any

from dash import Output, no_update
from dash.development.base_component import Component

from components import ids
from components.block import as_block
from components.sources_state import sources_alarm
from pages.chrome import rail_state
from pages.page import Ask, Content, Page


def outputs(page: Page) -> list[Output]:
    """In the order of `values`."""
    return [Output(component, prop) for component, prop in _properties(page)]


def _properties(page: Page) -> list[tuple[str, str]]:
    body = ids.part(page.name, "body")
    found = [(body, "hidden"), (body, "data-search"), (body, "data-link"), (body, ids.PLACES)]
    around = ("notice", "state") if page.wall else ("notice", "state", "sub")
    found += [(ids.part(page.name, name), "children") for name in around]
    found += [(ids.part(page.name, name), "children") for name in page.blocks]
    found += [(ids.graph(name), "figure") for name in page.charts]
    found += [
        (ids.head(name, part), "children") for name in page.headed for part in ("title", "sub")
    ]
    return found


def values(
    page: Page, content: Content | None, asked: Ask, *, search: str, notice: Component | None = None
) -> list[Any]:
    """Without content there is a notice, and the body with its old figures is hidden."""
    link, drawn = asked.link(page.at(asked.item)), asked.places_key
    state = sources_alarm(asked.every_source()) if page.wall else rail_state(asked)
    if content is None:
        left = len(page.blocks) + len(page.charts) + 2 * len(page.headed)
        return [
            True,
            search,
            link,
            no_update,
            as_block(notice),
            as_block(state),
            *([] if page.wall else [""]),
            *[no_update] * left,
        ]
    return [
        False,
        search,
        link,
        drawn,
        "",
        as_block(state),
        *([] if page.wall else [as_block(content.sub)]),
        *(_block(content.blocks[name]) for name in page.blocks),
        *(content.figures[name] for name in page.charts),
        *(said for name in page.headed for said in content.head(name)),
    ]


def _block(children: Any) -> Any:
    """A list that somebody reads is left as it stands."""
    return children if children is no_update else as_block(children)
