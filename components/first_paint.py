"""A page as HTML within its document: its figures can be read before any script has come.

`first_paint.js` takes it away in the moment when the living page stands in its place.
"""

from __future__ import annotations

from collections.abc import Mapping

from dash.development.base_component import Component

from components import ids
from components.markup import Props, Write, Writer

ID = "first-paint"  # browser: first_paint.js


def first_paint(page: Component) -> str:
    """Without ids, which belong to the living page, but for the words that scripts say."""
    writer = Writer(
        others=lambda kind: OTHERS.get(kind, _place), ids=frozenset({ids.BROWSER_WORDS})
    )
    return f'<div id="{ID}">{writer.write(page)}</div>'


def _block(writer: Writer, props: Props) -> str:
    inner = props.get("children")
    shown = {"className": props.get("className")}
    return writer.element("div", shown, inner if isinstance(inner, str) else writer.write(inner))


def _select(writer: Writer, props: Props) -> str:
    chosen = props.get("value")
    inner = "".join(
        writer.element("option", {"selected": each["value"] == chosen}, writer.write(each["label"]))
        for each in props["options"]
    )
    return writer.element("select", {"className": "form-select", "disabled": True}, inner)


def _input(writer: Writer, props: Props) -> str:
    shown = {name: props.get(name) for name in ("type", "value", "placeholder")}
    return writer.element("input", {**shown, "className": "form-control", "disabled": True})


def _place(writer: Writer, props: Props) -> str:
    """What only scripts can draw has its place already."""
    return writer.element("div", {"className": props.get("className")})


OTHERS: Mapping[str, Write] = {"Block": _block, "Select": _select, "Input": _input}
