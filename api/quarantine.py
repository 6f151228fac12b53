"""Rows to mend as CSV: UTF-8 with BOM, so that Excel opens it, and no cell that it would run."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from access.current import may
from access.roles import Right
from components.quarantine_words import reason_said
from data_access.applicants import APPLICANTS, HIDDEN
from data_access.arrivals import HeldRow
from metrics.desk import View
from metrics.published.csv_lines import BOM, line
from wording.words import Words

COLUMNS = ("bảng", "nguồn", "dòng", "khóa", "lý do", "chi tiết")


def quarantine_csv(view: View, tables: Collection[str] | None) -> Iterator[str]:
    """Line by line, the columns as they came at the end. Read twice, never held whole."""
    raw_columns = _raw_columns(view.held_rows(tables))
    yield BOM + line([*COLUMNS, *raw_columns])
    words = Words("vi")
    for row in view.held_rows(tables):
        place = row.line if row.line > 0 else ""  # rows of a query have none
        about = [row.table, row.source, place, row.key, reason_said(row.reason, words)]
        hidden = row.table == APPLICANTS and not may(Right.PERSONAL)
        told = dict.fromkeys(row.raw, HIDDEN) if hidden else row.raw
        detail = HIDDEN if hidden else row.detail
        yield line([*about, detail, *(told.get(name) for name in raw_columns)])


def _raw_columns(rows: Iterator[HeldRow]) -> list[str]:
    """Of all tables, in the order in which they are first met."""
    return list(dict.fromkeys(name for row in rows for name in row.raw))
