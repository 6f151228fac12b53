"""Dossiers live: totals, two years of what comes and goes, and who holds what is overdue."""

from __future__ import annotations

from dash.development.base_component import Component

from components.panel import panel
from components.rows import bar_rows
from components.status_totals import status_totals
from components.trend import trend
from components.wall_frame import wall_split
from data_access.selection import By
from metrics.catalogue import metric
from metrics.values import ALONE
from pages.flow import flow_figure, flow_title
from pages.page import Ask, Content
from pages.screens.screen import Place, Screen, part, stack

FLOW = "wall-flow"
AGENCIES = 13
TOTALS = ("received", "resolved", "open", "overdue_now")


def _content(ask: Ask, _place: Place) -> Content:
    return Content(
        blocks={"totals": _totals(ask), "overdue": _overdue(ask)},
        figures={FLOW: flow_figure(ask)},
        heads={FLOW: (flow_title(ask), "")},
    )


def _totals(ask: Ask) -> Component:
    readings = ask.view.readings([metric(name) for name in TOTALS], ask.selection)
    source = ask.source(metric("received"))
    return status_totals(readings, words=ask.words, source=source, size="wall")


def _overdue(ask: Ask) -> Component:
    overdue = metric("overdue_now")
    readings = ask.view.readings([overdue], ask.selection, by=By.AGENCY, asked=ALONE)
    most = sorted((r for r in readings if r.value), key=lambda r: -(r.value or 0.0))[:AGENCIES]
    return panel(
        ask.words("Đang giữ quá hạn"),
        bar_rows(
            most, words=ask.words, name=ask.words("Cơ quan"), unit=ask.words("Hồ sơ"), short=True
        ),
        words=ask.words,
        source=ask.source(overdue),
    )


def _body(content: Content, ask: Ask, _place: Place) -> Component:
    title, sub = content.head(FLOW)
    flow = trend(
        title,
        content.figure(FLOW),
        sub=sub,
        name=FLOW,
        words=ask.words,
        source=ask.source(metric("received")),
    )
    return wall_split(stack(part(content, "totals"), flow), part(content, "overdue"))


def _sub(ask: Ask, _place: Place) -> str:
    return ask.words("Hồ sơ thủ tục hành chính, {period}", period=ask.filters_said())


SCREEN = Screen(
    title=lambda ask, _: ask.words("Hồ sơ"),
    content=_content,
    body=_body,
    sub=_sub,
    blocks=("totals", "overdue"),
    charts=(FLOW,),
    headed=(FLOW,),
)
