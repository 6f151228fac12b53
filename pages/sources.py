"""Sources: how old, how complete, what waits to be mended, and who has not reported."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from components.slot import slot
from pages.briefing.dictionary import source_sections
from pages.frozen import frozen_block
from pages.page import Ask, Content, Page
from pages.reconciled import reconciled_block
from pages.reporting import reporting_block
from pages.supply import loads_block, quarantine_block, supplies_of, tiles
from wording import format as fmt
from wording.words import mark

NAME, PATH = "sources", "/sources"


def content(ask: Ask) -> Content:
    supplies = supplies_of(ask)
    waiting = sum(each.rows for each in ask.view.held())
    return Content(
        sub=ask.words(
            "{n} nguồn; {rows} dòng cần sửa",
            n=len(supplies),
            rows=fmt.number(waiting, 0, ask.words.lang),
        ),
        blocks={
            "sources": tiles(ask, supplies),
            "reporting": reporting_block(ask, supplies, PATH),
            "loads": loads_block(ask, supplies),
            "quarantine": quarantine_block(ask),
            "reconciled": reconciled_block(ask),
            "frozen": frozen_block(ask),
        },
    )


def frame(content: Content, ask: Ask) -> Component:
    del ask
    filled = {name: slot(NAME, name, content.blocks.get(name)) for name in PAGE.blocks}
    return html.Div(
        [
            html.Div(filled["sources"], className="tiles"),
            html.Div([filled["loads"], filled["quarantine"]], className="halves"),
            filled["reporting"],
            filled["reconciled"],
            filled["frozen"],
        ]
    )


PAGE = Page(
    path=PATH,
    name=NAME,
    label=mark("Nguồn dữ liệu"),
    short=mark("Nguồn"),
    group=mark("Tra cứu"),
    order=6,
    blocks=("sources", "reporting", "loads", "quarantine", "reconciled", "frozen"),
    content=content,
    frame=frame,
    brief=source_sections,
)
