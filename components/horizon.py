"""The horizon: every tile hangs from a line whose bright part is the freshness its source has left.

`age.js` keeps `data-age`, `--fresh` and the text of `.age-said` true from second to second; what is
rendered here is right for the moment of rendering.
"""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from wording.source_view import Age, SourceView


def tile(
    *children: Component | str | None,
    source: SourceView | None,
    kind: str = "",
    no_data: bool = False,
    **attributes: Any,
) -> html.Section:
    """`kind`: more class names. `no_data`: the tile's own figure is missing, whatever its source
    says. A tile without a source has no horizon's age, only its line."""
    return html.Section(
        [_horizon(source), *children, html.Div(className="veil")],
        className=f"tile {kind}".strip(),
        **_carried(source, no_data),
        **attributes,
    )


def _carried(source: SourceView | None, no_data: bool) -> dict[str, Any]:
    if no_data or (source and source.age is Age.NEVER):
        return {"data-age": Age.NEVER.value}
    if source is None:
        return {}
    return {
        "data-age": source.age.value,
        "data-as-of": source.as_of,
        "data-expected": source.expected_s,
        "data-stale": source.stale_s,
        "data-source": source.label,
    }


def _horizon(source: SourceView | None) -> html.Div:
    """Written into the line itself: in the tile it would be inherited by all that is in there."""
    if source is None or source.age is Age.NEVER:
        return html.Div(className="horizon")
    return html.Div(className="horizon", style={"--fresh": source.fresh})


def age(source: SourceView | None, *more: Component | str) -> html.P | None:
    """Empty where `age.js` writes: React must find nothing of its own there."""
    if source is None:
        return None
    return html.P(
        [
            html.Span(className="age-said"),
            html.Span(source.label, className="age-source"),
            *more,
        ],
        className="age",
    )
