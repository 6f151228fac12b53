"""The desk's frame: rail, title bar, and on a phone a bar of four at the bottom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dash import dcc, html
from dash.development.base_component import Component

from components import ids
from components.ask_box import ask_dialog, ask_opener
from components.attributes import attrs
from components.block import Block
from components.browser_words import browser_words
from components.glyph import glyph
from components.sources_state import sources_state
from wording.source_view import SourceView
from wording.words import Words

SHARED = "data-shared"  # browser: filters.js


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLink:
    """`href` carries the filters in force. `phone`: one of the four at the bottom of a phone."""

    label: str
    href: str
    here: bool = False
    phone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkGroup:
    title: str
    links: Sequence[PageLink]


def page_frame(
    rail_part: Component,
    content: Component | Sequence[Component | None],
    bottom: Component,
    words: Words,
) -> html.Div:
    """`content`: title bar, filter bar and body of the page."""
    return html.Div(
        [
            html.A(words("Đến nội dung"), href=f"#{ids.CONTENT}", className="skip"),
            rail_part,
            html.Main(content, id=ids.CONTENT, className="body", tabIndex=-1),
            bottom,
            ask_dialog(words),
            link_state(),
            browser_words(words),
        ],
        className="desk",
    )


def link_state() -> html.Div:
    """Empty for `live.js`, which says here when the server stopped answering."""
    return html.Div(id=ids.LINK_STATE, className="link-state", role="status")


def rail(
    links: Sequence[Component],
    *,
    province: str,
    foot: Component,
    words: Words,
    shared: Sequence[str] = (),
) -> html.Nav:
    """`links` from `rail_groups`, `foot` from `rail_foot`; `province`: 'Tỉnh Quảng Bình';
    `shared`: the filters that `filters.js` has links take along."""
    return html.Nav(
        [_brand(province), ask_opener(words), Block(links), foot],
        className="rail",
        **attrs({"aria-label": words("Các trang"), SHARED: " ".join(shared)}),
    )


def rail_groups(groups: Sequence[LinkGroup]) -> list[Component]:
    parts: list[Component] = []
    for group in groups:
        parts += [html.H2(group.title), html.Ul([html.Li(_link(link)) for link in group.links])]
    return parts


def bottom_links(
    links: Sequence[PageLink], groups: Sequence[LinkGroup], words: Words
) -> list[Component]:
    """Four pages, and all there are behind a fifth place."""
    every = html.Details(
        [html.Summary(words("Thêm")), html.Div(rail_groups(groups), className="sheet")],
        className="more",
    )
    return [*[_link(link) for link in links if link.phone][:4], every]


def bottom_bar(links: Sequence[Component], *, words: Words, shared: Sequence[str] = ()) -> html.Nav:
    """`links` from `bottom_links`; `shared` as the rail's."""
    return html.Nav(
        Block(links, className="links"),
        className="bottom-bar",
        **attrs({"aria-label": words("Các trang chính"), SHARED: " ".join(shared)}),
    )


def titlebar(
    title: str,
    *,
    sub: Component | str,
    words: Words,
    demo: bool = False,
    account: str = "",
    brief: Component | None = None,
) -> html.Header:
    """`brief`: the menu of what can be taken along. `account`: where somebody who is signed in
    finds theirs. `sub`: 'Lũy kế đến 27/12/2024 08:40; thay đổi so với tháng 11, điểm phần trăm'.
    On a phone the rail's foot is far below, so there `demo` is said here."""
    other, said = ("vi", "Tiếng Việt") if words.lang == "en" else ("en", "English")
    return html.Header(
        [
            glyph("mark"),
            html.Div(
                [
                    html.H1(title),
                    html.Div(sub, className="quiet"),
                    html.P(words("Dữ liệu trình diễn"), className="demo-phone") if demo else None,
                ],
                className="title",
            ),
            html.Div(
                [
                    _action(words("Hỏi"), "ask"),
                    brief,
                    _action(words("Chép liên kết"), "copy-link", done=words("Đã chép")),
                    _action(words("Sáng, tối"), "theme"),
                    _action(said, "lang", **attrs({"data-lang": other, "lang": other})),
                    _account(account, words),
                ],
                className="act",
            ),
        ],
        className="titlebar",
    )


def _account(href: str, words: Words) -> dcc.Link | None:
    return dcc.Link(words("Tài khoản"), href=href, className="btn account") if href else None


def _action(said: str, action: str, *, done: str = "", **more: str) -> html.Button:
    return html.Button(
        [html.Span(said, className="idle"), html.Span(done, className="done") if done else None],
        type="button",
        className="btn",
        **attrs({"data-action": action, **more}),
    )


def _brand(province: str) -> html.Div:
    return html.Div(
        [glyph("mark"), html.P([html.B("Tầm Nhìn"), html.Span(province)])], className="brand"
    )


def _link(link: PageLink) -> dcc.Link:
    return dcc.Link(link.label, href=link.href, className="here" if link.here else "")


def rail_foot(
    sources: Sequence[SourceView],
    *,
    words: Words,
    demo: bool,
    demo_clock: bool,
    sources_href: str,
) -> html.Div:
    """The state of the sources, leading to their page (on a phone nothing else does), and that the
    figures are synthetic where they are."""
    return html.Div(
        [
            dcc.Link(sources_state(sources), href=sources_href, title=words("Nguồn dữ liệu")),
            html.P(words("Dữ liệu trình diễn"), className="demo") if demo else None,
            html.P(
                [words("Đồng hồ trình diễn"), " ", html.Span(**attrs({"data-clock": "full"}))],
                className="demo",
            )
            if demo_clock
            else None,
        ],
        className="foot",
    )
