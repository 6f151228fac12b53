"""Block: a part of a page that is HTML from the server; `blocks.js` puts it in and keeps what has
not changed: focus, open menus, places scrolled to."""

from __future__ import annotations

from typing import Any, cast

from dash.development.base_component import Component

from components.markup import NotPlain, markup


class Block(Component):
    """`children`: HTML as text, from `as_block`, or components that live in the browser."""

    _children_props: list[str] = []
    _base_nodes = ["children"]
    _namespace = "tamnhin"
    _type = "Block"
    _prop_names = ["children", "id", "className"]
    _valid_wildcard_attributes: list[str] = []
    available_properties = _prop_names
    available_wildcard_attributes: list[str] = []

    def __init__(self, children: Any = None, **props: Any) -> None:
        super().__init__(children=as_block(children), **props)  # type: ignore[no-untyped-call]


def as_block(children: Any) -> Any:
    """What a Block shows. Where not all of it is plain, the components themselves."""
    try:
        return markup(children)
    except NotPlain:
        return cast(Any, children)
