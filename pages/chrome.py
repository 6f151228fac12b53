"""What stands around every page: rail, title, filters, and the state of the sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import groupby

from dash import html
from dash.development.base_component import Component

from access.current import signed_in
from components import ids
from components.attributes import attrs
from components.brief_menu import brief_menu
from components.empty_state import ValidValue, error_state
from components.page_frame import (
    LinkGroup,
    PageLink,
    bottom_bar,
    bottom_links,
    page_frame,
    rail,
    rail_foot,
    rail_groups,
    titlebar,
)
from components.slot import slot
from exports.formats import FORMATS
from pages.filters import filters
from pages.map_units import units_block
from pages.page import SHARED, Ask, Content, Page, address
from pages.registry import open_pages
from wording.words import Words

SOURCES = "/sources"


def desk_frame(
    page: Page,
    content: Content | None,
    asked: Ask,
    *,
    search: str,
    had: str = "",
    notice: Component | None = None,
) -> Component:
    """`had`: the signs of what the slots hold. Without content: the notice, over a body that is
    hidden but there, to be filled later."""
    filled = content or Content()
    body = html.Div(
        page.frame(filled, asked),
        id=ids.part(page.name, "body"),
        className=f"page-body page-{page.name}",
        hidden=content is None,
        **attrs(
            {
                "data-search": search,
                "data-path": page.at(asked.item),
                "data-link": asked.link(page.at(asked.item)),
                ids.SHOWN: asked.shown,
                ids.PLACES: asked.places_key if content is not None else "",
                ids.SAID: asked.filters_said(),
                ids.HAD: had,
            }
        ),
    )
    if page.wall:
        return html.Div([slot(page.name, "notice", notice), body], className="wall-page")
    province = asked.view.province
    links = rail_links(page, asked.query, asked.words)
    parts = [
        titlebar(
            page.titled(asked),
            sub=slot(page.name, "sub", filled.sub),
            words=asked.words,
            demo=asked.view.snap.synthetic,
            account="/me" if signed_in() else "",
            brief=_brief(page, asked),
        ),
        filters(asked, page) if page.filtered else None,
        slot(page.name, "units", units_of(page, asked) if content is not None else None),
        slot(page.name, "notice", notice),
        body,
    ]
    side = rail(
        links,
        province=province.title(asked.words.lang),
        foot=slot(page.name, "state", rail_state(asked)),
        words=asked.words,
        shared=SHARED,
    )
    links = phone_links(page, asked.query, asked.words)
    bottom = bottom_bar(links, words=asked.words, shared=SHARED)
    return page_frame(side, parts, bottom, asked.words)


def units_of(page: Page, asked: Ask) -> Component | None:
    """By which map a page with a map shows units."""
    return units_block(replace(asked, path=page.at(asked.item))) if page.mapped else None


def _brief(page: Page, asked: Ask) -> Component | None:
    """Of a page of one of many, only where it is about one."""
    if page.brief is None or not (page.alone or asked.item):
        return None
    return brief_menu({each.name: each.label for each in FORMATS.values()}, words=asked.words)


def rail_links(page: Page, query: Mapping[str, str], words: Words) -> list[Component]:
    return rail_groups(_groups(page, query, words))


def _groups(page: Page, query: Mapping[str, str], words: Words) -> list[LinkGroup]:
    shared = _shared(query)
    listed = open_pages()
    order = list(dict.fromkeys(each.group for each in listed))
    listed = sorted(listed, key=lambda each: order.index(each.group))
    return [
        LinkGroup(
            title=words(name),
            links=[
                PageLink(
                    label=words(each.label), href=address(each.path, shared), here=each is page
                )
                for each in members
            ],
        )
        for name, members in groupby(listed, key=lambda each: each.group)
    ]


def _shared(query: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in query.items() if name in SHARED}


def rail_state(asked: Ask) -> Component:
    return rail_foot(
        asked.every_source(),
        words=asked.words,
        demo=asked.view.snap.synthetic,
        demo_clock=asked.view.snap.synthetic,
        sources_href=address(SOURCES, _shared(asked.query)),
    )


def phone_links(page: Page, query: Mapping[str, str], words: Words) -> list[Component]:
    shared = _shared(query)
    links = [
        PageLink(
            label=words(each.short),
            href=address(each.path, shared),
            here=each is page,
            phone=each.phone,
        )
        for each in open_pages()
    ]
    return bottom_links(links, _groups(page, query, words), words)


def missing_page(path: str, words: Words) -> Component:
    valid = [ValidValue(label=words(page.label), href=page.path) for page in open_pages()]
    said = words("Không có trang {path}", path=path)
    return html.Main(error_state(said, valid, words=words), className="body")
