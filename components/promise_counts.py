"""Promises counted by state, with shape and word: large above a page, small in a cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dash import html

from components.attributes import attrs
from components.glyph import glyph
from components.horizon import age, tile
from components.promise_words import STATE_SHAPES, STATE_WORDS
from metrics.commitments.states import State
from wording import format as fmt
from wording.shapes import Shape
from wording.source_view import SourceView
from wording.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """`sub`: the line under it, such as how many people."""

    label: str
    value: int
    shape: Shape | None = None
    sub: str = ""


def counts_tile(
    counts: Sequence[Count], *, words: Words, source: SourceView | None
) -> html.Section:
    return tile(
        html.Dl([_count(each, words) for each in counts], className="totals promise-totals"),
        age(source),
        source=source,
        kind="totals-tile",
    )


def _count(count: Count, words: Words) -> html.Div:
    shape = glyph(count.shape) if count.shape else None
    return html.Div(
        [
            html.Dt([shape, count.label]),
            html.Dd(html.Span(fmt.number(count.value, 0, words.lang), className="total")),
            html.Dd(count.sub, className="delta so"),
        ]
    )


def chips(counts: Mapping[State, int], words: Words) -> html.Span | str:
    """As many of each state as there are; nothing where there is none."""
    found = [state for state in State if counts.get(state)]
    if not found:
        return ""
    return html.Span([_chip(state, counts[state], words) for state in found], className="chips")


def _chip(state: State, count: int, words: Words) -> html.Span:
    said = words(STATE_WORDS[state])
    return html.Span(
        [glyph(STATE_SHAPES[state]), str(count)],
        className="chip",
        title=f"{said}: {count}",
        **attrs({"aria-label": f"{said}: {count}"}),
    )


def state_key(counts: Mapping[State, int], words: Words) -> html.Ul:
    """What the shapes of a map or a table mean, with how many there are of each."""
    return html.Ul(
        [
            html.Li([glyph(STATE_SHAPES[state]), f"{words(STATE_WORDS[state])} {counts[state]}"])
            for state in State
            if counts.get(state)
        ],
        className="state-key",
    )
