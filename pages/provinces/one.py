"""One province: how it stands, its months, and the way to its own pages."""

from __future__ import annotations

from dash import dcc, html
from dash.development.base_component import Component

from components.empty_state import empty_state
from components.panel import panel
from components.table import Column, Row, table
from data_access.days import month_key, months_between, shift_month
from data_access.federation.told import Months, SourceTold
from metrics.catalogue import metric
from metrics.metric import Unit
from metrics.nation.evaluate import ProvinceSeen, nation
from metrics.reading import Reading
from pages.page import Ask
from pages.provinces.asked import (
    PATH,
    YEAR_OF_MONTHS,
    Told,
    own_page,
    province_source,
)
from pages.provinces.board import state_mark
from pages.provinces.words import moment, why
from wording import format as fmt

TABLED = ("received", "on_time", "online_submit", "paid_online", "digitised", "overdue")


def standing(ask: Ask, told: Told) -> Component:
    """Its state, its sources, and the links that lead down into it."""
    words, seen = ask.words, told.seen[ask.item]
    found = [
        html.P([state_mark(ask, seen)], className="province-state"),
        html.P(why(ask, seen), className="sub") if why(ask, seen) else None,
        _links(ask, told, seen),
        _sources(ask, seen) if seen.told and seen.told.sources else None,
    ]
    return panel(
        seen.name,
        found,
        words=words,
        source=None,
        sub=_told_said(ask, seen),
        kind="province-panel",
        aside=dcc.Link(words("← Cả nước"), href=ask.href(PATH), className="btn"),
    )


def _told_said(ask: Ask, seen: ProvinceSeen) -> str:
    told = seen.told
    if told is None or told.heard_at is None:
        return ask.words("Chưa từng nhận được số liệu")
    said = ask.words(
        "Phiên bản dữ liệu {version}, nhận lúc {when}",
        version=told.version,
        when=moment(told.heard_at),
    )
    left_out = ", ".join(told.differs)
    if not left_out:
        return said
    return f"{said}. {ask.words('Định nghĩa khác, không cộng: {names}', names=left_out)}"


def _links(ask: Ask, told: Told, seen: ProvinceSeen) -> Component:
    """Out of this installation: another server, another sign-in."""
    words, name = ask.words, told.chosen.metric
    ways = [
        (words("Trang của tỉnh"), "/"),
        (words.label(name), f"/metric/{name.id}"),
        (words("Xếp hạng trong tỉnh"), "/leaderboard"),
        (words("Nguồn dữ liệu"), "/sources"),
    ]
    links = [
        html.A(f"{said} ↗", href=own_page(ask, told, seen, path), target="_blank", rel="noopener")
        for said, path in ways
    ]
    return html.Div(links, className="ways")


def _sources(ask: Ask, seen: ProvinceSeen) -> Component:
    words = ask.words
    columns = [
        Column(title=words("Nguồn")),
        Column(title=words("Đến"), kind="code"),
        Column(title=words("Tình trạng"), kind="quiet"),
    ]
    sources = seen.told.sources.values() if seen.told else ()
    rows = [_source(ask, seen, each) for each in sources]
    return table(columns, rows, caption=words("Nguồn dữ liệu của tỉnh"))


def _source(ask: Ask, seen: ProvinceSeen, of: SourceTold) -> Row:
    words = ask.words
    label = of.label_en if words.lang == "en" else of.label
    if of.as_of is None:
        return Row(cells=[label, fmt.NO_VALUE, words("Chưa có dữ liệu")])
    limit = max(of.stale_after, seen.spec.stale_after if seen.spec else of.stale_after)
    old = ask.view.snap.clock - of.as_of > limit
    said = words("Số liệu cũ") if old else words("Đúng hạn")
    return Row(cells=[label, moment(of.as_of), said])


def months(ask: Ask, told: Told) -> Component:
    """The last twelve up to the period's end, newest first; each metric as of that month's end."""
    words, seen = ask.words, told.seen[ask.item]
    title = words("{name}: từng tháng", name=seen.name)
    if seen.told is None or not seen.told.version:
        nothing = empty_state(
            words("Chưa có số liệu của tỉnh này"),
            detail=why(ask, seen) or words("Tỉnh chưa trả lời lần nào"),
        )
        return panel(title, nothing, words=words, source=None)
    last = min(told.months.last, month_key(ask.view.snap.today))
    shown = months_between(shift_month(last, 1 - YEAR_OF_MONTHS), last)[::-1]
    columns = [
        Column(title=words("Tháng"), kind="code"),
        *(Column(title=words.label(metric(n)), kind="number") for n in TABLED),
    ]
    rows = [_month(ask, told, month) for month in shown]
    source = province_source(ask, seen, told.chosen)
    return panel(
        title,
        table(columns, rows, caption=title),
        words=words,
        source=source,
        sub=words("Hồ sơ nhận trong tháng, tính đến cuối tháng ấy"),
        note=ask.note(title, *(metric(name) for name in TABLED)),
    )


def _month(ask: Ask, told: Told, month: int) -> Row:
    only = Months(first=month, last=month, level=told.months.level)
    found = nation(ask.view, told.seen, [metric(name) for name in TABLED], only)
    cells = [_cell(ask, each.provinces[ask.item]) for each in found]
    return Row(cells=[fmt.month(month, ask.words), *cells])


def _cell(ask: Ask, reading: Reading) -> str:
    places = min(fmt.decimals_of(reading.metric), 1)
    if reading.metric.unit is Unit.RATIO:
        return fmt.percent(reading.value, places, ask.words.lang)
    return fmt.number(reading.value, places, ask.words.lang)
