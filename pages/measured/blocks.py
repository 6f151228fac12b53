"""Beside the map of measurements: how many there are, by whose network, and where they disagree
with what villages report."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from components.empty_state import empty_state
from components.figure import Pair, hero
from components.horizon import age, tile
from components.panel import panel
from components.segment import Segment, segments
from components.table import Column, Row, table
from metrics.coverage.links import LINKS
from metrics.measured.board import Measured, MeasuredVillage, Way
from metrics.measured.tally import Tally
from pages.estimate_blocks import BANDS
from pages.gaps import bare_name, commune_name, district_name
from pages.measured.asked import (
    OPERATORS,
    PATH,
    WAYS,
    networks_said,
    note_of,
    share_said,
    source_of,
    wanted,
    way_of_page,
)
from pages.page import Ask
from pages.ways import ways_switch
from wording import format as fmt

SHOWN = 100


def switches(ask: Ask) -> Component:
    """Whose network, of what generation."""
    chosen, words = wanted(ask), ask.words
    operators = [(None, words("Mọi nhà mạng")), *((name, name) for name in OPERATORS)]
    generations = [(None, words("Mọi thế hệ")), *((name, name.upper()) for name in LINKS)]
    return html.Div(
        [
            segments(
                [
                    Segment(
                        label=said,
                        href=ask.href(PATH, operator=name),
                        here=name == chosen.operator,
                    )
                    for name, said in operators
                ],
                label=words("Nhà mạng"),
            ),
            segments(
                [
                    Segment(
                        label=said,
                        href=ask.href(PATH, technology=name),
                        here=name == chosen.technology,
                    )
                    for name, said in generations
                ],
                label=words("Công nghệ"),
            ),
        ],
        className="switches",
    )


def hero_block(ask: Ask, found: Measured) -> Component:
    words, source = ask.words, source_of(ask)
    told = sum(1 for each in found.villages if each.way is not Way.UNSURE)
    return tile(
        hero(
            _number(ask, found.tally.count),
            words("lần đo"),
            [words("{share} sóng tốt", share=share_said(ask, found.tally))],
            pairs=[
                Pair(value=_number(ask, told), label=words("thôn đủ lần đo để kết luận")),
                Pair(
                    value=_number(ask, len(found.among(Way.UNSURE))),
                    label=words("thôn chưa đủ chắc"),
                ),
                Pair(value=_number(ask, found.unmeasured), label=words("thôn chưa ai đo")),
            ],
            shape=None,
        ),
        html.P(
            words(
                "Máy của người dân không gửi gì từ nơi không có sóng: chưa ai đo không có nghĩa là"
                " không có sóng"
            ),
            className="sub",
        ),
        age(source),
        source=source,
        kind="hero-tile",
    )


def networks_block(ask: Ask, found: Measured) -> Component:
    words, title = ask.words, ask.words("Theo nhà mạng")
    columns = [
        Column(title=words("Nhà mạng")),
        Column(title=words("Lần đo"), kind="number"),
        Column(title=words("Sóng tốt"), kind="number"),
        Column(title=words("Mất sóng"), kind="number"),
    ]
    rows = [[name, *_of(ask, tally)] for name, tally in found.networks.items()]
    return panel(
        title,
        table(columns, [Row(cells=row) for row in rows], caption=title) if rows else _nothing(ask),
        words=words,
        source=source_of(ask),
        sub=words("Mọi thế hệ; trong ngoặc: khoảng tin cậy 95 %"),
        note=note_of(ask, title),
        columns=[column.title for column in columns],
        rows=rows,
    )


def _of(ask: Ask, tally: Tally) -> list[str]:
    lost = tally.none / tally.judged if tally.judged else None
    return [
        _number(ask, tally.count),
        share_said(ask, tally),
        fmt.percent(lost, 0, ask.words.lang),
    ]


def ways(ask: Ask, found: Measured) -> Component:
    return ways_switch(ask, PATH, WAYS, lambda way: len(found.among(way)))


def villages(ask: Ask, found: Measured) -> Component:
    words, among = ask.words, found.among(way_of_page(ask))
    title = words(WAYS[way_of_page(ask)])
    columns = [
        Column(title=words("Thôn, bản")),
        Column(title=words("Xã"), kind="quiet"),
        Column(title=words("Huyện"), kind="quiet", wide=True),
        Column(title=words("Máy của mạng"), kind="quiet", wide=True),
        Column(title=words("Báo cáo")),
        Column(title=words("Đo được")),
        Column(title=words("Lần đo"), kind="number"),
        Column(title=words("Sóng tốt"), kind="number"),
        Column(title=words("Người"), kind="number"),
    ]
    shown = [Row(cells=cells_of(ask, each), code=each.village.code) for each in among[:SHOWN]]
    foot = words("{n} / {all} thôn, nhiều người trước", n=len(shown), all=len(among))
    return panel(
        title,
        table(columns, shown, caption=title, foot=foot) if shown else _no_village(ask),
        words=words,
        source=source_of(ask),
        sub=words(
            "Đo được: của mạng thu tốt nhất, từ {n} lần đo trở lên và chắc quá nửa; nếu không thì"
            " chưa kết luận",
            n=ask.view.province.coverage.measured_least,
        ),
        note=note_of(ask, title),
        columns=[column.title for column in columns],
        rows=[cells_of(ask, each) for each in among],
        kind="list-panel",
    )


def cells_of(ask: Ask, each: MeasuredVillage) -> list[str]:
    village = each.village
    return [
        bare_name(village.name),
        commune_name(ask, village.commune),
        district_name(ask, village.commune),
        networks_said(ask, each),
        ask.words(BANDS[each.reported]),
        ask.words(BANDS[each.band]) if each.band else ask.words("Chưa chắc"),
        _number(ask, each.tally.count),
        share_said(ask, each.tally),
        _number(ask, village.people),
    ]


def _no_village(ask: Ask) -> Component:
    return empty_state(ask.words("Không thôn nào"), shape="met")


def _nothing(ask: Ask) -> Component:
    return empty_state(
        ask.words("Chưa có dữ liệu"),
        detail=ask.words("Chưa có lần đo nào; nạp bảng measurements"),
    )


def _number(ask: Ask, count: int) -> str:
    return fmt.number(count, 0, ask.words.lang)
