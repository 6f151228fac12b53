"""The map of villages that lack something, with the communes that have most of them below."""

from __future__ import annotations

from dash import dcc, html
from dash.development.base_component import Component

from components import ids
from components.coverage_map import map_stage
from components.glyph import glyph
from components.panel import panel
from components.row_link import to_rows
from components.slot import slot
from components.steps import legend, steps_for
from components.table import Column, Row, table
from metrics.catalogue import metric
from pages.gap_map import gap_map, outlines_said
from pages.gaps import Gaps, by_commune, commune_name, district_name, gap_said, gaps_of, no_villages
from pages.page import Ask, Content
from pages.row_links import rows_of
from wording import format as fmt

COVERAGE = "/coverage"
COMMUNES = 5


def gap_content(ask: Ask, chart: str) -> Content:
    """Blocks 'corner' and 'communes', and the map."""
    gaps = gaps_of(ask)
    title = _title(ask, gaps)
    return Content(
        blocks={"corner": _corner(ask, gaps), "communes": _communes(ask, gaps, title)},
        figures={chart: gap_map(ask, gaps, title, small=True)},
        heads={chart: (title, outlines_said(ask, short=True))},
    )


def gap_panel(content: Content, ask: Ask, page: str, chart: str) -> Component:
    covered = metric("covered_3g")
    title, sub = content.head(chart)
    body = [
        map_stage(
            content.figure(chart),
            id=ids.graph(chart),
            legend=legend(ask.words.label(covered), steps_for(covered), ask.words),
            corner=slot(page, "corner", content.blocks.get("corner")),
            kind="is-small",
        ),
        slot(page, "communes", content.blocks.get("communes")),
    ]
    return panel(
        title,
        body,
        sub=sub,
        name=chart,
        words=ask.words,
        source=ask.source(covered),
        note=ask.note(title, covered),
        aside=dcc.Link(ask.words("Bản đồ lớn"), href=ask.href(COVERAGE), className="btn"),
        kind="map-panel",
    )


def _title(ask: Ask, gaps: Gaps) -> str:
    return ask.words("Thôn {lacks}", lacks=gap_said(gaps.gap, ask.words))


def _corner(ask: Ask, gaps: Gaps) -> Component:
    people = fmt.number(gaps.people.value, 0, ask.words.lang)
    count = html.B(fmt.number(gaps.count.value, 0, ask.words.lang))
    return html.Div(
        [
            html.P(
                [glyph("village"), to_rows(count, rows_of(ask, gaps.count), ask.words)],
                className="corner-figure",
            ),
            html.P(ask.words("thôn")),
            html.P(ask.words("{n} người", n=people)),
        ]
    )


def _communes(ask: Ask, gaps: Gaps, title: str) -> Component:
    columns = [
        Column(title=ask.words("Xã")),
        Column(title=ask.words("Huyện"), kind="quiet"),
        Column(title=ask.words("Thôn"), kind="number"),
    ]
    rows = [
        Row(
            cells=[
                commune_name(ask, code),
                district_name(ask, code),
                to_rows(str(count), ask.rows(gaps.count.metric, area=code), ask.words),
            ],
            code=code,
        )
        for code, count in by_commune(gaps)[:COMMUNES]
    ]
    if not rows:
        return no_villages(ask, gaps)
    return table(columns, rows, caption=title)
