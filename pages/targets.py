"""Targets (chỉ tiêu giao): plan against actual, by decision, worst first."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from components.empty_state import empty_state
from components.reading_words import STATUS_WORDS
from components.segment import Segment, segments
from components.slot import slot
from components.words import mark
from data_access.errors import UnknownFilter
from metrics.plan import ORDER, Plan
from metrics.reading import Status
from pages.page import Ask, Content, Page
from pages.plan_table import decision_panel

NAME = "targets"
BLOCKS = ("states", "plan")


def content(ask: Ask) -> Content:
    plan = ask.view.plan(ask.selection)
    return Content(
        sub=_said(ask, plan),
        blocks={"states": _states(ask, plan), "plan": _plan(ask, plan)},
    )


def frame(content: Content, ask: Ask) -> Component:
    del ask
    return html.Div([slot(NAME, name, content.blocks.get(name)) for name in BLOCKS])


def _said(ask: Ask, plan: Plan) -> str:
    return ask.words(
        "{filters}: {met} / {all} chỉ tiêu đạt",
        filters=ask.filters_said(),
        met=plan.count(Status.MET),
        all=len(plan.rows),
    )


def _status(ask: Ask) -> Status | None:
    name = ask.query.get("status")
    if not name:
        return None
    if name not in ORDER:
        raise UnknownFilter("status", name, [str(status) for status in ORDER])
    return Status(name)


def _states(ask: Ask, plan: Plan) -> Component:
    here = _status(ask)
    every = Segment(
        label=f"{ask.words('Tất cả')} {len(plan.rows)}",
        href=ask.href(PAGE.path, status=None),
        here=here is None,
    )
    states = [
        Segment(
            label=f"{ask.words(STATUS_WORDS[status])} {plan.count(status)}",
            href=ask.href(PAGE.path, status=str(status)),
            here=here is status,
        )
        for status in ORDER
    ]
    return html.Div(
        segments([every, *states], label=ask.words("Trạng thái")), className="states-switch"
    )


def _plan(ask: Ask, plan: Plan) -> list[Component]:
    groups = plan.by_decision(_status(ask))
    found = [decision_panel(ask, decision, rows) for decision, rows in groups.items()]
    if not found:
        found = [_nothing(ask, plan)]
    if plan.unknown:
        names = ", ".join(plan.unknown)
        said = ask.words("Không có trong danh mục chỉ số: {names}", names=names)
        found.append(html.P(said, className="sub"))
    return found


def _nothing(ask: Ask, plan: Plan) -> Component:
    if plan.rows:
        return empty_state(ask.words("Không chỉ tiêu nào ở trạng thái này"), shape="plain")
    return empty_state(
        ask.words("Chưa giao chỉ tiêu nào cho kỳ này"),
        detail=ask.words("Nạp bằng lệnh: tamnhin load targets TỆP"),
    )


PAGE = Page(
    path="/targets",
    name=NAME,
    label=mark("Chỉ tiêu giao"),
    short=mark("Chỉ tiêu"),
    group=mark("Điều hành"),
    order=2,
    blocks=BLOCKS,
    content=content,
    frame=frame,
)
