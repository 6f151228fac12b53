"""Alerts of the period, the newest first, and how long people took."""

from __future__ import annotations

from dash import dcc, html
from dash.development.base_component import Component

from components.alert_words import PRIORITY_WORDS, priority_said, span_said, state_said
from components.empty_state import empty_state
from components.panel import panel
from components.segment import Segment, segments
from components.table import Column, Row, table
from config.alerts import Priority
from data_access.alerts.history import Episode, History, HistoryAsked
from data_access.errors import UnknownFilter
from pages.alert_form import CHOSEN, PATH, rule_label
from pages.page import Ask
from wording import format as fmt

RULE, PRIORITY = "rule", "priority"


def history_block(ask: Ask) -> Component:
    words = ask.words
    found = ask.view.alert_history(_asked(ask), ask.selection)
    title = words("Lịch sử cảnh báo")
    body = (
        _table(ask, found, title)
        if found.episodes
        else empty_state(words("Không có cảnh báo nào trong kỳ này"), shape="plain")
    )
    return panel(
        title,
        [_switch(ask), body],
        words=words,
        source=None,
        sub=_said(ask, found),
        kind="history-panel",
    )


def _asked(ask: Ask) -> HistoryAsked:
    """Raises UnknownFilter."""
    rule, priority = ask.query.get(RULE, ""), ask.query.get(PRIORITY, "")
    known = [each.name for each in ask.view.alert_settings.rules]
    if rule and rule not in known:
        raise UnknownFilter(RULE, rule, known)
    if priority and priority not in list(Priority):
        raise UnknownFilter(PRIORITY, priority, list(Priority))
    return HistoryAsked(rule=rule, priority=Priority(priority) if priority else None)


def _said(ask: Ask, found: History) -> str:
    words = ask.words
    return words(
        "{filters}: {n} cảnh báo; trung vị đến khi xác nhận {acknowledged}, đến khi hết {cleared}",
        filters=ask.filters_said(),
        n=found.count,
        acknowledged=span_said(found.to_acknowledge, words),
        cleared=span_said(found.to_clear, words),
    )


def _switch(ask: Ask) -> Component:
    words, here = ask.words, ask.query.get(PRIORITY, "")
    rule = ask.query.get(RULE)
    choices = [Segment(label=words("Mọi mức"), href=ask.href(PATH, priority=None), here=not here)]
    choices += [
        Segment(
            label=words(PRIORITY_WORDS[each]),
            href=ask.href(PATH, priority=str(each)),
            here=here == each,
        )
        for each in Priority
    ]
    every = dcc.Link(words("Mọi luật"), href=ask.href(PATH, rule=None)) if rule else None
    return html.Div([segments(choices, label=words("Mức")), every], className="states-switch")


def _table(ask: Ask, found: History, title: str) -> Component:
    words = ask.words
    columns = [
        Column(title=words("Lúc"), kind="code"),
        Column(title=words("Cảnh báo")),
        Column(title=words("Mức"), wide=True),
        Column(title=words("Trạng thái")),
        Column(title=words("Xác nhận sau"), kind="number", wide=True),
        Column(title=words("Hết sau"), kind="number", wide=True),
        Column(title=words("Ai xác nhận"), kind="quiet", wide=True),
    ]
    shown = len(found.episodes)
    foot = words("{n} / {all} cảnh báo", n=shown, all=found.count) if shown < found.count else ""
    return table(columns, [_row(ask, each) for each in found.episodes], caption=title, foot=foot)


def _row(ask: Ask, episode: Episode) -> Row:
    alert, words = episode.alert, ask.words
    said = html.Span(
        [
            dcc.Link(episode.raised(words.lang), href=ask.href(PATH, **{CHOSEN: str(alert.id)})),
            html.Span(rule_label(ask, alert.rule), className="whose"),
        ],
        className="planned",
    )
    taken = alert.acknowledged_at - alert.raised_at if alert.acknowledged_at else None
    gone = alert.cleared_at - alert.raised_at if alert.cleared_at else None
    return Row(
        cells=[
            fmt.moment(fmt.epoch_ms(alert.raised_at)),
            said,
            priority_said(alert.priority, words),
            state_said(alert.state, words),
            span_said(taken, words),
            span_said(gone, words),
            alert.acknowledged_by or fmt.NO_VALUE,
        ]
    )
