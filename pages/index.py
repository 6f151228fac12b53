"""Scores by a scheme: totals, bands, places with their noise, why, history, weak points."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from components import ids
from components.empty_state import empty_state
from components.panel import panel
from components.plot import plot
from components.slot import slot
from pages.page import Ask, Block, Content, Page
from pages.scoring.asked import of_item, scheme_name, scoring
from pages.scoring.brief import index_sections
from pages.scoring.panels import (
    history_figure,
    history_switch,
    list_panel,
    scheme_choice,
)
from pages.scoring.province_panel import province_panel
from pages.scoring.weak_parts import weak_map, weak_map_panel, weak_panel
from pages.scoring.why_panel import source_of, why_panel
from wording.words import mark

NAME = "index"
HISTORY, WHERE = "index-history", "index-weak-map"


def content(ask: Ask) -> Content:
    of = scoring(of_item(ask))
    words = ask.words
    if not of.league.sheet.codes:
        nothing = empty_state(
            words("Chưa có đơn vị nào để xếp hạng"),
            detail=words("Đổi kỳ hoặc cấp, hoặc nạp điểm của thang này vào bảng assessments"),
        )
        figures = {HISTORY: history_figure(ask, of), WHERE: weak_map(ask, of)}
        blocks: dict[str, Block] = {"scheme": scheme_choice(ask, of), "list": nothing}
        return Content(sub=ask.said(), blocks=blocks, figures=figures)
    return Content(
        sub=ask.said(),
        blocks={
            "scheme": scheme_choice(ask, of),
            "list": list_panel(ask, of),
            "why": why_panel(ask, of),
            "over": history_switch(ask, of),
            "weak": weak_panel(ask, of),
            "province": province_panel(ask),
        },
        figures={HISTORY: history_figure(ask, of), WHERE: weak_map(ask, of)},
    )


def frame(content: Content, ask: Ask) -> Component:
    words = ask.words
    of = scoring(of_item(ask))
    history = panel(
        words("Hạng qua thời gian"),
        plot(content.figure(HISTORY), id=ids.graph(HISTORY), kind="plot-bump"),
        words=words,
        source=source_of(ask, of),
        sub=words("Mỗi kỳ tính riêng; hạng 1 trên cùng"),
        note=ask.note(words("Hạng qua thời gian")),
        aside=slot(NAME, "over", content.blocks.get("over")),
    )

    def part(name: str) -> Component:
        return slot(NAME, name, content.blocks.get(name))

    return html.Div(
        [
            part("scheme"),
            html.Div([part("list"), part("why")], className="index-two"),
            html.Div(
                [
                    html.Div([history, weak_map_panel(content, ask, of, WHERE)], className="stack"),
                    html.Div([part("weak"), part("province")], className="stack"),
                ],
                className="halves",
            ),
        ]
    )


def title(ask: Ask) -> str:
    versions = ask.view.schemes.get(scheme_name(of_item(ask)), ())
    return ask.words("Xếp hạng theo {scheme}", scheme=versions[-1].short) if versions else ""


PAGE = Page(
    path="/index",
    name=NAME,
    label=mark("Xếp hạng theo thang điểm"),
    short=mark("Thang điểm"),
    group=mark("Điều hành"),
    order=2,
    blocks=("scheme", "list", "why", "over", "weak", "province"),
    charts=(HISTORY, WHERE),
    content=content,
    frame=frame,
    items=True,
    whole=True,
    brief=index_sections,
    title=title,
)
