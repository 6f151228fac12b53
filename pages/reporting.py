"""Who has not reported: one table of one source, its units against twelve months."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from components.chart_note import ChartNote
from components.empty_state import empty_state
from components.panel import panel
from components.reported import Cell, UnitGroup, UnitRow, reported
from components.segment import Segment, segments
from components.spans import months as months_said
from components.table_words import table_said
from data_access.errors import UnknownFilter
from data_access.monthly import Completeness, Reports
from data_access.selection import Level
from metrics.desk import Supply
from pages.page import Ask
from wording import format as fmt
from wording.words import mark

SHOWN = 15  # units of a level
LEVELS: dict[Level | None, str] = {
    Level.PROVINCE: mark("Sở, ngành"),
    Level.DISTRICT: mark("Huyện"),
    Level.COMMUNE: mark("Xã"),
    None: mark("Nơi báo cáo tổng hợp"),
}


def reporting_block(ask: Ask, supplies: Sequence[Supply], path: str) -> Component:
    choices = {each.table: (supply, each) for supply in supplies for each in supply.reported}
    chosen = _chosen(ask, [each for _, each in choices.values()])
    if chosen is None:
        return panel(_title(ask), _nobody(ask), words=ask.words, source=None)
    supply, of = choices[chosen]
    words, behind = ask.words, of.behind
    span = f"{fmt.month(of.months[0], words)}–{fmt.month(of.months[-1], words)}"
    return panel(
        _title(ask),
        [_body(ask, of), _never(ask, of)],
        words=words,
        source=ask.source_named(supply.status.spec.name),
        sub=words(
            "{table}: {n} / {all} đơn vị còn thiếu tháng, {span}",
            table=table_said(of.table, words),
            n=len(behind),
            all=len(of.units),
            span=span,
        ),
        note=_note(ask, supply),
        aside=_choices(ask, [each for _, each in choices.values()], chosen, path),
        columns=[words("Đơn vị"), words("Thiếu"), words("Những tháng")],
        rows=[[e.unit.name, len(e.missing), months_said(e.missing, words)] for e in behind],
        kind="reporting-panel",
    )


def _title(ask: Ask) -> str:
    return ask.words("Ai chưa báo cáo")


def _nobody(ask: Ask) -> Component:
    return empty_state(
        ask.words("Chưa có dữ liệu"),
        detail=ask.words("Chưa nguồn nào báo cáo theo đơn vị và tháng"),
    )


def _chosen(ask: Ask, choices: Sequence[Completeness]) -> str | None:
    """As asked for; else the first with a gap."""
    names = [each.table for each in choices]
    asked = ask.query.get("table")
    if asked:
        if asked not in names:
            raise UnknownFilter("table", asked, names)
        return asked
    return next((each.table for each in choices if each.behind), names[0] if names else None)


def _choices(ask: Ask, choices: Sequence[Completeness], here: str, path: str) -> Component:
    items = [
        Segment(
            label=f"{table_said(each.table, ask.words)} {len(each.behind)}",
            href=ask.href(path, table=each.table),
            here=each.table == here,
        )
        for each in choices
    ]
    return segments(items, label=ask.words("Bảng"))


def _body(ask: Ask, of: Completeness) -> Component:
    words = ask.words
    if not of.units:
        return empty_state(words("Chưa có dữ liệu"), detail=words("Chưa đơn vị nào báo cáo"))
    if not of.behind:
        return empty_state(words("Mọi đơn vị đã báo cáo đủ các tháng"), shape="met")
    levels = [level for level in LEVELS if any(each.unit.level is level for each in of.behind)]
    groups = [_group(ask, of, level) for level in levels]
    return reported(groups, of.months, caption=_title(ask), words=words)


def _group(ask: Ask, of: Completeness, level: Level | None) -> UnitGroup:
    behind = [each for each in of.behind if each.unit.level is level]
    shown = behind[:SHOWN]
    title = ask.words(
        "{level}: {n} / {all} còn thiếu",
        level=ask.words(LEVELS[level]),
        n=len(behind),
        all=sum(each.unit.level is level for each in of.units),
    )
    if len(shown) < len(behind):
        title += ask.words(", {n} thiếu nhiều nhất", n=len(shown))
    return UnitGroup(title=title, rows=[_row(ask, of, each) for each in shown])


def _row(ask: Ask, of: Completeness, each: Reports) -> UnitRow:
    return UnitRow(
        code=each.unit.code,
        name=each.unit.name,
        cells=[_cell(of, each, month) for month in of.months],
        missing=months_said(each.missing, ask.words),
        count=len(each.missing),
    )


def _cell(of: Completeness, each: Reports, month: int) -> Cell:
    if month in each.months:
        return Cell.CAME
    if month == of.running:
        return Cell.RUNNING
    if month in of.nobody:
        return Cell.NOBODY
    return Cell.MISSING if month in each.missing else Cell.BEFORE


def _never(ask: Ask, of: Completeness) -> Component | None:
    if not of.never:
        return None
    said = ask.words(
        "{n} đơn vị chưa từng có dòng nào ở nguồn này, nên không tính là thiếu", n=len(of.never)
    )
    names = ", ".join(unit.name for unit in of.never)
    return html.Details([html.Summary(said), html.P(names)], className="guesses")


def _note(ask: Ask, supply: Supply) -> ChartNote:
    source = ask.source_named(supply.status.spec.name)
    return ChartNote(
        title=_title(ask),
        filters=ask.filters_said(),
        source=source.label,
        as_of=fmt.moment(source.as_of) if source.as_of is not None else "",
        demo=ask.view.snap.synthetic,
    )
