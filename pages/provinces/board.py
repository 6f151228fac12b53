"""Beside the map: who leads, and whose figures are missing in the sum."""

from __future__ import annotations

from collections.abc import Sequence

from dash import dcc, html
from dash.development.base_component import Component

from components.glyph import glyph
from components.leaderboard import leaderboard
from components.league import unranked
from components.panel import panel
from components.ranking import Ranked, ranking
from components.table import Column, Row, table
from metrics.nation.evaluate import ProvinceSeen
from metrics.nation.state import ProvinceState
from pages.page import Ask
from pages.provinces.asked import Told, nation_source, province_href
from pages.provinces.words import (
    STATES,
    figure_said,
    moment,
    standing_of,
    standing_said,
    state_said,
    why,
)


def ranked(ask: Ask, told: Told) -> list[Ranked]:
    readings = [told.chosen.provinces[code] for code in told.chosen.counted]
    return ranking(readings, minimum_volume=ask.view.province.minimum_volume)


def board(ask: Ask, told: Told) -> Component:
    words, metric, rows = ask.words, told.chosen.metric, ranked(ask, told)
    label = words.label(metric)
    title = words("{label}: {n} tỉnh thành", label=label, n=len(rows))
    return panel(
        title,
        leaderboard(
            rows,
            words=words,
            unit_label=words("Tỉnh"),
            minimum_volume=ask.view.province.minimum_volume,
            here=ask.item,
            behind={row.code: province_href(ask, row.code) for row in rows},
        )
        if rows
        else unranked(words),
        words=words,
        source=nation_source(ask, told, told.chosen),
        sub=words.description(metric),
        note=ask.note(title, metric),
        columns=[words("Hạng"), words("Tỉnh"), words("Tử số"), words("Mẫu số"), "%"],
        rows=[
            [row.rank, row.name, row.reading.numerator, row.reading.denominator, row.value]
            for row in rows
        ],
        kind="leaderboard-panel",
    )


def missing(ask: Ask, told: Told) -> Component | None:
    """By name: a sum must not be taken for more than it is."""
    lacking, absent = told.lacking(), told.absent()
    if not lacking and not absent:
        return None
    words = ask.words
    left_out = [each for each in lacking if not told.counts(each)]
    title = words("{n} tỉnh chưa có trong số cả nước", n=len(left_out) + len(absent))
    return panel(
        title,
        [_table(ask, told, lacking, title) if lacking else None, _absent(ask, absent)],
        words=words,
        source=None,
        sub=words("Số cuối cùng được giữ cùng thời điểm; khi đã quá cũ thì không cộng vào cả nước"),
        kind="missing-panel",
    )


def _table(ask: Ask, told: Told, lacking: Sequence[ProvinceSeen], title: str) -> Component:
    words = ask.words
    columns = [
        Column(title=words("Tỉnh")),
        Column(title=words("Tình trạng")),
        Column(title=words("Số cuối"), kind="number"),
        Column(title=words("Cả nước"), kind="quiet", wide=True),
        Column(title=words("Vì sao"), kind="quiet", wide=True),
    ]
    return table(columns, [_row(ask, told, each) for each in lacking], caption=title)


def _row(ask: Ask, told: Told, seen: ProvinceSeen) -> Row:
    reading = told.chosen.provinces[seen.code]
    known = reading.value is not None
    last: list[str | Component] = [
        figure_said(ask, reading),
        html.Span(moment(reading.as_of), className="until so"),
    ]
    return Row(
        cells=[
            dcc.Link(seen.short, href=province_href(ask, seen.code)),
            _mark(standing_of(told, seen), standing_said(ask, told, seen)),
            html.Span(last) if known else "—",
            ask.words("vẫn tính") if told.counts(seen) else ask.words("không tính"),
            why(ask, seen),
        ],
        code=seen.code,
    )


def state_mark(ask: Ask, seen: ProvinceSeen) -> Component:
    return _mark(seen.state, state_said(ask, seen))


def _mark(state: ProvinceState, said: str) -> Component:
    """By shape and word."""
    return html.Span([glyph(STATES[state][0]), said], className="state-mark")


def _absent(ask: Ask, absent: Sequence[ProvinceSeen]) -> Component | None:
    if not absent:
        return None
    names = ", ".join(each.short for each in absent)
    said = ask.words("Chưa kết nối ({n}): {names}", n=len(absent), names=names)
    return html.P(said, className="sub absent")
