"""The first screen: six gauges, the map small, the league of departments."""

from __future__ import annotations

from dataclasses import replace

from dash.development.base_component import Component

from components import ids
from components.coverage_map import map_stage
from components.figure import hero, reading_tile
from components.horizon import age, tile
from components.league import league
from components.panel import panel
from components.ranking import ranking
from components.wall_frame import wall_overview
from data_access.selection import By, Level
from metrics.catalogue import metric
from metrics.values import ALONE
from pages.gap_map import gap_map
from pages.gaps import Gaps, gap_said, gaps_of
from pages.gauges import gauge_readings
from pages.page import Ask, Content
from pages.screens.outlined import outlined
from pages.screens.screen import Place, Screen, part
from wording import format as fmt

GAUGES = tuple(f"gauge-{number}" for number in range(6))
MAP = "wall-map-small"


def _content(ask: Ask, _place: Place) -> Content:
    readings = gauge_readings(ask, ask.view.province.wall.gauges)
    gauges = [
        reading_tile(r, words=ask.words, source=ask.source(r.metric), size="wall") for r in readings
    ]
    gaps = gaps_of(ask)
    title = ask.words("Thôn {lacks}", lacks=gap_said(gaps.gap, ask.words))
    return Content(
        blocks={
            **dict(zip(GAUGES, gauges, strict=True)),
            "corner": _corner(ask, gaps),
            "league": _league(ask),
            "outlined-small": outlined(ask),
        },
        figures={MAP: gap_map(ask, gaps, title, small=True)},
    )


def _corner(ask: Ask, gaps: Gaps) -> Component:
    return hero(
        fmt.number(gaps.count.value, 0, ask.words.lang),
        ask.words("thôn"),
        [ask.words("thiếu cả sóng,"), ask.words("điện, băng rộng")],
        shape="village",
    )


def _league(ask: Ask) -> Component:
    ranked_by = metric(ask.view.province.league)
    selection = replace(ask.selection, level=ask.selection.level or Level.PROVINCE)
    readings = ask.view.readings([ranked_by], selection, by=By.AGENCY, asked=ALONE)
    rows = ranking(readings, minimum_volume=ask.view.province.minimum_volume)
    return panel(
        ask.words("Đúng hạn, các sở, %"),
        league(rows, words=ask.words),
        words=ask.words,
        source=ask.source(ranked_by),
    )


def _body(content: Content, ask: Ask, _place: Place) -> Component:
    covered = metric("covered_3g")
    small = tile(
        map_stage(content.figure(MAP), id=ids.graph(MAP), corner=part(content, "corner")),
        age(ask.source(covered), part(content, "outlined-small")),
        source=ask.source(covered),
    )
    return wall_overview([part(content, name) for name in GAUGES], [small, part(content, "league")])


def _sub(ask: Ask, _place: Place) -> str:
    return ask.words(
        "{period}, ± so {before}",
        period=ask.filters_said(),
        before=ask.before_said(short=True),
    )


SCREEN = Screen(
    title=lambda ask, _: ask.words("Tổng quan"),
    content=_content,
    body=_body,
    sub=_sub,
    blocks=(*GAUGES, "corner", "league", "outlined-small"),
    charts=(MAP,),
)
