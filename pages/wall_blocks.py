"""What stands on the wall beside its charts."""

from __future__ import annotations

from dataclasses import replace

from dash.development.base_component import Component

from components import format as fmt
from components.figure import Pair, hero
from components.horizon import age, tile
from components.league import league
from components.panel import panel
from components.ranking import ranking
from components.rows import bar_rows
from components.status_totals import status_totals
from components.table import Column, Row, table
from data_access.selection import By, Level
from metrics.catalogue import metric
from metrics.values import ALONE
from pages.gaps import Gaps, bare_name, commune_name, households_of, no_villages, where_said
from pages.page import Ask

VILLAGES, AGENCIES = 8, 13
TOTALS = ("received", "resolved", "open", "overdue_now")


def corner_block(ask: Ask, gaps: Gaps) -> Component:
    return hero(
        fmt.number(gaps.count.value, 0, ask.words.lang),
        ask.words("thôn"),
        [ask.words("thiếu cả sóng,"), ask.words("điện, băng rộng")],
        shape="village",
    )


def league_block(ask: Ask) -> Component:
    ranked_by = metric(ask.view.province.league)
    selection = replace(ask.selection, level=ask.selection.level or Level.PROVINCE)
    readings = ask.view.readings([ranked_by], selection, by=By.AGENCY, asked=ALONE)
    rows = ranking(readings, minimum_volume=ask.view.province.minimum_volume)
    return panel(
        ask.words("Đúng hạn, các sở, %"),
        league(rows, words=ask.words),
        words=ask.words,
        source=ask.source(ranked_by),
    )


def gaps_block(ask: Ask, gaps: Gaps) -> Component:
    words, lang = ask.words, ask.words.lang
    pairs = [
        Pair(value=fmt.number(gaps.people.value, 0, lang), label=words("người")),
        Pair(value=fmt.number(households_of(gaps), 0, lang), label=words("hộ")),
    ]
    if gaps.count.change is not None:
        change = fmt.delta(gaps.count.change, gaps.count.metric.unit, 0, lang)
        pairs.append(Pair(value=change, label=words("so kỳ trước")))
    columns = [
        Column(title=words("Thôn, bản")),
        Column(title=words("Xã"), kind="quiet"),
        Column(title=words("Người"), kind="number"),
    ]
    rows = [
        Row(cells=[bare_name(v.name), commune_name(ask, v.commune), fmt.number(v.people, 0, lang)])
        for v in gaps.villages[: VILLAGES - (words.lang == "en")]  # its heading has a line more
    ]
    foot = f"1–{len(rows)} / {len(gaps.villages)}"
    return tile(
        hero(
            fmt.number(gaps.count.value, 0, lang),
            words("thôn"),
            [words("thiếu cả ba,"), where_said(ask, gaps)],
            pairs=pairs,
            shape="village",
        ),
        table(columns, rows, caption=words("Danh sách thôn"), foot=foot)
        if rows
        else no_villages(ask, gaps),
        age(ask.source(gaps.colour)),
        source=ask.source(gaps.colour),
    )


def totals_block(ask: Ask) -> Component:
    readings = ask.view.readings([metric(name) for name in TOTALS], ask.selection)
    source = ask.source(metric("received"))
    return status_totals(readings, words=ask.words, source=source, size="wall")


def overdue_block(ask: Ask) -> Component:
    overdue = metric("overdue_now")
    readings = ask.view.readings([overdue], ask.selection, by=By.AGENCY, asked=ALONE)
    most = sorted((r for r in readings if r.value), key=lambda r: -(r.value or 0.0))[:AGENCIES]
    return panel(
        ask.words("Đang giữ quá hạn"),
        bar_rows(
            most, words=ask.words, name=ask.words("Cơ quan"), unit=ask.words("Hồ sơ"), short=True
        ),
        words=ask.words,
        source=ask.source(overdue),
    )
