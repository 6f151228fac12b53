"""A segmented switch between views of one panel, as links: each view has its own address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dash import dcc, html

from components.attributes import attrs


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    label: str
    href: str
    here: bool = False


def segments(items: Sequence[Segment], *, label: str) -> html.Nav:
    return html.Nav(
        [
            dcc.Link(item.label, href=item.href, className="here" if item.here else "")
            for item in items
        ],
        className="seg",
        **attrs({"aria-label": label}),
    )
