"""Siting: where new stations reach most people who have no signal yet."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from components import ids
from components.coverage_map import map_stage
from components.empty_state import empty_state
from components.panel import panel
from components.plot import plot
from components.slot import slot
from components.steps import legend, steps_for
from data_access.errors import TamNhinError
from metrics.catalogue import metric
from metrics.siting.plan_types import Plan
from pages.briefing.siting import siting_sections
from pages.outlook_blocks import waiting
from pages.page import Ask, Content, Page
from pages.siting_blocks import hero_block, sites_block, switches
from pages.siting_chart import curve_said, reach_chart
from pages.siting_map import COLOUR, plan_map
from pages.siting_wish import NAME, PATH, plan_of, wish_of_page
from wording.words import mark

MAP, CURVE = "siting-map", "siting-curve"


def content(ask: Ask) -> Content:
    wish = wish_of_page(ask)
    plan = plan_of(ask, wish)
    known = plan if isinstance(plan, Plan) else None
    title = ask.words("Vị trí trạm mới")
    note = ask.note(title, metric("no_signal"))
    return Content(
        sub=ask.words(
            "{filters}; ước lượng có xét núi che theo mô hình độ cao"
            if ask.view.province.elevation
            else "{filters}; ước lượng không xét địa hình",
            filters=ask.filters_said(),
        ),
        blocks={
            "switches": switches(ask, wish),
            "legend": legend(ask.words.label(metric(COLOUR)), steps_for(metric(COLOUR)), ask.words),
            "hero": hero_block(ask, known) if known else _unknown(ask, plan),
            "sites": sites_block(ask, known) if known else None,
        },
        figures={MAP: plan_map(ask, known, note), CURVE: reach_chart(ask, known, note)},
        heads={
            MAP: (title, ask.words("Vòng tròn: tầm phủ của trạm mới; hình thoi: thôn đang chờ")),
            CURVE: (ask.words("Thêm một trạm, thêm bao nhiêu người"), curve_said(ask, known)),
        },
    )


def _unknown(ask: Ask, plan: Plan | TamNhinError | None) -> Component:
    if isinstance(plan, TamNhinError):
        said = plan.en if ask.words.lang == "en" else plan.vi
        return empty_state(ask.words("Chưa có dữ liệu"), detail=said)
    return waiting(ask, ask.words("Đang tính phương án"))


def frame(content: Content, ask: Ask) -> Component:
    source, about = ask.source(metric("no_signal")), metric("no_signal")
    stage = map_stage(
        content.figure(MAP),
        id=ids.graph(MAP),
        legend=slot(NAME, "legend", content.blocks.get("legend")),
        kind="stage-large",
    )
    drawn = {MAP: stage, CURVE: plot(content.figure(CURVE), id=ids.graph(CURVE), kind="plot-trend")}
    panels = {
        name: panel(
            content.head(name)[0],
            body,
            sub=content.head(name)[1],
            name=name,
            words=ask.words,
            source=source,
            note=ask.note(content.head(name)[0], about),
            kind="map-panel" if name == MAP else "trend",
        )
        for name, body in drawn.items()
    }
    beside = [slot(NAME, "hero", content.blocks.get("hero")), panels[CURVE]]
    return html.Div(
        [
            slot(NAME, "switches", content.blocks.get("switches")),
            html.Div([panels[MAP], html.Div(beside)], className="map-and-list"),
            slot(NAME, "sites", content.blocks.get("sites")),
        ]
    )


PAGE = Page(
    path=PATH,
    name=NAME,
    label=mark("Chọn vị trí trạm"),
    short=mark("Vị trí trạm"),
    group=mark("Hạ tầng, an toàn"),
    order=21,
    blocks=("switches", "legend", "hero", "sites"),
    charts=(MAP, CURVE),
    headed=(MAP, CURVE),
    content=content,
    frame=frame,
    brief=siting_sections,
)
