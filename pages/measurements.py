"""Measurements: what phones and drive tests received, by hexagon, beside what villages report."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from components import ids
from components.coverage_map import map_stage
from components.measured_map import STEPS, measured_key
from components.panel import panel
from components.slot import slot
from components.steps import legend
from pages.gap_map import outlines_said
from pages.measured.asked import NAME, PATH, measured_of, months_said, note_of, source_of
from pages.measured.blocks import hero_block, networks_block, switches, villages, ways
from pages.measured.brief import measured_sections
from pages.measured.map import map_title, measured_map
from pages.page import Ask, Content, Page
from wording.words import mark

MAP = "measured-map"
BLOCKS = ("switches", "legend", "key", "hero", "networks", "ways", "villages")


def content(ask: Ask) -> Content:
    found, words = measured_of(ask), ask.words
    return Content(
        sub=f"{ask.filters_said()}; {months_said(ask, found)}",
        blocks={
            "switches": switches(ask),
            "legend": legend(words("Tỷ lệ lần đo có sóng tốt"), STEPS, words),
            "key": measured_key(ask.view.province.coverage.measured_least, words),
            "hero": hero_block(ask, found),
            "networks": networks_block(ask, found),
            "ways": ways(ask, found),
            "villages": villages(ask, found),
        },
        figures={MAP: measured_map(ask, found)},
        heads={MAP: (map_title(ask, found), outlines_said(ask, short=True))},
    )


def frame(content: Content, ask: Ask) -> Component:
    filled = {name: slot(NAME, name, content.blocks.get(name)) for name in BLOCKS}
    title, sub = content.head(MAP)
    stage = map_stage(
        content.figure(MAP), id=ids.graph(MAP), legend=filled["legend"], kind="stage-large"
    )
    drawn = panel(
        title,
        [stage, filled["key"]],
        sub=sub,
        name=MAP,
        words=ask.words,
        source=source_of(ask),
        note=note_of(ask, title),
        kind="map-panel",
    )
    beside = html.Div([filled["hero"], filled["networks"]])
    return html.Div(
        [
            filled["switches"],
            html.Div([drawn, beside], className="map-and-list"),
            filled["ways"],
            filled["villages"],
        ]
    )


PAGE = Page(
    path=PATH,
    name=NAME,
    label=mark("Đo sóng"),
    short=mark("Đo sóng"),
    group=mark("Hạ tầng, an toàn"),
    order=21,
    blocks=BLOCKS,
    charts=(MAP,),
    headed=(MAP,),
    content=content,
    frame=frame,
    brief=measured_sections,
)
