"""How the sources are, in one line. `age.js` counts, every second, against the server's clock."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from dash import html

from components.glyph import glyph
from wording.source_view import Age, SourceView


def sources_state(sources: Sequence[SourceView]) -> html.Div:
    """The rail's foot: '6/6 nguồn đúng giờ', 'Cũ nhất: thôn, 30/11'."""
    return html.Div(
        [
            html.P(
                [glyph("met"), glyph("stale"), html.Span(className="sources-said")],
                className="sources-count",
            ),
            html.P(className="sources-oldest"),
        ],
        className="sources",
        **_carried(sources),
    )


def sources_alarm(sources: Sequence[SourceView]) -> html.P:
    """The wall's head counts faults, and only when there are any."""
    return html.P(
        [glyph("stale"), html.Span(className="sources-said")],
        className="alarm",
        **_carried(sources),
    )


def _carried(sources: Sequence[SourceView]) -> dict[str, Any]:
    views = [
        {"label": s.label, "as_of": s.as_of, "expected": s.expected_s, "stale": s.stale_s}
        for s in sources
    ]
    faults = sum(source.age is not Age.LIVE for source in sources)
    return {"data-sources": json.dumps(views, ensure_ascii=False), "data-faults": str(faults)}
