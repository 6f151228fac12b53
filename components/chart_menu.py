"""The menu of a chart or table: PNG, SVG, CSV, or a picture into the clipboard. `chart_menu.js`
makes them in the browser."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from dash import html

from components.attributes import attrs
from components.chart_note import ChartNote
from wording.words import Words

FORMATS = ("png", "svg", "csv")
COPY = "copy"


def chart_menu(
    note: ChartNote,
    *,
    words: Words,
    columns: Sequence[str] = (),
    rows: Sequence[Sequence[Any]] = (),
) -> html.Details:
    """`columns` and `rows` for a panel without a Plotly figure; a figure carries its own in
    `layout.meta`. Without either, the CSV holds the panel's table as it is shown."""
    told = {**note.meta(columns, rows), "filters": note.filters}
    return html.Details(
        [
            html.Summary("⋯", **attrs({"aria-label": words("Tải về: {title}", title=note.title)})),
            html.Div(
                [
                    html.Button(name.upper(), type="button", **attrs({"data-export": name}))
                    for name in FORMATS
                ]
                + [html.Button(words("Chép ảnh"), type="button", **attrs({"data-export": COPY}))],
                className="menu",
            ),
        ],
        className="chart-menu",
        **attrs({"data-note": json.dumps(told, ensure_ascii=False)}),
    )
