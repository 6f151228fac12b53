"""The alerts that stand, whether anybody looks, and the one that is chosen, with all its events."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dash import dcc, html
from dash.development.base_component import Component

from components.alert_words import EVENT_WORDS, priority_said, state_said
from components.empty_state import empty_state
from components.glyph import glyph
from components.panel import panel
from components.table import Cell, Column, Row, table
from data_access.alerts.history import Event
from data_access.alerts.standing import Alert, Alerts
from pages.alert_form import CHOSEN, PATH, chosen_number, rule_label
from pages.page import Ask
from wording import format as fmt
from wording.source_view import SourceView

STALE = 5  # times the gap that makes a look late


def moment(at: datetime | None) -> str:
    return fmt.moment(fmt.epoch_ms(at)) if at else fmt.NO_VALUE


def watch_block(ask: Ask, found: Alerts) -> Component:
    words, watch = ask.words, found.watch
    if watch.evaluated_at is None or watch.since is None:
        return empty_state(
            words("Chưa ai theo dõi: danh sách này không nói lên điều gì"),
            detail=words("Chạy 'tamnhin watch', hoặc định kỳ 'tamnhin alerts --look'"),
            shape="missed",
        )
    if watch.broken:
        last = moment(watch.evaluated_at)
        return empty_state(
            words("Không ai theo dõi từ {time}: cảnh báo mới có thể đang thiếu", time=last),
            detail=words("Chạy 'tamnhin watch', hoặc định kỳ 'tamnhin alerts --look'"),
            shape="missed",
        )
    return html.P(
        [glyph("met"), html.Span(watched_said(ask, found))], className="status alerts-watch"
    )


def watched_said(ask: Ask, found: Alerts) -> str:
    return ask.words(
        "{n} luật, được theo dõi liên tục từ {time}",
        n=len(ask.view.alert_settings.rules),
        time=moment(found.watch.since),
    )


def standing_block(ask: Ask, found: Alerts) -> Component:
    words, unseen = ask.words, len(found.unseen)
    title = (
        words("{n} cảnh báo chưa ai xác nhận", n=unseen)
        if unseen
        else words("Mọi cảnh báo đã được xác nhận")
        if found.standing
        else words("Không có cảnh báo nào")
    )
    body = _table(ask, found.standing, title) if found.standing else _nothing(ask, found)
    return panel(title, body, words=words, source=looked(ask, found), kind="alerts-panel")


def looked(ask: Ask, found: Alerts) -> SourceView | None:
    """The horizon of the list is how long ago somebody looked."""
    watch = found.watch
    if watch.evaluated_at is None:
        return None
    late = round(2 * watch.every.total_seconds())
    return SourceView(
        label=ask.words("Theo dõi"),
        as_of=fmt.epoch_ms(watch.evaluated_at),
        expected_s=late,
        stale_s=STALE * late,
        now=fmt.epoch_ms(ask.view.snap.clock),
    )


def _nothing(ask: Ask, found: Alerts) -> Component:
    if found.watch.broken:
        return empty_state(ask.words("Chưa biết: không ai theo dõi"))
    return empty_state(
        ask.words("Không có gì vượt ngưỡng"), detail=watched_said(ask, found), shape="met"
    )


def _table(ask: Ask, standing: Sequence[Alert], caption: str) -> Component:
    words = ask.words
    columns = [
        Column(title=words("Mức")),
        Column(title=words("Cảnh báo")),
        Column(title=words("Từ"), kind="code"),
        Column(title=words("Trạng thái")),
        Column(title=words("Giao cho"), kind="quiet", wide=True),
    ]
    return table(columns, [_row(ask, each) for each in standing], caption=caption)


def _row(ask: Ask, alert: Alert) -> Row:
    here = chosen_number(ask) == alert.id
    href = ask.href(PATH, **{CHOSEN: None if here else str(alert.id)})
    said = html.Span(
        [
            dcc.Link(alert.said(ask.words.lang), href=href),
            html.Span(rule_label(ask, alert.rule), className="whose"),
        ],
        className="planned",
    )
    return Row(
        cells=[
            priority_said(alert.priority, ask.words),
            said,
            fmt.as_of(fmt.epoch_ms(alert.raised_at), fmt.epoch_ms(ask.view.snap.clock)),
            state_said(alert.state, ask.words),
            _assigned(ask, alert),
        ],
        code=str(alert.id),
        here=here,
    )


def _assigned(ask: Ask, alert: Alert) -> Cell:
    words = ask.words
    if alert.shelved_until:
        return words("đến {time}", time=moment(alert.shelved_until))
    if not alert.assigned_to:
        return words("Chưa giao")
    due = words("hạn {time}", time=moment(alert.due_at))
    if alert.overdue(ask.view.snap.clock):
        due = words("quá hạn {time}", time=moment(alert.due_at))
    return html.Span(
        [agency_said(ask, alert.assigned_to), html.Span(due, className="whose")],
        className="planned",
    )


def agency_said(ask: Ask, code: str) -> str:
    found = ask.view.snap.places.agencies.get(code)
    return found.name if found else code


def chosen_block(ask: Ask) -> Component | None:
    """The one of the address: what to do about it, and all that has happened to it."""
    number = chosen_number(ask)
    if number is None:
        return None
    episode = ask.view.alert_episode(number)
    alert, words = episode.alert, ask.words
    rule = ask.view.alert_settings.rule(alert.rule)
    act = (rule.act_en if words.lang == "en" else rule.act) if rule else ""
    body = [
        html.P(alert.said(words.lang), className="alert-said"),
        html.P([html.Strong(words("Việc cần làm")), " ", act], className="alert-act")
        if act
        else None,
        _events(ask, episode.events),
    ]
    title = words("Cảnh báo số {n}: {label}", n=alert.id, label=rule_label(ask, alert.rule))
    return panel(title, body, words=words, source=None, kind="alert-panel")


def _events(ask: Ask, events: Sequence[Event]) -> Component:
    words = ask.words
    columns = [
        Column(title=words("Lúc"), kind="code"),
        Column(title=words("Việc")),
        Column(title=words("Ai")),
        Column(title=words("Ghi chú"), kind="quiet"),
    ]
    rows = [
        Row(
            cells=[
                moment(each.at),
                words(EVENT_WORDS[each.what]),
                each.who or fmt.NO_VALUE,
                _event_note(ask, each),
            ]
        )
        for each in events
    ]
    return table(columns, rows, caption=words("Diễn biến"))


def _event_note(ask: Ask, event: Event) -> str:
    words = ask.words
    parts = [agency_said(ask, event.agency)] if event.agency else []
    parts += [words("đến {time}", time=moment(event.until))] if event.until else []
    said = event.text_en if words.lang == "en" else event.text
    parts += [text for text in (said, event.note) if text]
    return "; ".join(parts)
