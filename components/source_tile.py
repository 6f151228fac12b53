"""A source as a tile: its state in word, shape and colour, and what it last brought."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html

from components.attributes import attrs
from components.glyph import glyph
from components.horizon import age, tile
from wording.shapes import Shape
from wording.source_view import Age, SourceView
from wording.words import Words, mark

# All four are there; the tile's age, which the browser counts, decides which one is seen.
STATES: dict[Age, tuple[Shape, str]] = {
    Age.LIVE: ("met", mark("Đúng giờ")),
    Age.LATE: ("stale", mark("Chậm")),
    Age.STALE: ("stale", mark("Im")),
    Age.NEVER: ("nodata", mark("Chưa từng có")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """`10 phút` of `Nhịp`; `shape` marks one that needs a hand."""

    label: str
    value: str
    shape: Shape = "plain"


def source_tile(
    source: SourceView, facts: Sequence[Fact], *, problem: str = "", words: Words
) -> html.Section:
    """`problem`: why the last pull failed; the source may still be in time."""
    return tile(
        html.Div(
            [html.H2(source.label), *(_state(each, words) for each in STATES)],
            className="source-head",
        ),
        age(source),
        html.Dl([_fact(fact) for fact in facts], className="facts"),
        _problem(problem) if problem else None,
        source=source,
        kind="source-tile",
    )


def _state(of: Age, words: Words) -> html.P:
    shape, said = STATES[of]
    return html.P(
        [glyph(shape), html.Span(words(said))], className="state", **attrs({"data-when": of.value})
    )


def _fact(fact: Fact) -> html.Div:
    return html.Div([html.Dt(fact.label), html.Dd([glyph(fact.shape), fact.value])])


def _problem(said: str) -> html.P:
    return html.P([glyph("missed"), html.Span(said)], className="problem")
