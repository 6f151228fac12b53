"""The wall: three screens that turn by the clock, without a hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from components import format as fmt
from components import ids
from components.coverage_map import map_stage
from components.figure import Pair, hero, reading_tile
from components.horizon import age, tile
from components.league import league
from components.panel import panel
from components.ranking import ranking
from components.rows import bar_rows
from components.slot import slot
from components.sources_state import sources_alarm
from components.status_totals import status_totals
from components.steps import legend, steps_for
from components.table import Column, Row, table
from components.trend import trend
from components.wall_frame import WallScreen, wall_frame, wall_overview, wall_split
from components.words import mark
from data_access.selection import By, Level
from metrics.catalogue import metric
from pages.flow import flow_figure, flow_title
from pages.gaps import (
    Gaps,
    bare_name,
    commune_name,
    gap_map,
    gap_said,
    gaps_of,
    households_of,
    no_villages,
    where_said,
)
from pages.gauges import gauge_readings
from pages.page import Ask, Content, Page
from pages.ticker import ticker

NAME = "wall"
GAUGES = tuple(f"gauge-{place}" for place in range(6))
SMALL, LARGE, FLOW = "wall-map-small", "wall-map", "wall-flow"
VILLAGES, AGENCIES = 8, 13
TOTALS = ("received", "resolved", "open", "overdue_now")


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
            "corner": _corner(ask, gaps),
            "league": _league(ask),
            "gaps": _gaps(ask, gaps),
            "totals": _totals(ask),
            "overdue": _overdue(ask),
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
            before=ask.before_said(),
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
    readings = ask.view.readings([ranked_by], selection, by=By.AGENCY)
    rows = ranking(readings, minimum_volume=ask.view.province.minimum_volume)
    return panel(
        ask.words("Đúng hạn, các sở, %"),
        league(rows, words=ask.words),
        words=ask.words,
        source=ask.source(ranked_by),
    )


def _gaps(ask: Ask, gaps: Gaps) -> Component:
    words, lang = ask.words, ask.words.lang
    pairs = [
        Pair(value=fmt.number(gaps.people.value, 0, lang), label=words("người")),
        Pair(value=fmt.number(households_of(gaps), 0, lang), label=words("hộ")),
    ]
    if gaps.count.change is not None:
        change = fmt.delta(gaps.count.change, gaps.count.metric.unit, 0, lang)
        pairs.append(Pair(value=change, label=words("so kỳ trước")))
    columns = [
        Column(title=words("Thôn, bản")),
        Column(title=words("Xã"), kind="quiet"),
        Column(title=words("Người"), kind="number"),
    ]
    rows = [
        Row(cells=[bare_name(v.name), commune_name(ask, v.commune), fmt.number(v.people, 0, lang)])
        for v in gaps.villages[:VILLAGES]
    ]
    foot = f"1–{len(rows)} / {len(gaps.villages)}"
    return tile(
        hero(
            fmt.number(gaps.count.value, 0, lang),
            words("thôn"),
            [words("thiếu cả ba,"), where_said(ask, gaps)],
            pairs=pairs,
            shape="village",
        ),
        table(columns, rows, caption=words("Danh sách thôn"), foot=foot)
        if rows
        else no_villages(ask, gaps),
        age(ask.source(gaps.colour)),
        source=ask.source(gaps.colour),
    )


def _totals(ask: Ask) -> Component:
    readings = ask.view.readings([metric(name) for name in TOTALS], ask.selection)
    source = ask.source(metric("received"))
    return status_totals(readings, words=ask.words, source=source, size="wall")


def _overdue(ask: Ask) -> Component:
    overdue = metric("overdue_now")
    readings = ask.view.readings([overdue], ask.selection, by=By.AGENCY)
    most = sorted((r for r in readings if r.value), key=lambda r: -(r.value or 0.0))[:AGENCIES]
    return panel(
        ask.words("Đang giữ quá hạn"),
        bar_rows(
            most, words=ask.words, name=ask.words("Cơ quan"), unit=ask.words("Hồ sơ"), short=True
        ),
        words=ask.words,
        source=ask.source(overdue),
    )


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
)
