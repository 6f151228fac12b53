"""A metric a row, a level of government a column: the published way of telling many figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dash import dcc, html
from dash.development.base_component import Component

from components.glyph import glyph
from components.row_link import to_rows
from components.table import Column, Row, table
from data_access.selection import Level
from metrics.metric import Unit
from metrics.reading import Reading
from wording import format as fmt
from wording.readings import STATUS_SHAPES, STATUS_WORDS, explanation, goal_text
from wording.words import Words, mark

HEADS = {Level.PROVINCE: mark("Tỉnh"), Level.DISTRICT: mark("Huyện"), Level.COMMUNE: mark("Xã")}


def level_table(
    readings: Sequence[Reading],
    *,
    words: Words,
    links: Mapping[str, str],
    rows: Mapping[tuple[str, str], str],
    caption: str,
) -> html.Div:
    """`readings` by level; levels that have none are left out, as districts since the reform.
    `links`: where the name of a metric leads; `rows`: where a figure does, by metric and level."""
    found = {(r.metric.id, r.group.code): r for r in readings if r.group}
    levels = [level for level in Level if any(code == level for _, code in found)]
    metrics = {reading.metric.id: reading.metric for reading in readings}
    columns = [
        Column(title=words("Chỉ số")),
        *(Column(title=words(HEADS[level]), kind="number") for level in levels),
    ]
    lines = [
        Row(
            cells=[
                dcc.Link(words.label(metric), href=links[name]) if name in links else name,
                *(
                    _cell(found.get((name, level)), words, rows.get((name, level)))
                    for level in map(str, levels)
                ),
            ]
        )
        for name, metric in metrics.items()
    ]
    return html.Div(table(columns, lines, caption=caption), className="level-table")


def _cell(reading: Reading | None, words: Words, rows: str | None) -> Component | str:
    if reading is None:
        return fmt.NO_VALUE
    metric = reading.metric
    value = fmt.figure(reading.value, metric.unit, fmt.decimals_of(metric), words.lang)
    sign = " %" if metric.unit is Unit.RATIO else ""
    goal = goal_text(reading, words)
    said = words(STATUS_WORDS[reading.status])
    return html.Div(
        [
            html.P(
                [
                    html.Span(glyph(STATUS_SHAPES[reading.status]) if goal else None, title=said),
                    to_rows(html.B(value + sign), rows, words),
                ]
            ),
            html.P(goal.lower(), className="sub") if goal else None,
        ],
        title=explanation(reading, words, None),
    )
