"""The rules, with their numbers and what they mean."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from dash import dcc, html
from dash.development.base_component import Component

from components.alert_words import priority_said, span_said
from components.empty_state import empty_state
from components.panel import panel
from components.table import Column, Row, table
from config.alerts import Kind, Measured, Rule
from metrics.alerts.words import against_limit, measured
from metrics.catalogue import CATALOGUE
from pages.alert_form import PATH
from pages.page import Ask
from wording.words import mark

_KINDS = {
    Kind.THRESHOLD: mark("{metric} {limit}"),
    Kind.CHANGE: mark("{metric} {limit} so với bấy nhiêu ngày trước"),
    Kind.TARGET: mark("Khả năng không đạt chỉ tiêu {limit}"),
    Kind.SOURCE: mark("Lâu không có gì mới, {limit} nhịp của nguồn"),
    Kind.INCIDENT: mark("Sự cố mở {limit}"),
    Kind.PETITION: mark("Phản ánh quá hạn, {limit} phản ánh"),
    Kind.VILLAGE: mark("Thôn mới mất sóng, {limit} thôn"),
}
_BYS = {
    "agency": mark("từng cơ quan"),
    "district": mark("từng huyện"),
    "area": mark("từng xã"),
    "": mark("toàn tỉnh"),
}
_OWN = {Kind.INCIDENT: "agency", Kind.PETITION: "agency", Kind.VILLAGE: "area"}


def rules_block(ask: Ask) -> Component:
    words, rules = ask.words, ask.view.alert_settings.rules
    title = words("Luật cảnh báo")
    columns = [
        Column(title=words("Luật")),
        Column(title=words("Mức"), wide=True),
        Column(title=words("Khi nào")),
        Column(title=words("Để không chập chờn"), kind="quiet", wide=True),
        Column(title=words("Việc cần làm"), kind="quiet", wide=True),
    ]
    body = (
        table(columns, [_row(ask, rule) for rule in rules], caption=title)
        if rules
        else empty_state(words("Chưa có luật nào"), shape="plain")
    )
    said = words("Sửa trong config/alerts.toml, rồi khởi động lại")
    return panel(title, body, words=words, source=None, sub=said, kind="rules-panel")


def _row(ask: Ask, rule: Rule) -> Row:
    words = ask.words
    english = words.lang == "en"
    label = rule.label_en if english else rule.label
    return Row(
        cells=[
            dcc.Link(label, href=ask.href(PATH, rule=rule.name)),
            priority_said(rule.priority, words),
            html.Span(
                [_when(ask, rule), html.Span("; ".join(_where(ask, rule)), className="whose")],
                className="planned",
            ),
            "; ".join(_steady(ask, rule)),
            rule.act_en if english else rule.act,
        ]
    )


def _when(ask: Ask, rule: Rule) -> str:
    words, found = ask.words, CATALOGUE.get(rule.metric)
    limit = against_limit(rule)[words.lang == "en"]
    name = words.label(found) if found else rule.metric
    return words(_KINDS[rule.kind], metric=name, limit=limit)


def _where(ask: Ask, rule: Rule) -> Iterator[str]:
    words = ask.words
    if rule.kind not in (Kind.SOURCE, Kind.TARGET):
        yield words(_BYS[_OWN.get(rule.kind, rule.by)])
    if rule.window_days > 1:
        yield words("{n} ngày gần nhất", n=rule.window_days)
    if rule.past_due_days:
        yield words("quá hạn hơn {n} ngày", n=rule.past_due_days)
    if rule.in_office_hours:
        yield words("trong giờ làm việc")


def _steady(ask: Ask, rule: Rule) -> Iterator[str]:
    """What keeps it from fluttering."""
    words = ask.words
    if rule.dead_band:
        unit = Measured.POINTS if rule.measured is Measured.PERCENT else rule.measured
        band = measured(rule.dead_band, unit)[words.lang == "en"]
        yield words("vùng chết {band}", band=band)
    if rule.minimum_volume:
        yield words("từ {n} dòng", n=rule.minimum_volume)
    if rule.delay > timedelta():
        yield words("sau {time}", time=span_said(rule.delay, words))
    if rule.clear > timedelta():
        yield words("hết sau {time}", time=span_said(rule.clear, words))
