"""Slots: the parts of a page that a refresh replaces, each with its own id."""

from dash.development.base_component import Component

from components import ids
from components.block import Block

Children = Component | str | None | list[Component] | list[Component | None]


def slot(page: str, name: str, children: Children, kind: str = "") -> Block:
    return Block(children, id=ids.part(page, name), className=f"slot {kind}".strip())
