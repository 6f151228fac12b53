"""Coverage: where villages lack signal, power or broadband, and whom it leaves out."""

from __future__ import annotations

import dash_bootstrap_components as dbc
from dash import dcc, html
from dash.development.base_component import Component

from components import ids
from components.attributes import attrs
from components.coverage_map import map_stage
from components.figure import Pair, hero
from components.horizon import age, tile
from components.panel import panel
from components.row_link import to_rows
from components.segment import Segment, segments
from components.slot import slot
from components.steps import legend, steps_for
from components.table import Column, Row, table
from data_access.villages import Gap, Village
from metrics.catalogue import metric
from pages.briefing.gaps import gap_sections
from pages.gap_map import gap_map, outlines_said
from pages.gaps import (
    COLOURS,
    Gaps,
    commune_name,
    district_name,
    gap_said,
    gaps_of,
    households_of,
    no_villages,
    where_said,
)
from pages.layers.board import Board, board_of
from pages.layers.legend import legend_of_layers
from pages.page import Ask, Content, Page
from pages.row_links import rows_of
from wording import format as fmt
from wording.words import mark

NAME = "coverage"
MAP = "coverage-map"
SHOWN = 200


def content(ask: Ask) -> Content:
    gaps = gaps_of(ask)
    board = board_of(ask, gaps.gap)
    title = ask.words("Thôn {lacks}", lacks=gap_said(gaps.gap, ask.words))
    return Content(
        sub=ask.filters_said(),
        blocks={
            "gaps": _gap_switch(ask, gaps, board),
            "colours": _colour_switch(ask, gaps),
            "legend": legend(ask.words.label(gaps.colour), steps_for(gaps.colour), ask.words),
            "layers": _layers(ask, board),
            "hero": _hero(ask, gaps),
            "villages": _villages(ask, gaps, title),
        },
        figures={MAP: gap_map(ask, gaps, title, labelled=True, spots=ask.look.wall)},
        heads={MAP: (title, outlines_said(ask))},
    )


def frame(content: Content, ask: Ask) -> Component:
    covered = metric(COLOURS[0])
    stage = map_stage(
        content.figure(MAP),
        id=ids.graph(MAP),
        legend=slot(NAME, "legend", content.blocks.get("legend")),
        kind="stage-large",
        canvas=True,
    )
    return html.Div(
        [
            html.Div(
                [
                    slot(NAME, "gaps", content.blocks.get("gaps")),
                    slot(NAME, "colours", content.blocks.get("colours")),
                ],
                className="switches",
            ),
            html.Div(
                [
                    panel(
                        content.head(MAP)[0],
                        stage,
                        sub=content.head(MAP)[1],
                        name=MAP,
                        words=ask.words,
                        source=ask.source(covered),
                        note=ask.note(content.head(MAP)[0], covered),
                        aside=_find(ask),
                        kind="map-panel",
                    ),
                    html.Div(
                        [
                            slot(NAME, "hero", content.blocks.get("hero")),
                            slot(NAME, "layers", content.blocks.get("layers")),
                            slot(NAME, "villages", content.blocks.get("villages")),
                        ],
                    ),
                ],
                className="map-and-list",
            ),
        ]
    )


def _gap_switch(ask: Ask, gaps: Gaps, board: Board) -> Component:
    items = [
        Segment(
            label=gap_said(gap, ask.words).capitalize(),
            href=ask.href(PAGE.path, gap=str(gap), **board.shown.about(gap)),
            here=gap is gaps.gap,
        )
        for gap in Gap
    ]
    return segments(items, label=ask.words("Thôn thiếu gì"))


def _colour_switch(ask: Ask, gaps: Gaps) -> Component:
    items = [
        Segment(
            label=ask.words.label(metric(name)),
            href=ask.href(PAGE.path, colour=name),
            here=name == gaps.colour.id,
        )
        for name in COLOURS
    ]
    return segments(items, label=ask.words("Tô màu xã theo"))


def _find(ask: Ask) -> Component:
    """map_find.js lists what it finds, and leads the map there."""
    words = ask.words
    return html.Div(
        [
            html.Label(words("Tìm trên bản đồ"), htmlFor=ids.MAP_FIND, className="visually-hidden"),
            dbc.Input(
                id=ids.MAP_FIND,
                type="search",
                autocomplete="off",
                placeholder=words("Tìm xã, thôn, trạm"),
            ),
            html.Ul(
                id=ids.MAP_FOUND,
                hidden=True,
                **attrs(
                    {
                        "aria-label": words("Nơi tìm thấy"),
                        "data-none": words("Không thấy nơi nào tên như vậy"),
                        "data-lost": words("Máy chủ không trả lời"),
                    }
                ),
            ),
        ],
        className="map-find",
    )


