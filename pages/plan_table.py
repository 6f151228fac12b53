"""The plan-against-actual table: a panel a decision, a row a target, the worst first."""

from __future__ import annotations

from collections.abc import Sequence

from dash import dcc, html
from dash.development.base_component import Component

from components.glyph import glyph
from components.panel import panel
from components.row_link import to_rows
from components.table import Cell, Column, Row, table
from metrics.outlook import foreseeable, line_id
from metrics.plan import ORDER, Planned
from metrics.reading import Status
from metrics.rows import Part
from pages.editing import may_edit
from pages.outlook_blocks import WAITING, Outlook, at_risk, chance_said, foreseen_said
from pages.page import Ask
from pages.row_links import rows_of
from pages.target_form import written
from pages.target_words import (
    inherited_said,
    pace_explained,
    pace_said,
    points_said,
    rows_said,
    scope_said,
    value_said,
)
from wording import format as fmt
from wording.readings import REASONS, STATUS_SHAPES, STATUS_WORDS


def decision_panel(ask: Ask, decision: str, rows: Sequence[Planned], outlook: Outlook) -> Component:
    words = ask.words
    title = decision or words("Chưa ghi quyết định")
    metrics = list(dict.fromkeys(row.metric for row in rows))
    columns = _columns(ask)
    return panel(
        title,
        table(columns, [Row(cells=_cells(ask, row, outlook)) for row in rows], caption=title),
        words=words,
        source=ask.source(*metrics),
        sub=counts_said(ask, rows),
        note=ask.note(title, *metrics),
        columns=[column.title for column in columns],
        rows=[_exported(ask, row, outlook) for row in rows],
        kind="plan-panel",
    )


def counts_said(ask: Ask, rows: Sequence[Planned]) -> str:
    """'6 chưa đạt, 10 cần chú ý, 1 chưa có dữ liệu, 11 đạt'."""
    found = {status: sum(row.status is status for row in rows) for status in ORDER}
    said = [f"{n} {ask.words(STATUS_WORDS[s]).lower()}" for s, n in found.items() if n]
    return ", ".join(said)


def _columns(ask: Ask) -> list[Column]:
    words = ask.words
    return [
        Column(title=words("Chỉ tiêu")),
        Column(title=words("Mục tiêu"), kind="number"),
        Column(title=words("Thực hiện"), kind="number"),
        Column(title=words("Chênh lệch"), kind="number", wide=True),
        Column(title=words("Còn thiếu"), kind="number", wide=True),
        Column(title=words("Nhịp cần"), kind="number", wide=True),
        Column(title=words("Dự báo cuối kỳ"), kind="number", wide=True),
        Column(title=words("Trạng thái")),
    ]


def _cells(ask: Ask, row: Planned, outlook: Outlook) -> list[Cell]:
    words = ask.words
    return [
        _name(ask, row, outlook),
        value_said(row.metric, row.target.value, words),
        html.Span(_to_rows(ask, row, _actual(ask, row)), title=_counts(ask, row)),
        points_said(row, words),
        _to_rows(ask, row, rows_said(row, words), Part.REST),
        html.Span(pace_said(row, words), title=pace_explained(row, words)),
        _foreseen(ask, row, outlook),
        _state(ask, row),
    ]


def _name(ask: Ask, row: Planned, outlook: Outlook) -> Component:
    """The metric, leading to its page, and whose target it is."""
    places = ask.view.snap.places
    said = inherited_said if limited(ask) else None
    whose = said(row, places, ask.words) if said else scope_said(row.target.row, places, ask.words)
    return html.Span(
        [
            dcc.Link(ask.words.label(row.metric), href=ask.metric(row.metric)),
            html.Span(
                _joined(whose, at_risk(ask, row, outlook), _edit(ask, row)), className="whose"
            ),
        ],
        className="planned",
    )


def _joined(*parts: Component | str | None) -> list[Component | str]:
    found: list[Component | str] = []
    for part in parts:
        if part is not None:
            found += [" · ", part] if found else [part]
    return found


def _edit(ask: Ask, row: Planned) -> Component | None:
    if row.target.row is None or not may_edit():
        return None
    href = ask.href("/targets", edit=written(row.target.row.key))
    said = ask.words("Sửa chỉ tiêu {name}", name=ask.words.label(row.metric))
    return dcc.Link(ask.words("Sửa"), href=href, title=said)


def limited(ask: Ask) -> bool:
    """Whether the page is about one place: then it says where its targets come from."""
    chosen = ask.selection
    return bool(chosen.area or chosen.district or chosen.agency or chosen.level)


def _actual(ask: Ask, row: Planned) -> str:
    if row.reading is None or row.reading.value is None:
        return fmt.NO_VALUE
    places = fmt.decimals_of(row.metric)
    return fmt.with_unit(row.reading.value, row.metric.unit, places, ask.words)


def _to_rows(ask: Ask, row: Planned, shown: str, part: Part | None = None) -> Component | str:
    """What is short leads to those among which it must be found."""
    href = rows_of(ask, row.reading, part) if row.reading else ""
    return to_rows(shown, href if shown else "", ask.words)


def _counts(ask: Ask, row: Planned) -> str:
    reading = row.reading
    if reading is None or reading.numerator is None or reading.denominator is None:
        return ""
    top = fmt.number(reading.numerator, 0, ask.words.lang)
    return f"{top} / {fmt.number(reading.denominator, 0, ask.words.lang)}"


def _foreseen(ask: Ask, row: Planned, outlook: Outlook) -> Component | None:
    """The value at the period's end, and how it was come by."""
    found = outlook.get(line_id(row))
    if found is None:
        waits = outlook is WAITING and foreseeable(row.metric)
        return html.Span(ask.words("đang tính"), className="quiet") if waits else None
    how = (
        ask.words("Dự báo theo mô hình, khoảng 80 %")
        if found.by_model
        else ask.words("Phần còn lại lấy như năm trước, vì mô hình chưa từng đúng hơn")
    )
    chance = ask.words("xác suất không đạt {p}", p=chance_said(found.guess.misses, ask))
    said = foreseen_said(found.guess, row.metric, ask)
    return html.Span(
        said if found.by_model else ask.words("{value}, như năm trước", value=said),
        title=f"{how}; {chance}",
    )


def _state(ask: Ask, row: Planned) -> Component:
    said = ask.words(STATUS_WORDS[row.status])
    if row.status is Status.NO_DATA and row.reason:
        said = ask.words(REASONS[row.reason])
    return html.Span([glyph(STATUS_SHAPES[row.status]), said], className="verdict")


def _exported(ask: Ask, row: Planned, outlook: Outlook) -> list[object]:
    words, reading, foreseen = ask.words, row.reading, outlook.get(line_id(row))
    return [
        f"{words.label(row.metric)}, {scope_said(row.target.row, ask.view.snap.places, words)}",
        row.target.value,
        reading.value if reading else None,
        row.gap.points if row.gap else None,
        row.gap.rows if row.gap else None,
        row.pace.needed if row.pace else None,
        foreseen.guess.value if foreseen else None,
        words(STATUS_WORDS[row.status]),
    ]
