"""The nation: 34 provinces on a map and in order, what they add up to, and the way down into each.
There only where federation.toml names provinces."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from components import ids
from components.coverage_map import map_stage
from components.empty_state import empty_state
from components.figure import reading_tile
from components.filter_bar import Filter, Option, choice
from components.panel import panel
from components.segment import Segment, segments
from components.slot import slot
from components.steps import legend
from data_access.days import month_key, shift_month
from data_access.selection import Level, Period
from metrics.catalogue import metric
from metrics.nation.evaluate import NationReading
from pages.page import Ask, Block, Content, Page
from pages.provinces.asked import (
    FIRST,
    PATH,
    RANKED_BY,
    Told,
    nation_source,
    period_said,
    province_source,
    told_of,
)
from pages.provinces.board import board, missing
from pages.provinces.known import federation, outlines
from pages.provinces.map import nation_map, steps_of
from pages.provinces.one import months, standing
from wording.periods import named
from wording.words import mark

NAME = "nation"
MAP = "nation-map"
LEVELS = {
    None: mark("Tất cả"),
    Level.PROVINCE: mark("Cấp tỉnh"),
    Level.DISTRICT: mark("Cấp huyện"),
    Level.COMMUNE: mark("Cấp xã"),
}
BLOCKS = ("choices", "tiles", "legend", "missing", "list")


def content(ask: Ask) -> Content:
    if not federation().there:
        blocks: dict[str, Block] = dict.fromkeys(BLOCKS)
        return Content(blocks={**blocks, "list": _nobody(ask)}, figures={MAP: {}}, heads=_no_head())
    told = told_of(ask)
    words, label = ask.words, ask.words.label(told.chosen.metric)
    return Content(
        sub=_sub(ask, told),
        blocks={
            "choices": _choices(ask, told),
            "tiles": [_tile(ask, told, each) for each in told.tiles],
            "legend": legend(label, steps_of(told), words),
            "missing": standing(ask, told) if ask.item else missing(ask, told),
            "list": months(ask, told) if ask.item else board(ask, told),
        },
        figures={MAP: nation_map(ask, told)},
        heads={MAP: (label, _outlines_said(ask))},
    )


def _no_head() -> dict[str, tuple[str, str]]:
    return {MAP: ("", "")}


def frame(content: Content, ask: Ask) -> Component:
    def part(name: str, kind: str = "") -> Component:
        return slot(NAME, name, content.blocks.get(name), kind)

    there = federation().there
    chosen = metric(ask.query.get("metric", FIRST) if there else FIRST)
    map_panel = panel(
        content.head(MAP)[0],
        map_stage(
            content.figure(MAP), id=ids.graph(MAP), legend=part("legend"), kind="stage-nation"
        ),
        sub=content.head(MAP)[1],
        name=MAP,
        words=ask.words,
        source=None,
        note=ask.note(content.head(MAP)[0], chosen) if there else None,
        kind="map-panel",
    )
    return html.Div(
        [
            part("choices"),
            html.Div(part("tiles"), className="tiles", hidden=not there),
            html.Div(
                [
                    html.Div(map_panel, className="nation-map", hidden=not there),
                    html.Div([part("missing"), part("list")], className="stack"),
                ],
                className="nation-two" if there else "stack",
            ),
        ]
    )


def _nobody(ask: Ask) -> Component:
    return empty_state(
        ask.words("Bản cài đặt này là của một tỉnh"),
        detail=ask.words(
            "Trang này có ở bản cài đặt của trung ương: thêm các tỉnh vào federation.toml, rồi"
            " chạy tamnhin federate"
        ),
    )


def _sub(ask: Ask, told: Told) -> str:
    whole = ask.words(
        "{n} trong {total} tỉnh có trong số cả nước",
        n=len(told.chosen.counted),
        total=len(told.seen),
    )
    return f"{period_said(ask, told)}; {whole}"


def _outlines_said(ask: Ask) -> str:
    drawn = outlines()
    if not drawn.schematic:
        return drawn.origin
    return ask.words("Ranh giới sơ đồ, tính từ tọa độ tâm xã; không phải địa giới hành chính")


def _choices(ask: Ask, told: Told) -> Component:
    words = ask.words
    options = [Option(value=name, label=words.label(metric(name))) for name in RANKED_BY]
    wanted = choice(
        Filter(
            id="filter-metric",
            label=words("Chỉ số"),
            options=options,
            value=told.chosen.metric.id,
            neutral=FIRST,
        )
    )
    return html.Div(
        [
            wanted,
            segments(list(_periods(ask, told)), label=words("Kỳ")),
            segments(list(_levels(ask)), label=words("Cấp")),
        ],
        className="nation-choices",
    )


def _periods(ask: Ask, told: Told) -> Iterator[Segment]:
    month = month_key(ask.view.snap.today)
    offered = [
        Period.year(month // 100),
        Period.term(month, 3),
        Period.month(month),
        Period.month(shift_month(month, -1)),
        Period.year(month // 100 - 1),
    ]
    for period in dict.fromkeys([*offered, told.period]):
        days = {"from": period.start.isoformat(), "to": period.end.isoformat()}
        yield Segment(
            label=named(period, ask.words),
            href=ask.href(_here(ask), **days),
            here=period == told.period,
        )


def _levels(ask: Ask) -> Iterator[Segment]:
    for level, said in LEVELS.items():
        href = ask.href(_here(ask), level=str(level) if level else None)
        yield Segment(label=ask.words(said), href=href, here=level is ask.selection.level)


def _here(ask: Ask) -> str:
    return f"{PATH}/{ask.item}" if ask.item else PATH


def _tile(ask: Ask, told: Told, of: NationReading) -> Component:
    """Of the nation, or of the province of the address."""
    if ask.item:
        seen = told.seen[ask.item]
        reading, source = of.provinces[ask.item], province_source(ask, seen, of)
        reading = replace(reading, group=None)
    else:
        reading, source = of.whole, nation_source(ask, told, of)
    href = ask.href(_here(ask), metric=of.metric.id) if of.metric.id in RANKED_BY else ""
    return reading_tile(reading, words=ask.words, source=source, href=href)


def title(ask: Ask) -> str:
    provinces = federation().provinces
    return provinces[ask.item].name if ask.item in provinces else ask.words(PAGE.label)


PAGE = Page(
    path=PATH,
    name=NAME,
    label=mark("Cả nước"),
    short=mark("Cả nước"),
    group=mark("Điều hành"),
    order=2,
    blocks=BLOCKS,
    charts=(MAP,),
    headed=(MAP,),
    content=content,
    frame=frame,
    items=True,
    whole=True,
    listed=False,
    there=lambda: federation().there,
    filtered=False,
    title=title,
)
