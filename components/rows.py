"""Rows of one figure each: dots against a target line, or bars from zero."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from dash import dcc, html
from dash.development.base_component import Component

from components.attributes import attrs
from components.dot import dot
from components.reconciled import beside_mark
from components.row_link import to_rows
from components.scale import Scale, scale_over
from metrics.metric import Unit
from metrics.reading import Reading, Status
from wording import format as fmt
from wording.words import Words

NO_LINKS: Mapping[str, str] = MappingProxyType({})


def dot_rows(
    readings: Sequence[Reading],
    *,
    words: Words,
    name: str,
    volume: str,
    here: str = "",
    links: Mapping[str, str] = NO_LINKS,
    rows: Mapping[str, str] = NO_LINKS,
) -> html.Table:
    """Ratios that cannot start at 0, each with its volume; `name` and `volume` head the columns.
    A target that all share is a line through the rows; those who missed theirs are square.
    `links`: where a name leads, by the code of its group; `rows`: where its volume does."""
    known = [reading for reading in readings if reading.value is not None]
    targets = {reading.target for reading in known if reading.target is not None}
    values = [reading.value for reading in known if reading.value is not None]
    scale = scale_over([*values, *targets], ratio=True)
    target = targets.pop() if len(targets) == 1 else None
    return html.Table(
        [
            html.Thead(_dot_head(scale, words, name, volume)),
            html.Tbody([_dot_row(each, scale, target, words, here, links, rows) for each in known]),
        ],
        className="rows",
    )


def _dot_head(scale: Scale, words: Words, name: str, volume: str) -> html.Tr:
    marks = [
        html.Span(fmt.goal(mark, Unit.RATIO, words.lang), style={"--x": scale.place(mark)})
        for mark in scale.marks
    ]
    return html.Tr(
        [
            html.Th(name, scope="col"),
            html.Th(html.Div(marks, className="axis", **attrs({"aria-hidden": "true"}))),
            html.Th("%", className="n", scope="col"),
            html.Th(volume, className="n wide", scope="col"),
        ]
    )


def _dot_row(
    reading: Reading,
    scale: Scale,
    target: float | None,
    words: Words,
    here: str,
    links: Mapping[str, str],
    rows: Mapping[str, str],
) -> html.Tr:
    missed = reading.status is Status.MISSED
    mark = dot(reading.value or 0.0, scale, target=target, missed=missed)
    volume = fmt.number(reading.denominator, 0, words.lang)
    code = reading.group.code if reading.group else ""
    return html.Tr(
        [
            html.Th(_linked(reading, links, words), scope="row"),
            html.Td(mark, className="dot-cell"),
            html.Td([beside_mark(reading, words), _value(reading, words)], className="n strong"),
            html.Td(
                to_rows(volume, rows.get(code), words),
                className="n quiet wide",
            ),
        ],
        className="here" if code and code == here else None,
        **attrs({"data-code": code}),
    )


def bar_rows(
    readings: Sequence[Reading],
    *,
    words: Words,
    name: str,
    unit: str,
    short: bool = False,
    here: str = "",
    links: Mapping[str, str] = NO_LINKS,
    rows: Mapping[str, str] = NO_LINKS,
) -> html.Table:
    """Counts, largest first as given, on bars from 0; `short` names for the wall. `rows`: the list
    of what a count counts, by the code of its group."""
    known = [reading for reading in readings if reading.value is not None]
    scale = scale_over([reading.value or 0.0 for reading in known], from_zero=True)
    head = html.Tr(
        [html.Th(name, scope="col"), html.Th(unit, className="n", scope="col"), html.Th("")]
    )
    return html.Table(
        [
            html.Thead(head),
            html.Tbody([_bar_row(each, scale, words, short, here, links, rows) for each in known]),
        ],
        className="rows",
    )


def _bar_row(
    reading: Reading,
    scale: Scale,
    words: Words,
    short: bool,
    here: str,
    links: Mapping[str, str],
    rows: Mapping[str, str],
) -> html.Tr:
    value = _value(reading, words)
    width = {"--x": scale.place(reading.value or 0.0)}
    code = reading.group.code if reading.group else ""
    return html.Tr(
        [
            html.Th(_linked(reading, links, words, short), scope="row"),
            html.Td(to_rows(value, rows.get(code), words), className="n strong"),
            html.Td(
                html.Div(html.I(), className="bar", style=width, **attrs({"aria-hidden": "true"}))
            ),
        ],
        className="here" if code and code == here else None,
        **attrs({"data-code": code}),
    )


def _linked(
    reading: Reading, links: Mapping[str, str], words: Words, short: bool = False
) -> Component | str:
    href = links.get(reading.group.code) if reading.group else None
    name = _name(reading, words, short)
    return dcc.Link(name, href=href) if href else name


def _name(reading: Reading, words: Words, short: bool) -> str:
    """Channels and levels have English names; units and fields are called as they are."""
    if reading.group is None:
        return ""
    return words(reading.group.short if short else reading.group.label)


def _value(reading: Reading, words: Words) -> str:
    metric = reading.metric
    return fmt.figure(reading.value, metric.unit, min(fmt.decimals_of(metric), 1), words.lang)
