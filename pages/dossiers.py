"""Dossiers: status totals, on time by agency, trend by channel, overdue now by agency."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from components.empty_state import empty_state
from components.league import unranked
from components.panel import panel
from components.ranking import ranking
from components.rows import bar_rows, dot_rows
from components.slot import slot
from components.status_totals import status_totals
from components.trend import trend
from components.words import mark
from data_access.selection import By
from metrics.catalogue import metric
from metrics.reading import Reading
from metrics.values import ALONE
from pages.flow import channel_figure, channel_title, flow_figure, flow_title, months_said
from pages.page import Ask, Content, Page

NAME = "dossiers"
CHANNELS, FLOW = "dossiers-channels", "dossiers-flow"
STATES = ("received", "resolved", "open", "in_process", "waiting", "overdue_now")
DEADLINES = (
    "on_time",
    "overdue_finished",
    "overdue_open",
    "withdrawn",
    "no_deadline",
    "median_days",
)
SHOWN = 15


def content(ask: Ask) -> Content:
    return Content(
        sub=ask.said(),
        blocks={
            "states": _totals(ask, STATES),
            "deadlines": _totals(ask, DEADLINES),
            "on-time": _on_time(ask),
            "overdue": _overdue(ask),
        },
        figures={CHANNELS: channel_figure(ask), FLOW: flow_figure(ask)},
        heads={
            CHANNELS: (channel_title(ask), months_said(ask)),
            FLOW: (flow_title(ask), months_said(ask)),
        },
    )


def frame(content: Content, ask: Ask) -> Component:
    return html.Div(
        [
            slot(NAME, "states", content.blocks.get("states")),
            slot(NAME, "deadlines", content.blocks.get("deadlines")),
            html.Div(
                [_trend(content, ask, FLOW), _trend(content, ask, CHANNELS)], className="halves"
            ),
            html.Div(
                [
                    slot(NAME, "on-time", content.blocks.get("on-time")),
                    slot(NAME, "overdue", content.blocks.get("overdue")),
                ],
                className="halves",
            ),
        ]
    )


def _trend(content: Content, ask: Ask, name: str) -> Component:
    received = metric("received")
    return trend(
        content.head(name)[0],
        content.figure(name),
        sub=content.head(name)[1],
        name=name,
        words=ask.words,
        source=ask.source(received),
        note=ask.note(content.head(name)[0], received),
    )


def _totals(ask: Ask, names: tuple[str, ...]) -> Component:
    readings = ask.view.readings([metric(name) for name in names], ask.selection)
    return status_totals(readings, words=ask.words, source=ask.source(metric("received")))


def _on_time(ask: Ask) -> Component:
    """The agencies furthest behind; those with few dossiers are not compared."""
    on_time = metric("on_time")
    readings = ask.view.readings([on_time], ask.selection, by=By.AGENCY, asked=ALONE)
    rows = ranking(readings, minimum_volume=ask.view.province.minimum_volume)
    behind = [row.reading for row in rows if row.rank][::-1][:SHOWN]
    title = ask.words("Đúng hạn thấp nhất")
    return panel(
        title,
        dot_rows(behind, words=ask.words, name=ask.words("Cơ quan"), volume=ask.words("Hồ sơ"))
        if behind
        else unranked(ask.words),
        words=ask.words,
        source=ask.source(on_time),
        sub=ask.words("%, cơ quan có từ {n} hồ sơ", n=ask.view.province.minimum_volume),
        note=ask.note(ask.words("Đúng hạn theo cơ quan"), on_time),
        columns=[ask.words("Cơ quan"), ask.words("Đúng hạn"), ask.words("Tiếp nhận")],
        rows=[[r.group.label if r.group else "", r.value, r.denominator] for r in readings],
    )


def _overdue(ask: Ask) -> Component:
    overdue = metric("overdue_now")
    readings = ask.view.readings([overdue], ask.selection, by=By.AGENCY, asked=ALONE)
    most = sorted((r for r in readings if r.value), key=lambda r: -(r.value or 0.0))
    title = ask.words("Đang giữ quá hạn, theo cơ quan")
    return panel(
        title,
        bar_rows(
            most[:SHOWN],
            words=ask.words,
            name=ask.words("Cơ quan"),
            unit=ask.words("Hồ sơ"),
        )
        if most
        else _nobody(ask, readings),
        words=ask.words,
        source=ask.source(overdue),
        sub=ask.words("Hồ sơ còn mở đã qua ngày hẹn trả, vào cuối kỳ"),
        note=ask.note(title, overdue),
        columns=[ask.words("Cơ quan"), ask.words("Hồ sơ")],
        rows=[[r.group.label if r.group else "", r.value] for r in most],
    )


def _nobody(ask: Ask, readings: list[Reading]) -> Component:
    """No agency holds one; or nobody can say, which is not the same."""
    if any(reading.value is not None for reading in readings):
        return empty_state(ask.words("Không cơ quan nào đang giữ hồ sơ quá hạn"), shape="met")
    return empty_state(
        ask.words("Chưa có dữ liệu"), detail=ask.words("Không hồ sơ nào có hạn trả kết quả để so")
    )


PAGE = Page(
    path="/dossiers",
    name=NAME,
    label=mark("Thủ tục hành chính"),
    short=mark("Hồ sơ"),
    group=mark("Hồ sơ, văn bản"),
    order=3,
    blocks=("states", "deadlines", "on-time", "overdue"),
    charts=(CHANNELS, FLOW),
    headed=(CHANNELS, FLOW),
    content=content,
    frame=frame,
    phone=True,
)
