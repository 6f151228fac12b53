"""Components as the HTML that they become: text for `Block`, and for a page's first paint.

Dash keeps every component of a page in a store and asks each of them about every change of it: of
a page's thousand components all but a few never change by themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any, TypeAlias

from dash.development.base_component import Component

PLAIN = "dash_html_components"
LINK = "data-link"  # browser: blocks.js follows such a link without loading a page
ATTRIBUTES = {"className": "class", "htmlFor": "for"}
VOID = frozenset({"br", "hr", "img", "input", "wbr"})
NEVER = frozenset({"children", "n_clicks"})
Props: TypeAlias = dict[str, Any]


Write: TypeAlias = "Callable[[Writer, Props], str]"


class NotPlain(ValueError):
    """Something in it is more than HTML."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """`others`: who writes a component that is more than HTML, by its kind. `ids`: the only
    ones that are written; None: all."""

    others: Callable[[str], Write]
    ids: frozenset[str] | None = None

    def write(self, of: Any) -> str:
        if of is None:
            return ""
        if isinstance(of, Component):
            return self._component(of)
        if isinstance(of, (list, tuple)):
            return "".join(self.write(each) for each in of)
        return escape(_said(of), quote=False)

    def element(self, tag: str, props: Props, inner: str = "") -> str:
        opened = f"<{tag}{''.join(self._attributes(props))}>"
        return opened if tag in VOID else f"{opened}{inner}</{tag}>"

    def _component(self, of: Component) -> str:
        told = of.to_plotly_json()  # type: ignore[no-untyped-call]
        props, kind = told["props"], told["type"]
        if kind == "Button" and "id" in props and self.ids is None:
            raise NotPlain(kind)  # a callback waits for it
        if told["namespace"] == PLAIN:
            return self.element(kind.lower(), props, self.write(props.get("children")))
        if kind == "Link":
            return self.element("a", {**props, LINK: True}, self.write(props.get("children")))
        return self.others(kind)(self, props)

    def _attributes(self, props: Props) -> Iterator[str]:
        for name, value in props.items():
            if value is None or value is False or name in NEVER:
                continue
            if name == "id" and self.ids is not None and str(value) not in self.ids:
                continue
            text = "" if value is True else _style(value) if name == "style" else _said(value)
            yield f' {ATTRIBUTES.get(name, name.lower())}="{escape(text)}"'


def _style(values: Mapping[str, object]) -> str:
    return ";".join(f"{name}:{_said(value)}" for name, value in values.items())


def _said(value: object) -> str:
    """As the browser writes it: 5.0 is 5."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def markup(of: Any) -> str:
    """Raises NotPlain for components that live in the browser (charts, inputs)."""
    return Writer(others=_nobody).write(of)


def _nobody(kind: str) -> Write:
    raise NotPlain(kind)
