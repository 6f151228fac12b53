"""Status totals: counts that belong together, side by side under one horizon."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from dash import dcc, html
from dash.development.base_component import Component

from components.attributes import attrs
from components.horizon import age, tile
from components.reconciled import beside
from components.row_link import to_rows
from components.theme import Size
from metrics.reading import Reading
from wording import format as fmt
from wording.readings import explanation, label, reason
from wording.source_view import SourceView
from wording.words import Words

NO_LINKS: Mapping[str, str] = MappingProxyType({})


def status_totals(
    readings: Sequence[Reading],
    *,
    words: Words,
    source: SourceView | None,
    size: Size = "desk",
    names: Mapping[str, str] = NO_LINKS,
    rows: Mapping[str, str] = NO_LINKS,
) -> html.Section:
    """By metric id: `names`, where a label leads; `rows`, the list of what a count counts."""
    totals = [_total(each, words, source, size, names, rows) for each in readings]
    return tile(
        html.Dl(totals, className="totals"),
        age(source),
        source=source,
        kind="totals-tile",
    )


def _total(
    reading: Reading,
    words: Words,
    source: SourceView | None,
    size: Size,
    names: Mapping[str, str],
    rows: Mapping[str, str],
) -> html.Div:
    metric = reading.metric
    places = fmt.decimals_of(metric, wall=size == "wall")
    missing = reading.value is None
    change = fmt.delta(reading.change, metric.unit, places, words.lang)
    value = fmt.with_unit(reading.value, metric.unit, places, words)
    number, _, unit = value.partition(" ")
    return html.Div(
        [
            html.Dt(_name(reading, words, size, names.get(metric.id))),
            html.Dd(
                [
                    to_rows(
                        html.Span(number, className="total"),
                        rows.get(metric.id) if reading.value else None,
                        words,
                    ),
                    html.Span(unit, className="unit"),
                ],
                title=explanation(reading, words, source),
            ),
            html.Dd(reason(reading, words) if missing else change, className="delta so"),
            html.Dd(noted) if (noted := beside(reading, words)) and size != "wall" else None,
        ],
        className="is-nodata" if missing else None,
        **attrs({"data-metric": metric.id}),
    )


def _name(
    reading: Reading, words: Words, size: Size, href: str | None
) -> str | Component | list[Component | str]:
    """On the wall in the two lines that the catalogue gives it."""
    if size != "wall" or words.lang == "en":
        said = label(reading, words)
        return dcc.Link(said, href=href) if href else said
    first, second = reading.metric.label_wall
    return [first, html.Br(), second]
