"""The alerts that stand, as a briefing tells of them."""

from __future__ import annotations

from components.alert_words import PRIORITY_WORDS, STATE_WORDS
from data_access.alerts.standing import Alert
from exports.briefing import Cell, Column, Section, Table
from pages.alert_standing import agency_said, moment, watched_said
from pages.briefing import cells
from pages.page import Ask


def alert_sections(ask: Ask) -> tuple[Section, ...]:
    found, words = ask.view.alerts(ask.selection), ask.words
    unwatched = found.watch.since is None or found.watch.broken
    table = Table(
        title=words(
            "{n} cảnh báo, {unseen} chưa xác nhận", n=len(found.standing), unseen=len(found.unseen)
        ),
        sub=words("Chưa biết: không ai theo dõi") if unwatched else watched_said(ask, found),
        columns=(
            Column(title=words("Mức")),
            Column(title=words("Cảnh báo"), width=5),
            Column(title=words("Từ"), width=1.6),
            Column(title=words("Trạng thái"), width=1.6),
            Column(title=words("Giao cho"), width=2),
        ),
        rows=tuple(_row(ask, each) for each in found.standing),
        link=ask.link("/alerts"),
    )
    return (Section(title=words("Cảnh báo"), pieces=(table,)),)


def _row(ask: Ask, alert: Alert) -> tuple[Cell, ...]:
    words = ask.words
    assigned = agency_said(ask, alert.assigned_to) if alert.assigned_to else words("Chưa giao")
    return (
        cells.text(words(PRIORITY_WORDS[alert.priority])),
        cells.text(alert.said(words.lang)),
        cells.text(moment(alert.raised_at)),
        cells.text(words(STATE_WORDS[alert.state])),
        cells.text(assigned),
    )
