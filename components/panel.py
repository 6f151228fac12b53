"""A panel: a tile with a title that says the finding, a line under it, a menu and a body."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from components import ids
from components.chart_menu import chart_menu
from components.chart_note import ChartNote
from components.horizon import age, tile
from wording.source_view import SourceView
from wording.words import Words

Body = Component | str | None | Sequence[Component | None]


def panel(
    title: str,
    body: Body,
    *,
    name: str = "",
    words: Words,
    source: SourceView | None,
    sub: str = "",
    note: ChartNote | None = None,
    kind: str = "",
    aside: Component | None = None,
    columns: Sequence[str] = (),
    rows: Sequence[Sequence[Any]] = (),
) -> html.Section:
    """`name` of a chart inside makes title and `sub` parts that a refresh can fill. `note` gives
    it a menu; `aside` stands at the right of the title (a switch, a figure).
    `kind`: 'span-2' and the like on a desk, 'mini' or 'bare' on a wall. Without a title there
    is no head."""
    menu = chart_menu(note, words=words, columns=columns, rows=rows) if note else None
    head = html.Div([html.H2(title, **_id(name, "title")), aside, menu], className="panel-head")
    return tile(
        head if title or name else None,
        html.Div(
            [html.P(sub, className="sub", **_id(name, "sub")), age(source)], className="panel-sub"
        ),
        html.Div(body, className="panel-body"),
        source=source,
        kind=f"panel {kind}".strip(),
    )


def _id(name: str, part: str) -> dict[str, Any]:
    return {"id": ids.head(name, part)} if name else {}
