"""Targets (chỉ tiêu giao): plan against actual, by decision, worst first."""

from __future__ import annotations

from collections.abc import Mapping

from dash import dcc, html
from dash.development.base_component import Component

from components.empty_state import empty_state
from components.segment import Segment, segments
from components.slot import slot
from data_access.errors import TamNhinError, UnknownFilter
from metrics.plan import ORDER, Plan
from metrics.reading import Status
from pages.briefing.plan import plan_sections
from pages.editing import may_edit
from pages.outlook_blocks import WAITING, Outlook, outlook_of, risk_block, trial_block, waiting
from pages.page import Ask, Content, Page
from pages.plan_table import decision_panel
from pages.target_changes import changes_block
from pages.target_edit import SLOT
from pages.target_form import NEW, editor
from wording.readings import STATUS_WORDS
from wording.words import mark

NAME = "targets"
BLOCKS = ("states", "plan", "risk", "trial", "changes")


def content(ask: Ask) -> Content:
    plan = ask.view.plan(ask.selection)
    outlook = outlook_of(ask, plan)
    known = WAITING if outlook is None else outlook if isinstance(outlook, Mapping) else {}
    return Content(
        sub=_said(ask, plan),
        blocks={
            "states": _states(ask, plan),
            "plan": _plan(ask, plan, known),
            "risk": risk_block(ask, plan, known) if known else _unforeseen(ask, outlook),
            "trial": trial_block(ask, plan, known),
            "changes": changes_block(ask),
        },
    )


def frame(content: Content, ask: Ask) -> Component:
    """The form is no slot: a refresh must not take away what somebody types."""
    states, *others = (slot(NAME, name, content.blocks.get(name)) for name in BLOCKS)
    form = html.Div(editor(ask), id=SLOT, className="slot")
    return html.Div([states, form, *others])


def _unforeseen(ask: Ask, outlook: Outlook | TamNhinError | None) -> Component | None:
    if outlook is None:
        return waiting(ask)
    if not isinstance(outlook, TamNhinError):
        return None
    said = outlook.en if ask.words.lang == "en" else outlook.vi
    return empty_state(ask.words("Chưa dự báo được"), detail=said)


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
        [segments([every, *states], label=ask.words("Trạng thái")), _editing(ask)],
        className="states-switch",
    )


def _editing(ask: Ask) -> Component:
    """The way to a new target; or why there is none here."""
    if may_edit():
        return dcc.Link(ask.words("Giao chỉ tiêu mới"), href=ask.href(PAGE.path, edit=NEW))
    said = ask.words("Chỉ xem: máy chủ này cho sửa chỉ tiêu tại chỗ, không cho sửa từ xa")
    return html.P(said, className="sub")


def _plan(ask: Ask, plan: Plan, outlook: Outlook) -> list[Component]:
    groups = plan.by_decision(_status(ask))
    found = [decision_panel(ask, decision, rows, outlook) for decision, rows in groups.items()]
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
    brief=plan_sections,
)