def _layers(ask: Ask, board: Board) -> Component:
    return panel(
        ask.words("Lớp bản đồ"),
        legend_of_layers(ask, board),
        words=ask.words,
        source=ask.source(metric(COLOURS[0])),
        kind="layers-panel",
    )


def _hero(ask: Ask, gaps: Gaps) -> Component:
    lang = ask.words.lang
    places = ask.view.snap.places
    chosen = ask.selection.area
    where = places.areas[chosen].name if chosen else where_said(ask, gaps)
    households = fmt.number(households_of(gaps), 0, lang)
    people = fmt.number(gaps.people.value, 0, lang)
    source = ask.source(gaps.count.metric)
    return tile(
        hero(
            to_rows(fmt.number(gaps.count.value, 0, lang), rows_of(ask, gaps.count), ask.words),
            ask.words("thôn"),
            [gap_said(gaps.gap, ask.words), where],
            pairs=[
                Pair(
                    value=to_rows(people, rows_of(ask, gaps.people), ask.words),
                    label=ask.words("người"),
                ),
                Pair(
                    value=to_rows(households, rows_of(ask, gaps.count), ask.words),
                    label=ask.words("hộ"),
                ),
                Pair(value=_change(ask, gaps), label=ask.words("thôn, so với kỳ trước")),
            ],
            shape="village",
        ),
        html.Div(
            segments(
                [Segment(label=ask.words("Xem cả tỉnh"), href=ask.href(PAGE.path, area=None))],
                label=ask.words("Bỏ chọn xã"),
            )
        )
        if chosen
        else None,
        age(source),
        source=source,
        kind="hero-tile",
    )


def _change(ask: Ask, gaps: Gaps) -> str:
    return fmt.delta(gaps.count.change, gaps.count.metric.unit, 0, ask.words.lang) or fmt.number(
        None
    )


def _villages(ask: Ask, gaps: Gaps, title: str) -> Component:
    words = ask.words
    columns = [
        Column(title=words("Thôn, bản")),
        Column(title=words("Xã"), kind="quiet"),
        Column(title=words("Huyện"), kind="quiet", wide=True),
        Column(title=words("Hộ"), kind="number", wide=True),
        Column(title=words("Người"), kind="number"),
    ]
    shown = gaps.villages[:SHOWN]
    foot = words("{n} / {all} thôn, nhiều người trước", n=len(shown), all=len(gaps.villages))
    return panel(
        words("Danh sách thôn"),
        table(columns, [_row(ask, v) for v in shown], caption=title, foot=foot)
        if shown
        else no_villages(ask, gaps),
        words=words,
        source=ask.source(gaps.colour),
        note=ask.note(title, gaps.colour),
        aside=_all(ask, gaps),
        columns=[column.title for column in columns],
        rows=[_cells(ask, v) for v in gaps.villages],
        kind="list-panel",
    )


def _all(ask: Ask, gaps: Gaps) -> Component | None:
    """The whole list, to be sorted, searched and saved."""
    href = ask.rows(gaps.count.metric)
    return dcc.Link(ask.words("Xem danh sách"), href=href, className="btn") if href else None


def _row(ask: Ask, village: Village) -> Row:
    lang = ask.words.lang
    texts = [str(cell) for cell in _cells(ask, village)[:3]]
    counts = [fmt.number(count, 0, lang) for count in (village.households, village.people)]
    return Row(cells=[*texts, *counts], code=village.code)


def _cells(ask: Ask, village: Village) -> list[str | int]:
    return [
        village.name,
        commune_name(ask, village.commune),
        district_name(ask, village.commune),
        village.households,
        village.people,
    ]


PAGE = Page(
    path="/coverage",
    name=NAME,
    label=mark("Vùng phủ sóng"),
    short=mark("Bản đồ"),
    group=mark("Hạ tầng, an toàn"),
    order=4,
    blocks=("gaps", "colours", "legend", "hero", "layers", "villages"),
    charts=(MAP,),
    about={MAP: ("covered_3g",)},
    headed=(MAP,),
    mapped=True,
    content=content,
    frame=frame,
    phone=True,
    brief=gap_sections,
)
