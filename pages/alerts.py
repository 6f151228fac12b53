"""Alerts (cảnh báo): what stands, who looks, what was, and the rules."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from components.slot import slot
from pages.alert_acts import SLOT
from pages.alert_form import NAME, PATH, editor
from pages.alert_history import history_block
from pages.alert_rules import rules_block
from pages.alert_standing import chosen_block, standing_block, watch_block
from pages.briefing.standing_alerts import alert_sections
from pages.page import Ask, Content, Page
from wording.words import mark

BLOCKS = ("watch", "standing", "chosen", "history", "rules")


def content(ask: Ask) -> Content:
    found = ask.view.alerts(ask.selection)
    return Content(
        sub=ask.words(
            "{n} cảnh báo, {unseen} chưa xác nhận", n=len(found.standing), unseen=len(found.unseen)
        ),
        blocks={
            "watch": watch_block(ask, found),
            "standing": standing_block(ask, found),
            "chosen": chosen_block(ask),
            "history": history_block(ask),
            "rules": rules_block(ask),
        },
    )


def frame(content: Content, ask: Ask) -> Component:
    """The form is no slot: a refresh must not take away what somebody types."""
    filled = {name: slot(NAME, name, content.blocks.get(name)) for name in BLOCKS}
    form = html.Div(editor(ask), id=SLOT, className="slot")
    return html.Div(
        [
            filled["watch"],
            filled["standing"],
            html.Div([filled["chosen"], form], className="halves"),
            filled["history"],
            filled["rules"],
        ]
    )


PAGE = Page(
    path=PATH,
    name=NAME,
    label=mark("Cảnh báo"),
    short=mark("Cảnh báo"),
    group=mark("Điều hành"),
    order=3,
    blocks=BLOCKS,
    content=content,
    frame=frame,
    brief=alert_sections,
)
