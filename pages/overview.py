"""Overview: eight gauges, 24 months, both ends of the league, the map of gaps."""

from __future__ import annotations

from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from components.league import top_and_bottom
from components.panel import panel
from components.ranking import ranking
from components.slot import slot
from components.trend import trend
from data_access.selection import By, Level, Selection
from exports.briefing import Section
from metrics.catalogue import metric
from metrics.rows import Part
from metrics.values import ALONE
from pages.briefing.charts import months_chart
from pages.briefing.gaps import gap_sections
from pages.briefing.group import units_pieces
from pages.briefing.tables import figures_table
from pages.flow import flow_figure, flow_readings, flow_title, months_said
from pages.gap_panel import gap_content, gap_panel
from pages.gauges import gauge_readings
from pages.group_tiles import gauge_tile
from pages.group_units import Compare
from pages.page import Ask, Content, Page
from pages.row_links import rows_by_group
from wording.words import mark

NAME = "overview"
GAUGES = tuple(f"gauge-{place}" for place in range(8))
TREND, MAP = "overview-trend", "overview-map"


def content(ask: Ask) -> Content:
    readings = gauge_readings(ask, ask.view.province.gauges)
    gauges = [gauge_tile(ask, reading) for reading in readings]
    gaps = gap_content(ask, MAP)
    return Content(
        sub=ask.said(),
        blocks={
            **dict(zip(GAUGES, gauges, strict=True)),
            "league": _league(ask),
            **gaps.blocks,
        },
        figures={TREND: flow_figure(ask), **gaps.figures},
        heads={TREND: (flow_title(ask), months_said(ask)), **gaps.heads},
    )


def frame(content: Content, ask: Ask) -> Component:
    words = ask.words
    received = metric("received")
    return html.Div(
        [
            html.Div(
                [slot(NAME, name, content.blocks.get(name)) for name in GAUGES], className="tiles"
            ),
            html.Div(
                [
                    trend(
                        content.head(TREND)[0],
                        content.figure(TREND),
                        sub=content.head(TREND)[1],
                        name=TREND,
                        words=words,
                        source=ask.source(received),
                        note=ask.note(flow_title(ask), received),
                    ),
                    slot(NAME, "league", content.blocks.get("league")),
                    gap_panel(content, ask, NAME, MAP),
                ],
                className="lower",
            ),
        ]
    )


def _league(ask: Ask) -> Component:
    ranked_by = metric(ask.view.province.league)
    readings = ask.view.readings([ranked_by], _league_of(ask.selection), by=By.AGENCY, asked=ALONE)
    rows = ranking(readings, minimum_volume=ask.view.province.minimum_volume)
    title = ask.words.label(ranked_by)
    if ask.words.lang == "vi":
        title = " ".join(ranked_by.label_wall)  # the short one: the column is narrow
    return panel(
        title,
        top_and_bottom(
            rows, words=ask.words, behind=rows_by_group(ask, readings, Part.DENOMINATOR)
        ),
        words=ask.words,
        source=ask.source(ranked_by),
        sub=ask.words("%, từ {n} hồ sơ", n=ask.view.province.minimum_volume),
        note=ask.note(
            ask.words("{metric}, theo cơ quan", metric=ask.words.label(ranked_by)), ranked_by
        ),
        columns=[ask.words("Hạng"), ask.words("Cơ quan"), "%"],
        rows=[[row.rank, row.name, row.value] for row in rows],
    )


def brief(ask: Ask) -> tuple[Section, ...]:
    """Gauges, what came and went, the agencies, and where villages lack what they need."""
    link, words = ask.link(PAGE.path), ask.words
    figures = figures_table(
        ask, words("Các chỉ số"), gauge_readings(ask, ask.view.province.gauges), link
    )
    flow = months_chart(ask, flow_title(ask), months_said(ask), flow_readings(ask), link)
    ranked_by = metric(ask.view.province.league)
    league = replace(ask, selection=_league_of(ask.selection))
    agencies = units_pieces(league, [Compare(metric=ranked_by.id, by=By.AGENCY)], link)
    return (
        Section(title=words("Kết quả"), pieces=(figures,)),
        Section(title=words("Diễn biến theo tháng"), pieces=(flow,)),
        Section(title=words("So sánh"), pieces=tuple(agencies)),
        *gap_sections(ask),
    )


def _league_of(selection: Selection) -> Selection:
    """Departments among themselves, unless the viewer has chosen a place or a level."""
    if selection.level or selection.district or selection.area or selection.agency:
        return selection
    return replace(selection, level=Level.PROVINCE)


PAGE = Page(
    path="/",
    name=NAME,
    label=mark("Tổng quan"),
    short=mark("Tổng quan"),
    group=mark("Điều hành"),
    order=1,
    blocks=(*GAUGES, "league", "corner", "communes"),
    charts=(TREND, MAP),
    about={TREND: ("received",), MAP: ("covered_3g",)},
    headed=(TREND, MAP),
    mapped=True,
    content=content,
    frame=frame,
    phone=True,
    stands=True,
    brief=brief,
)
