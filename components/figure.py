"""Plain figures: counts without a ceiling, and the one figure that a page is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from components.attributes import attrs
from components.gauge import gauge
from components.glyph import glyph
from components.horizon import tile
from components.reading_side import side
from components.row_link import to_rows
from components.theme import Size
from metrics.metric import Unit
from metrics.reading import Reading, Status
from wording import format as fmt
from wording.readings import explanation, goal_text, spoken, unit_text
from wording.shapes import Shape
from wording.source_view import SourceView
from wording.words import Words


def reading_tile(
    reading: Reading,
    *,
    words: Words,
    source: SourceView | None,
    size: Size = "desk",
    href: str = "",
    rows: str = "",
) -> Component:
    """A gauge for a ratio, a plain figure for everything else. `href`: where its label leads;
    `rows`: where its figure does, to the list of what it counts."""
    shape = gauge if reading.metric.unit is Unit.RATIO else figure_tile
    return shape(reading, words=words, source=source, size=size, href=href, rows=rows)


def figure_tile(
    reading: Reading,
    *,
    words: Words,
    source: SourceView | None,
    size: Size = "desk",
    href: str = "",
    rows: str = "",
) -> Component:
    metric = reading.metric
    places = fmt.decimals_of(metric, wall=size == "wall")
    shown = fmt.figure(reading.value, metric.unit, places, words.lang)
    return tile(
        html.Div(
            [
                html.Div(
                    [
                        html.P(
                            to_rows(shown, rows, words),
                            className="figure is-long" if len(shown) > 5 else "figure",
                        ),
                        html.P(unit_text(metric.unit, words), className="unit"),
                        html.P(goal_text(reading, words), className="goal"),
                    ],
                    className="figurebox",
                    title=explanation(reading, words, source),
                ),
                side(reading, words=words, source=source, size=size, href=href),
            ],
            className="gauge-body",
        ),
        source=source,
        kind=f"gauge is-{reading.status.value.replace('_', '')}",
        no_data=reading.status is Status.NO_DATA,
        tabIndex=0,
        role="group",
        **attrs({"aria-label": spoken(reading, words, source), "data-metric": metric.id}),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A lesser figure beside the hero: `2.806`, `người`."""

    value: str | Component
    label: str


def hero(
    value: str | Component,
    unit: str,
    lines: Sequence[str],
    *,
    pairs: Sequence[Pair] = (),
    shape: Shape | None,
) -> html.Div:
    """The one figure that a page is about: `21 ◆ thôn / thiếu cả ba, ở / 5 xã, 4 huyện`."""
    beside = [html.P([glyph(shape) if shape else None, html.Span(unit)], className="hero-unit")]
    beside += [html.P(line) for line in lines]
    return html.Div(
        [
            html.Div(
                [html.P(value, className="hero-figure"), html.Div(beside)], className="hero-lead"
            ),
            pair_list(pairs),
        ],
        className="hero",
    )


def pair_list(pairs: Sequence[Pair]) -> html.Dl | None:
    if not pairs:
        return None
    return html.Dl(
        [html.Div([html.Dt(pair.label), html.Dd(pair.value)]) for pair in pairs], className="pairs"
    )
