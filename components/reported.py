"""Who has reported in which month: units with gaps against twelve months, the worst first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from dash import html

from components.attributes import attrs
from wording import format as fmt
from wording.words import Words, mark


class Cell(StrEnum):
    CAME = "came"
    MISSING = "missing"
    RUNNING = "running"  # the month is not over
    NOBODY = "nobody"  # nothing came from anybody
    BEFORE = "before"  # the unit had not begun to report


SAID = {
    Cell.CAME: mark("có số liệu"),
    Cell.MISSING: mark("chưa báo cáo"),
    Cell.RUNNING: mark("tháng đang chạy, chưa có"),
    Cell.NOBODY: mark("cả nguồn không có"),
    Cell.BEFORE: "",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """One unit: a cell a month, and its missing months as they are said: 'T2, T5–T7'."""

    code: str
    name: str
    cells: Sequence[Cell]
    missing: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitGroup:
    """Units of one level, those shown; `title`: 'Xã: 12 / 151 còn thiếu'."""

    title: str
    rows: Sequence[UnitRow]


def reported(
    groups: Sequence[UnitGroup], months: Sequence[int], *, caption: str, words: Words
) -> html.Div:
    """On a phone the months of every unit are a line of words instead."""
    heads = [
        html.Th(words("Đơn vị"), scope="col"),
        html.Th(words("Thiếu"), className="n", scope="col"),
        html.Th(words("Những tháng"), className="narrow", scope="col"),
        *(_month(month, words) for month in months),
    ]
    return html.Div(
        [
            html.Table(
                [
                    html.Caption(caption, className="visually-hidden"),
                    html.Thead(html.Tr(heads)),
                    *(_group(group, len(months), words) for group in groups),
                ],
                className="reported",
            ),
            _legend(words),
        ],
        className="table-scroll",
        tabIndex=0,
        role="region",
        **attrs({"aria-label": caption}),
    )


def _month(month: int, words: Words) -> html.Th:
    said = fmt.month(month, words)
    return html.Th(
        fmt.month_tick(month, words),
        className="month wide",
        scope="col",
        title=said,
        **attrs({"aria-label": said}),
    )


def _group(group: UnitGroup, months: int, words: Words) -> html.Tbody:
    title = [
        html.Th(group.title, scope="rowgroup", className="group"),
        html.Td(),
        html.Td(className="narrow"),
        html.Td(colSpan=months, className="wide"),
    ]
    return html.Tbody([html.Tr(title), *(_row(row, words) for row in group.rows)])


def _row(row: UnitRow, words: Words) -> html.Tr:
    return html.Tr(
        [
            html.Th(row.name, scope="row"),
            html.Td(row.count, className="n strong"),
            html.Td(row.missing, className="narrow so"),
            *(_cell(cell, words) for cell in row.cells),
        ],
        **attrs({"data-code": row.code}),
    )


def _cell(cell: Cell, words: Words) -> html.Td:
    """One element, its shape drawn by CSS: there are hundreds. Its word is there to be heard."""
    said = words(SAID[cell]) if SAID[cell] else ""
    return html.Td(said, className=f"month wide is-{cell.value}")


def _legend(words: Words) -> html.P:
    shown = [cell for cell in Cell if SAID[cell]]
    parts = [html.Span(words(SAID[cell]), className=f"is-{cell.value}") for cell in shown]
    return html.P(parts, className="sub foot key wide", **attrs({"aria-hidden": "true"}))
