"""An answer to a question, as one choice of the box: what it was taken for, the figure, its age."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from components import ids
from components.attributes import attrs
from components.glyph import glyph
from components.horizon import age, tile
from metrics.reading import Reading, Status
from wording import format as fmt
from wording.readings import STATUS_SHAPES, STATUS_WORDS, conversions, goal_text, reason
from wording.source_view import SourceView
from wording.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerView:
    """`scope`: 'Huyện Bố Trạch, tháng 9/2024'; `compared`: 'so với cùng kỳ 2023: +1,2';
    `note`: what is to be said beside; several `readings` are a list by unit."""

    title: str
    scope: str
    href: str
    readings: Sequence[Reading]
    compared: str = ""
    note: str = ""


def answer_option(
    view: AnswerView, place: int, *, words: Words, source: SourceView | None
) -> html.Section:
    one = view.readings[0] if len(view.readings) == 1 and not view.readings[0].group else None
    missing = not any(reading.value is not None for reading in view.readings)
    return tile(
        html.Div(
            [html.H3(view.title), html.P(view.scope, className="quiet")], className="ask-what"
        ),
        _figure(one, words) if one else _units(view.readings, words),
        html.P(view.note, className="quiet") if view.note else None,
        html.P(view.compared, className="delta so") if view.compared else None,
        age(source),
        source=source,
        kind="ask-option",
        no_data=missing,
        id=ids.ask_option(place),
        role="option",
        **attrs({"data-href": view.href, "aria-selected": "false"}),
    )


def _what(view: AnswerView) -> html.Div:
    return html.Div(
        [html.H3(view.title), html.P(view.scope, className="quiet")], className="ask-what"
    )


def _figure(reading: Reading, words: Words) -> Component:
    parts = [_counts(reading, words), goal_text(reading, words), *conversions(reading, words)]
    said = reason(reading, words) if reading.value is None else " · ".join(filter(None, parts))
    return html.Div(
        [
            html.P(_value(reading, words), className="ask-value so"),
            _status(reading, words),
            html.P(said, className="quiet so") if said else None,
        ],
        className="ask-figure",
    )


def _value(reading: Reading, words: Words) -> str:
    if reading.value is None:
        return fmt.NO_VALUE
    metric = reading.metric
    return fmt.with_unit(reading.value, metric.unit, fmt.decimals_of(metric), words)


def _status(reading: Reading, words: Words) -> Component | None:
    if reading.status is Status.NO_TARGET:
        return None
    return html.P(
        [glyph(STATUS_SHAPES[reading.status]), html.Span(words(STATUS_WORDS[reading.status]))],
        className="status",
    )


def _counts(reading: Reading, words: Words) -> str:
    if reading.numerator is None or reading.denominator is None:
        return ""
    top = fmt.number(reading.numerator, 0, words.lang)
    return f"{top} / {fmt.number(reading.denominator, 0, words.lang)}"


def _units(readings: Sequence[Reading], words: Words) -> html.Ol:
    return html.Ol(
        [
            html.Li(
                [
                    html.Span(words(reading.group.label) if reading.group else ""),
                    html.Span(_value(reading, words), className="n"),
                ]
            )
            for reading in readings
        ],
        className="ask-units",
    )
