"""Targets against actuals, as a briefing tells of them: a table a decision."""

from __future__ import annotations

from collections.abc import Sequence

from exports.briefing import Cell, Column, Kind, Section, Table
from metrics.plan import Planned
from metrics.shortfall import Gap
from pages.briefing import cells
from pages.briefing.tables import source_said
from pages.page import Ask
from pages.target_words import points_said, rows_said, scope_said
from wording import format as fmt


def plan_sections(ask: Ask) -> tuple[Section, ...]:
    groups = ask.view.plan(ask.selection).by_decision()
    tables = tuple(_table(ask, decision, rows) for decision, rows in groups.items())
    return (Section(title=ask.words("Chỉ tiêu giao"), pieces=tables),) if tables else ()


def _table(ask: Ask, decision: str, rows: Sequence[Planned]) -> Table:
    words = ask.words
    about = tuple(dict.fromkeys(row.metric for row in rows))
    return Table(
        title=decision or words("Chưa ghi quyết định"),
        columns=(
            Column(title=words("Chỉ tiêu"), width=3),
            Column(title=words("Phạm vi"), width=2),
            Column(title=words("Mục tiêu"), kind=Kind.FIGURE),
            Column(title=words("Thực hiện"), kind=Kind.FIGURE, width=1.2),
            Column(title=words("Chênh lệch"), kind=Kind.FIGURE),
            Column(title=words("Còn thiếu"), kind=Kind.FIGURE, width=1.4),
            Column(title=words("Trạng thái"), kind=Kind.STATUS, width=1.5),
        ),
        rows=tuple(_row(ask, row) for row in rows),
        source=source_said(ask, *about),
        link=ask.link("/targets"),
        about=about,
    )


def _row(ask: Ask, row: Planned) -> tuple[Cell, ...]:
    return (
        cells.text(ask.words.label(row.metric)),
        cells.text(scope_said(row.target.row, ask.view.snap.places, ask.words)),
        cells.in_unit(ask, row.metric, row.target.value),
        cells.valued(ask, row.reading) if row.reading else cells.text(fmt.NO_VALUE),
        _points(ask, row),
        _missing(ask, row, row.gap),
        cells.judged(ask, row.status, row.reading),
    )


def _points(ask: Ask, row: Planned) -> Cell:
    return Cell(text=points_said(row, ask.words), value=row.gap.points if row.gap else None)


def _missing(ask: Ask, row: Planned, gap: Gap | None) -> Cell:
    return Cell(text=rows_said(row, ask.words), value=(gap.rows or None) if gap else None)
