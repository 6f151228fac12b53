"""Alerts that stand, the gravest first; and whether anybody looks at all."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from components.alert_words import STATE_WORDS, priority_glyph
from components.empty_state import empty_state
from components.figure import Pair, hero
from components.horizon import age, tile
from components.table import Column, Row, table
from components.wall_frame import wall_split
from data_access.alerts.standing import Alert, Alerts
from pages.alert_standing import looked, watched_said
from pages.page import Ask, Content
from pages.screens.screen import Place, Screen, part
from wording import format as fmt

SHOWN = 8


def _content(ask: Ask, _place: Place) -> Content:
    found = ask.view.alerts(ask.selection)
    source = looked(ask, found)
    listed = _listed(ask, found.standing[:SHOWN], len(found.standing)) or _nothing(ask, found)
    return Content(
        blocks={
            "alerts": tile(listed, age(source), source=source, kind="alerts-tile"),
            "alerts-state": tile(
                _state(ask, found),
                age(source),
                source=source,
                kind="targets-state",
                no_data=source is None,
            ),
        }
    )


def _listed(ask: Ask, shown: Sequence[Alert], every: int) -> Component | None:
    words = ask.words
    if not shown:
        return None
    columns = [
        Column(title=words("Cảnh báo")),
        Column(title=words("Từ"), kind="number"),
        Column(title=words("Trạng thái")),
    ]
    rows = [Row(cells=_cells(ask, each)) for each in shown]
    return table(columns, rows, caption=words("Cảnh báo"), foot=f"1–{len(shown)} / {every}")


def _cells(ask: Ask, alert: Alert) -> list[Component | str]:
    now = fmt.epoch_ms(ask.view.snap.clock)
    return [
        html.Span(
            [priority_glyph(alert.priority), html.Span(alert.said(ask.words.lang))],
            className="at-risk",
        ),
        fmt.as_of(fmt.epoch_ms(alert.raised_at), now),
        ask.words(STATE_WORDS[alert.state]),
    ]


def _nothing(ask: Ask, found: Alerts) -> Component:
    if found.watch.broken:
        return empty_state(ask.words("Chưa biết: không ai theo dõi"), shape="missed")
    return empty_state(
        ask.words("Không có gì vượt ngưỡng"), detail=watched_said(ask, found), shape="met"
    )


def _state(ask: Ask, found: Alerts) -> Component:
    """Where nobody has ever looked there is no number, not none: 0 would say that all is well."""
    words, lang = ask.words, ask.words.lang
    seen = len(found.standing) - len(found.unseen)
    late = sum(each.overdue(ask.view.snap.clock) for each in found.standing)
    looked_at = found.watch.evaluated_at is not None

    def count(of: int) -> str:
        return fmt.number(of if looked_at else None, 0, lang)

    return hero(
        count(len(found.unseen)),
        words("cảnh báo"),
        [words("chưa ai xác nhận")],
        pairs=[
            Pair(value=count(seen), label=words("Đã xác nhận")),
            Pair(value=count(late), label=words("Quá hạn xử lý")),
        ],
        shape="missed" if found.unseen else "nodata" if found.watch.broken else "met",
    )


def _body(content: Content, _ask: Ask, _place: Place) -> Component:
    return wall_split(part(content, "alerts"), part(content, "alerts-state"))


SCREEN = Screen(
    title=lambda ask, _: ask.words("Cảnh báo"),
    content=_content,
    body=_body,
    sub=lambda ask, _: ask.words("Cảnh báo đang có"),
    blocks=("alerts", "alerts-state"),
)
