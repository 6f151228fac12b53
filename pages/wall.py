"""The wall: three screens that turn by the clock, without a hand."""

from __future__ import annotations

from collections.abc import Callable

from dash import html
from dash.development.base_component import Component

from components import ids
from components.coverage_map import map_stage
from components.figure import reading_tile
from components.horizon import age, tile
from components.slot import slot
from components.sources_state import sources_alarm
from components.steps import legend, steps_for
from components.trend import trend
from components.wall_frame import WallScreen, wall_frame, wall_overview, wall_split
from components.words import mark
from metrics.catalogue import metric
from pages.flow import flow_figure, flow_title
from pages.gap_map import gap_map
from pages.gaps import (
    gap_said,
    gaps_of,
)
from pages.gauges import gauge_readings
from pages.page import Ask, Content, Page
from pages.ticker import ticker
from pages.wall_blocks import corner_block, gaps_block, league_block, overdue_block, totals_block

NAME = "wall"
GAUGES = tuple(f"gauge-{place}" for place in range(6))
SMALL, LARGE, FLOW = "wall-map-small", "wall-map", "wall-flow"


def content(ask: Ask) -> Content:
    readings = gauge_readings(ask, ask.view.province.wall.gauges)
    gauges = [
        reading_tile(r, words=ask.words, source=ask.source(r.metric), size="wall") for r in readings
    ]
    gaps = gaps_of(ask)
    title = ask.words("Thôn {lacks}", lacks=gap_said(gaps.gap, ask.words))
    return Content(
        sub=ask.filters_said(),
        blocks={
            **dict(zip(GAUGES, gauges, strict=True)),
            "corner": corner_block(ask, gaps),
            "league": league_block(ask),
            "gaps": gaps_block(ask, gaps),
            "totals": totals_block(ask),
            "overdue": overdue_block(ask),
            "ticker": ticker(ask),
        },
        figures={
            SMALL: gap_map(ask, gaps, title, small=True),
            LARGE: gap_map(ask, gaps, title, labelled=True),
            FLOW: flow_figure(ask),
        },
        heads={FLOW: (flow_title(ask), "")},
    )


def frame(content: Content, ask: Ask) -> Component:
    province = ask.view.province
    shown = [SCREENS[name](content, ask) for name in province.wall.screens if name in SCREENS]
    return wall_frame(
        province.name if ask.words.lang == "vi" else province.name_en,
        shown,
        words=ask.words,
        alarm=slot(NAME, "state", sources_alarm(ask.every_source())),
        ticker=slot(NAME, "ticker", content.blocks.get("ticker"), "ticker-lines"),
        dwell_seconds=province.wall.dwell_seconds,
        demo=ask.view.snap.synthetic,
        demo_clock=ask.view.snap.synthetic,
    )


def _overview(content: Content, ask: Ask) -> WallScreen:
    covered = metric("covered_3g")
    small = tile(
        map_stage(
            content.figure(SMALL),
            id=ids.graph(SMALL),
            corner=slot(NAME, "corner", content.blocks.get("corner")),
        ),
        age(ask.source(covered), *_schematic(ask)),
        source=ask.source(covered),
    )
    return WallScreen(
        name="overview",
        sub=ask.words(
            "{period}, ± so {before}",
            period=ask.filters_said(),
            before=ask.before_said(short=True),
        ),
        body=wall_overview(
            [slot(NAME, name, content.blocks.get(name)) for name in GAUGES],
            [small, slot(NAME, "league", content.blocks.get("league"))],
        ),
    )


def _coverage(content: Content, ask: Ask) -> WallScreen:
    covered = metric("covered_3g")
    stage = map_stage(
        content.figure(LARGE),
        id=ids.graph(LARGE),
        legend=legend(ask.words("Dân cư có sóng, %"), steps_for(covered), ask.words),
    )
    return WallScreen(
        name="coverage",
        sub=ask.words("Thôn chưa có sóng, điện, băng rộng"),
        body=wall_split(
            tile(stage, age(ask.source(covered), *_schematic(ask)), source=ask.source(covered)),
            slot(NAME, "gaps", content.blocks.get("gaps")),
        ),
    )


def _dossiers(content: Content, ask: Ask) -> WallScreen:
    flow = trend(
        content.head(FLOW)[0],
        content.figure(FLOW),
        sub=content.head(FLOW)[1],
        name=FLOW,
        words=ask.words,
        source=ask.source(metric("received")),
    )
    return WallScreen(
        name="dossiers",
        sub=ask.words("Hồ sơ thủ tục hành chính, {period}", period=ask.filters_said()),
        body=wall_split(
            _stack(slot(NAME, "totals", content.blocks.get("totals")), flow),
            slot(NAME, "overdue", content.blocks.get("overdue")),
        ),
    )


SCREENS: dict[str, Callable[[Content, Ask], WallScreen]] = {
    "overview": _overview,
    "coverage": _coverage,
    "dossiers": _dossiers,
}


def _schematic(ask: Ask) -> list[Component]:
    """Nobody may take computed outlines for surveyed ones."""
    said = ask.words("ranh giới sơ đồ")
    return [html.Span(f" · {said}")] if ask.view.outlines().schematic else []


def _stack(*parts: Component) -> Component:
    return html.Div(list(parts), className="stack")


PAGE = Page(
    path="/wall",
    name=NAME,
    label=mark("Màn hình lớn"),
    short="",
    group="",
    order=9,
    blocks=(*GAUGES, "corner", "league", "gaps", "totals", "overdue", "ticker"),
    charts=(SMALL, LARGE, FLOW),
    headed=(FLOW,),
    content=content,
    frame=frame,
    wall=True,
    items=True,
)
