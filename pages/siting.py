"""Siting: where new stations reach most people who have no signal yet, by one plan or by two."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from components import ids
from components.coverage_map import map_stage
from components.panel import panel
from components.plot import plot
from components.slot import slot
from components.steps import legend, steps_for
from metrics.catalogue import metric
from pages.briefing.siting import siting_sections
from pages.gap_map import outlines_said
from pages.page import Ask, Content, Figure, Page
from pages.plans.between import between_block
from pages.plans.choices import choices_block
from pages.plans.difference import difference_legend, difference_map
from pages.plans.named import plan_said
from pages.siting_blocks import heroes_block, sites_of, switches
from pages.siting_chart import curve_said, reach_chart
from pages.siting_map import COLOUR, plan_map
from pages.siting_wish import NAME, PATH, Plans, plans_of
from wording.words import mark

MAP, SECOND_MAP, CURVE = "siting-map", "siting-map-b", "siting-curve"
BLOCKS = ("switches", "choices", "legend", "legend-b", "hero", "between", "sites", "sites-b")


def content(ask: Ask) -> Content:
    plans = plans_of(ask)
    sites = sites_of(ask, plans)
    maps = _maps(ask, plans)
    return Content(
        sub=ask.words(
            "{filters}; ước lượng có xét núi che theo mô hình độ cao"
            if ask.view.province.elevation
            else "{filters}; ước lượng không xét địa hình",
            filters=ask.filters_said(),
        ),
        blocks={
            "switches": switches(ask, plans.first.wish),
            "choices": choices_block(ask, plans),
            "legend": _legend(ask, plans),
            "legend-b": _steps(ask) if _apart(plans) else None,
            "hero": heroes_block(ask, plans),
            "between": between_block(ask, plans),
            "sites": sites[0],
            "sites-b": sites[1],
        },
        figures={**maps, CURVE: reach_chart(ask, plans, ask.note(_title(ask)))},
        heads={
            MAP: (_map_title(ask, plans), _map_said(ask, plans)),
            SECOND_MAP: (plan_said(ask, 1), _map_said(ask, plans)),
            CURVE: (ask.words("Thêm một trạm, thêm bao nhiêu người"), curve_said(ask, plans)),
        },
    )


def _title(ask: Ask) -> str:
    return ask.words("Vị trí trạm mới")


def _apart(plans: Plans) -> bool:
    """Whether there are two maps."""
    return plans.side and plans.second is not None


def _maps(ask: Ask, plans: Plans) -> dict[str, Figure]:
    note = ask.note(_title(ask), metric("no_signal"))
    if plans.both and not plans.side:
        return {MAP: difference_map(ask, *plans.both, note), SECOND_MAP: {}}
    second = plan_map(ask, plans.second, note) if plans.second and plans.side else {}
    return {MAP: plan_map(ask, plans.first, note), SECOND_MAP: second}


def _map_title(ask: Ask, plans: Plans) -> str:
    if plans.second is None:
        return _title(ask)
    return plan_said(ask, 0) if plans.side else ask.words("Hai phương án khác nhau ở đâu")


def _map_said(ask: Ask, plans: Plans) -> str:
    """What marks mean, and whose outlines these are."""
    if plans.both and not plans.side:
        said = ask.words("Tam giác: trạm mới, vòng tròn: tầm phủ; các dấu khác: thôn đang chờ")
    else:
        said = ask.words("Vòng tròn: tầm phủ của trạm mới; hình thoi: thôn đang chờ")
    return f"{said}. {outlines_said(ask, short=True)}"


def _legend(ask: Ask, plans: Plans) -> Component:
    if plans.both and not plans.side:
        return difference_legend(ask, *plans.both)
    return html.Div(_steps(ask), className="plans-side" if _apart(plans) else "")


def _steps(ask: Ask) -> Component:
    colour = metric(COLOUR)
    return legend(ask.words.label(colour), steps_for(colour), ask.words)


def frame(content: Content, ask: Ask) -> Component:
    filled = {name: slot(NAME, name, content.blocks.get(name)) for name in BLOCKS}
    stages = {MAP: filled["legend"], SECOND_MAP: filled["legend-b"]}
    maps = [
        _panel(
            ask,
            content,
            chart,
            map_stage(content.figure(chart), id=ids.graph(chart), legend=key, kind="stage-large"),
        )
        for chart, key in stages.items()
    ]
    curve = plot(content.figure(CURVE), id=ids.graph(CURVE), kind="plot-trend")
    beside = [filled["hero"], _panel(ask, content, CURVE, curve)]
    return html.Div(
        [
            filled["switches"],
            filled["choices"],
            html.Div(
                [html.Div(maps, className="plan-maps"), html.Div(beside)],
                className="map-and-list",
            ),
            filled["between"],
            filled["sites"],
            filled["sites-b"],
        ]
    )


def _panel(ask: Ask, content: Content, chart: str, body: Component) -> Component:
    title, sub = content.head(chart)
    about = metric("no_signal")
    return panel(
        title,
        body,
        sub=sub,
        name=chart,
        words=ask.words,
        source=ask.source(about),
        note=ask.note(title, about),
        kind="trend" if chart == CURVE else "map-panel",
    )


PAGE = Page(
    path=PATH,
    name=NAME,
    label=mark("Chọn vị trí trạm"),
    short=mark("Vị trí trạm"),
    group=mark("Hạ tầng, an toàn"),
    order=21,
    blocks=BLOCKS,
    charts=(MAP, SECOND_MAP, CURVE),
    headed=(MAP, SECOND_MAP, CURVE),
    mapped=True,
    content=content,
    frame=frame,
    brief=siting_sections,
)
