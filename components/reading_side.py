"""What stands to the right of a dial or a figure: label, status, change, trend, age."""

from __future__ import annotations

from dash import dcc, html
from dash.development.base_component import Component

from components.glyph import glyph
from components.horizon import age
from components.reconciled import beside
from components.spark import spark
from components.theme import Size
from metrics.reading import Reading, Status
from wording import format as fmt
from wording.readings import (
    STATUS_SHAPES,
    STATUS_WORDS,
    goal_text,
    label,
    reason,
    wall_label,
)
from wording.source_view import SourceView
from wording.words import Words


def side(
    reading: Reading, *, words: Words, source: SourceView | None, size: Size, href: str = ""
) -> html.Div:
    """`href`: where the label leads; nowhere on a wall, which nobody touches."""
    return html.Div(
        [
            _heading(reading, words, size, href),
            status(reading, words),
            _move(reading, words, size),
            beside(reading, words) if size != "wall" else None,
            _last_line(reading, words, source),
        ],
        className="side",
    )


def _heading(reading: Reading, words: Words, size: Size, href: str) -> html.H3:
    if size != "wall":
        said = label(reading, words)
        return html.H3(dcc.Link(said, href=href) if href else said)
    first, second = wall_label(reading, words)
    return html.H3([first, html.Br(), second] if second else first)


def status(reading: Reading, words: Words) -> Component | None:
    """Glyph and word; nothing where no target was set, for there is nothing to judge by."""
    if reading.status is Status.NO_TARGET:
        return None
    return html.P(
        [glyph(STATUS_SHAPES[reading.status]), html.Span(words(STATUS_WORDS[reading.status]))],
        className="status",
    )


def _move(reading: Reading, words: Words, size: Size) -> html.Div | None:
    metric = reading.metric
    places = fmt.decimals_of(metric, wall=size == "wall") if metric.decimals < 2 else 1
    change = fmt.delta(reading.change, metric.unit, min(places, 1), words.lang)
    line = spark(reading.series)
    if reading.status is Status.NO_DATA or not (change or line):
        return None
    return html.Div([html.Span(change, className="delta so"), line], className="move")


def _last_line(reading: Reading, words: Words, source: SourceView | None) -> Component | None:
    if reading.status is Status.NO_DATA:
        return html.P(reason(reading, words), className="age reason")
    goal = goal_text(reading, words)
    return age(source, html.Span(goal[:1].lower() + goal[1:], className="age-goal"))
