"""Reports held against what rows give, those that disagree most first ('Đối soát')."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from components.empty_state import empty_state
from components.glyph import glyph
from components.panel import panel
from components.reconciled import AGREEMENTS, difference, explained, figure
from components.table import Column, Row, table
from data_access.selection import Selection
from metrics.comparisons import Comparison
from metrics.reading import Agreement
from pages.page import Ask
from wording import format as fmt
from wording.periods import named
from wording.words import mark

SHOWN = 20


def reconciled_block(ask: Ask) -> Component:
    words = ask.words
    found = [each for each in ask.view.comparisons(_period_of(ask)) if _meant(ask, each)]
    count = Counter(each.beside.state for each in found)
    title = words("Đối soát")
    body = _table(ask, found) if found else _nothing(ask)
    return panel(
        title,
        body,
        words=words,
        source=None,
        sub=words(
            "{n} / {all} số báo cáo chưa đối soát với số tính từ dữ liệu",
            n=count[Agreement.UNRECONCILED],
            all=len(found),
        ),
        note=ask.note(title),
        columns=[words(name) for name in _HEADS],
        rows=[_plain(ask, each) for each in found],
        kind="reconciled-panel",
    )


def _period_of(ask: Ask) -> Selection:
    """One list for all filters, cut to them afterwards: it is kept once a version."""
    return Selection(period=ask.selection.period)


def _meant(ask: Ask, of: Comparison) -> bool:
    chosen, places = ask.selection, ask.view.snap.places
    narrow = replace(chosen, field=None, channel=None)
    codes = places.agency_codes(narrow)
    if codes is None:
        return True
    code = of.group.code if of.group else ""
    return code in codes or code in (chosen.area, chosen.district, chosen.level)


_HEADS = (
    mark("Chỉ số"),
    mark("Đơn vị"),
    mark("Kỳ"),
    mark("Tính từ dữ liệu"),
    mark("Báo cáo"),
    mark("Lệch"),
    mark("Trạng thái"),
    mark("Nơi báo cáo"),
)


def _by_unit(found: list[Comparison]) -> list[list[Comparison]]:
    """What one unit reported of one metric, its worst period first; the worst units first."""
    units: dict[tuple[str, str], list[Comparison]] = {}
    for each in found:
        code = each.group.code if each.group else ""
        units.setdefault((each.metric.id, code), []).append(each)
    return list(units.values())


def _table(ask: Ask, found: list[Comparison]) -> Component:
    words, units = ask.words, _by_unit(found)
    shown = units[:SHOWN]
    metric, unit, _, counted, reported, apart, state, who = (words(name) for name in _HEADS)
    columns = [
        Column(title=metric),
        Column(title=unit),
        Column(title=words("Kỳ lệch nhất"), kind="quiet", wide=True),
        Column(title=counted, kind="number", wide=True),
        Column(title=reported, kind="number"),
        Column(title=apart, kind="number"),
        Column(title=state),
        Column(title=words("Kỳ lệch"), kind="number", wide=True),
        Column(title=who, kind="quiet", wide=True),
    ]
    foot = words("{n} / {all} dòng, lệch nhiều trước", n=len(shown), all=len(units))
    return table(columns, [_row(ask, each) for each in shown], caption=words("Đối soát"), foot=foot)


def _row(ask: Ask, mine: list[Comparison]) -> Row:
    """The period that is farthest apart, and in how many of all they are."""
    words, of = ask.words, mine[0]
    apart = sum(each.beside.state is Agreement.UNRECONCILED for each in mine)
    return Row(
        cells=[
            html.Span(words.label(of.metric), className="cut"),
            html.Span(_where(ask, of), className="cut"),
            named(of.period, words),
            figure(of.metric, of.value, words),
            figure(of.metric, of.beside.reported, words),
            difference(of.metric, of.beside, words) or fmt.NO_VALUE,
            _state(ask, of),
            f"{apart} / {len(mine)}",
            html.Span(", ".join(of.beside.reported_by), className="cut"),
        ],
        code=of.group.code if of.group else "",
    )


def _state(ask: Ask, of: Comparison) -> Component:
    shape, said = AGREEMENTS[of.beside.state]
    title = explained(of.metric, of.beside, ask.words)
    return html.Span([glyph(shape), ask.words(said)], className="beside-state", title=title)


def _plain(ask: Ask, of: Comparison) -> list[str | float | None]:
    return [
        ask.words.label(of.metric),
        _where(ask, of),
        named(of.period, ask.words),
        of.value,
        of.beside.reported,
        of.beside.difference,
        ask.words(AGREEMENTS[of.beside.state][1]),
        ", ".join(of.beside.reported_by),
    ]


def _where(ask: Ask, of: Comparison) -> str:
    return of.group.label if of.group else ask.words("Toàn tỉnh")


def _nothing(ask: Ask) -> Component:
    return empty_state(
        ask.words("Không có báo cáo để đối soát"),
        detail=ask.words("Trong kỳ chưa có số báo cáo của chỉ số nào tính được từ dữ liệu"),
    )
