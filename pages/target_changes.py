"""The history of targets: who set which to what, and when; the newest first."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from components.empty_state import empty_state
from components.panel import panel
from components.table import Column, Row, table
from data_access.reports import Scope
from data_access.target_changes import TargetChange
from data_access.targets import TargetKey, TargetRow
from metrics.catalogue import CATALOGUE
from pages.page import Ask
from pages.target_words import scope_said, value_said
from wording import format as fmt

SHOWN = 20


def changes_block(ask: Ask) -> Component:
    words, changes = ask.words, ask.view.target_changes(SHOWN)
    title = words("Lịch sử chỉ tiêu")
    columns = [
        Column(title=words("Lúc"), kind="code"),
        Column(title=words("Ai")),
        Column(title=words("Chỉ tiêu")),
        Column(title=words("Kỳ giao"), kind="code", wide=True),
        Column(title=words("Trước"), kind="number"),
        Column(title=words("Sau"), kind="number"),
        Column(title=words("Quyết định"), kind="quiet", wide=True),
    ]
    body = (
        table(columns, [_row(ask, change) for change in changes], caption=title)
        if changes
        else empty_state(words("Chưa có thay đổi nào được ghi"), shape="plain")
    )
    said = words("{n} lần gần nhất", n=len(changes)) if len(changes) == SHOWN else ""
    return panel(title, body, words=words, source=None, sub=said, kind="changes-panel")


def _row(ask: Ask, change: TargetChange) -> Row:
    words, key = ask.words, change.key
    how = words("sửa trên màn hình") if change.edited else words("nạp từ tệp")
    decision = change.new_decision or change.old_decision
    return Row(
        cells=[
            fmt.moment(fmt.epoch_ms(change.changed_at)),
            html.Span([change.who, html.Span(how, className="whose")], className="planned"),
            _of(ask, key),
            f"{fmt.day(key.period_from)} – {fmt.day(key.period_to)}",
            _value(ask, key, change.old),
            _value(ask, key, change.new),
            html.Span(decision, className="cut", title=decision),
        ]
    )


def _of(ask: Ask, key: TargetKey) -> Component:
    metric = CATALOGUE.get(key.metric)
    name = ask.words.label(metric) if metric else key.metric
    found = ask.view.snap.places.versions.named(key.area_code, key.period_from)
    row = TargetRow(
        metric=key.metric,
        scope=Scope(
            level=key.level, area=found.key if found else key.area_code, agency=key.agency_code
        ),
        start=key.period_from,
        end=key.period_to,
        value=0.0,
        decision="",
    )
    whose = scope_said(row, ask.view.snap.places, ask.words)
    return html.Span([name, html.Span(whose, className="whose")], className="planned")


def _value(ask: Ask, key: TargetKey, value: float | None) -> str:
    metric = CATALOGUE.get(key.metric)
    if value is None:
        return fmt.NO_VALUE
    return value_said(metric, value, ask.words) if metric else fmt.number(value, 2, ask.words.lang)
