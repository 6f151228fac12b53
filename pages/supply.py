"""Sources one by one: their tiles, their last loads, and the rows that wait to be mended."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from components.empty_state import empty_state
from components.glyph import glyph
from components.panel import panel
from components.quarantine_words import reason_said
from components.source_tile import Fact, source_tile
from components.spans import length
from components.table import Column, Row, table
from components.table_words import table_said
from data_access.arrivals import Arrival, Held, Pull
from metrics.desk import Supply
from pages.page import Ask, address
from wording import format as fmt

CSV = "/api/v1/quarantine.csv"


def supplies_of(ask: Ask) -> list[Supply]:
    view = ask.view
    return [view.supply(spec, ask.selection) for spec in view.province.sources.values()]


def tiles(ask: Ask, supplies: Sequence[Supply]) -> list[Component]:
    return [
        source_tile(
            ask.source_named(supply.status.spec.name),
            _facts(ask, supply),
            problem=_problem(ask, supply.failing[0]) if supply.failing else "",
            words=ask.words,
        )
        for supply in supplies
    ]


def _facts(ask: Ask, supply: Supply) -> list[Fact]:
    words, status = ask.words, supply.status
    spec = status.spec
    arrived = fmt.moment(fmt.epoch_ms(status.arrived_at)) if status.arrived_at else fmt.NO_VALUE
    read = sum(each.read for each in supply.arrivals) if supply.arrivals else None
    facts = [
        Fact(label=words("Nhận lúc"), value=arrived),
        Fact(label=words("Nhịp"), value=length(int(spec.expected_every.total_seconds()), words)),
        Fact(label=words("Đang giữ"), value=_rows(ask, status.rows)),
        Fact(label=words("Lần cuối đọc"), value=_rows(ask, read)),
        Fact(
            label=words("Cách ly"),
            value=_rows(ask, status.quarantined),
            shape="watch" if status.quarantined else "plain",
        ),
    ]
    for each in supply.reported:
        full = len(each.units) - len(each.behind)
        value = words("{n} / {all} đơn vị", n=full, all=len(each.units))
        facts.append(Fact(label=words("Báo cáo đủ"), value=value))
    return facts


def _rows(ask: Ask, count: int | None) -> str:
    return ask.words("{n} dòng", n=fmt.number(count, 0, ask.words.lang))


def _problem(ask: Ask, pull: Pull) -> str:
    tried = fmt.moment(fmt.epoch_ms(pull.tried_at)) if pull.tried_at else fmt.NO_VALUE
    return ask.words(
        "Lỗi {n} lần liên tiếp, thử lúc {time}: {problem}",
        n=pull.failures,
        time=tried,
        problem=pull.problem,
    )


def loads_block(ask: Ask, supplies: Sequence[Supply]) -> Component:
    words = ask.words
    columns = [
        Column(title=words("Bảng")),
        Column(title=words("Từ"), kind="quiet", wide=True),
        Column(title=words("Lúc"), kind="number"),
        Column(title=words("Đọc"), kind="number"),
        Column(title=words("Thêm"), kind="number"),
        Column(title=words("Sửa"), kind="number"),
        Column(title=words("Giữ nguyên"), kind="number", wide=True),
        Column(title=words("Xóa"), kind="number", wide=True),
        Column(title=words("Cách ly"), kind="number"),
    ]
    arrivals = [each for supply in supplies for each in supply.arrivals]
    title = words("Lần nạp gần nhất")
    body: list[Component | None] = [
        table(columns, [_load(ask, each) for each in arrivals], caption=title)
        if arrivals
        else empty_state(words("Chưa có dữ liệu"), detail=words("Chưa nạp bảng nào"))
    ]
    body += [_guesses(ask, each) for each in arrivals if each.guesses]
    return panel(title, body, words=words, source=None, kind="loads-panel")


def _load(ask: Ask, of: Arrival) -> Row:
    counts = (of.read, of.inserted, of.updated, of.unchanged, of.deleted, of.quarantined)
    started = fmt.as_of(fmt.epoch_ms(of.started_at), fmt.epoch_ms(ask.view.snap.now))
    return Row(
        cells=[
            table_said(of.table, ask.words),
            html.Span(of.source, className="cut", title=of.source),
            started,
            *(fmt.number(count, 0, ask.words.lang) for count in counts),
        ]
    )


def _guesses(ask: Ask, of: Arrival) -> Component:
    said = [guess.en if ask.words.lang == "en" else guess.vi for guess in of.guesses]
    name = table_said(of.table, ask.words)
    return html.Details(
        [
            html.Summary(ask.words("{table}: {n} điều tự đoán", table=name, n=len(said))),
            html.Ul([html.Li(line) for line in said]),
        ],
        className="guesses",
    )


def quarantine_block(ask: Ask) -> Component:
    words, everything = ask.words, ask.view.held()
    title = words("Dòng cần sửa ở nguồn")
    columns = [
        Column(title=words("Bảng")),
        Column(title=words("Vì sao")),
        Column(title=words("Dòng"), kind="number"),
    ]
    body: list[Component | None] = [
        table(columns, [_held(ask, each) for each in everything], caption=title)
        if everything
        else empty_state(words("Không dòng nào bị cách ly"), shape="met")
    ]
    total = fmt.number(sum(each.rows for each in everything), 0, words.lang)
    return panel(
        title,
        body,
        words=words,
        source=None,
        sub=words("{n} dòng chờ; sửa ở nguồn rồi nạp lại", n=total) if everything else "",
        aside=_download(ask) if everything else None,
        kind="quarantine-panel",
    )


def _held(ask: Ask, of: Held) -> Row:
    spec = ask.view.province.source_of(of.table)
    name = table_said(of.table, ask.words)
    link = address(CSV, {"source": spec.name}) if spec else CSV
    return Row(
        cells=[
            html.A(name, href=link, title=ask.words("Tải danh sách dòng cần sửa")),
            reason_said(of.reason, ask.words),
            fmt.number(of.rows, 0, ask.words.lang),
        ]
    )


def _download(ask: Ask) -> Component:
    return html.A([glyph("down"), ask.words("Tải CSV")], href=CSV, className="btn download")
