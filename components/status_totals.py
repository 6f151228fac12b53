"""Status totals: counts that belong together, side by side under one horizon."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from components import format as fmt
from components.attributes import attrs
from components.horizon import age, tile
from components.reading_words import explanation, label, reason
from components.reconciled import beside
from components.source_view import SourceView
from components.theme import Size
from components.words import Words
from metrics.reading import Reading


def status_totals(
    readings: Sequence[Reading], *, words: Words, source: SourceView | None, size: Size = "desk"
) -> html.Section:
    return tile(
        html.Dl([_total(reading, words, source, size) for reading in readings], className="totals"),
        age(source),
        source=source,
        kind="totals-tile",
    )


def _total(reading: Reading, words: Words, source: SourceView | None, size: Size) -> html.Div:
    metric = reading.metric
    places = fmt.decimals_of(metric, wall=size == "wall")
    missing = reading.value is None
    change = fmt.delta(reading.change, metric.unit, places, words.lang)
    value = fmt.with_unit(reading.value, metric.unit, places, words)
    number, _, unit = value.partition(" ")
    return html.Div(
        [
            html.Dt(_name(reading, words, size)),
            html.Dd(
                [html.Span(number, className="total"), html.Span(unit, className="unit")],
                title=explanation(reading, words, source),
            ),
            html.Dd(reason(reading, words) if missing else change, className="delta so"),
            html.Dd(noted) if (noted := beside(reading, words)) and size != "wall" else None,
        ],
        className="is-nodata" if missing else None,
        **attrs({"data-metric": metric.id}),
    )


def _name(reading: Reading, words: Words, size: Size) -> str | list[Component | str]:
    """On the wall in the two lines that the catalogue gives it."""
    if size != "wall" or words.lang == "en":
        return label(reading, words)
    first, second = reading.metric.label_wall
    return [first, html.Br(), second]
