"""The first sheet: what this is, what the figures come to, where each table is, how old all is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from data_access.days import LOCAL
from exports import provenance
from exports.briefing import Head
from exports.xlsx.book import TOP, Book, tall
from wording import format as fmt

LABELS, TEXTS = 24, 110  # letters


def summary_sheet(book: Book, name: str, sheets: Iterable[tuple[str, str]]) -> None:
    """`sheets`: name and title of each."""
    of, words = book.of, book.of.head.words
    sheet = book.sheet(name, of.head.title, sub=of.head.province)
    sheet.set_column(0, 0, LABELS)
    sheet.set_column(1, 1, TEXTS)
    row = _about(book, sheet, TOP)
    row = _block(book, sheet, row, words("Tóm tắt"), of.summary)
    row = _contents(book, sheet, row, sheets)
    _block(book, sheet, row, words("Nguồn dữ liệu"), of.sources)


def _about(book: Book, sheet: Any, row: int) -> int:
    head, period = book.of.head, book.of.selection.period
    words = head.words
    facts: list[tuple[str, Any, str]] = [
        (words("Bộ lọc"), head.filters, ""),
        (words("Từ ngày"), datetime.combine(period.start, time()), "dd/mm/yyyy"),
        (words("Đến ngày"), datetime.combine(period.end, time()), "dd/mm/yyyy"),
        (words("Số liệu đến"), as_of(head), "dd/mm/yyyy hh:mm"),
        (words("Phiên bản dữ liệu"), head.data_version, "0"),
        (words("Tính chất"), provenance.demonstration(head), ""),
    ]
    told = [fact for fact in facts if fact[1] not in ("", None)]
    for row_, (label, value, code) in enumerate(told, start=row):
        _label(book, sheet, row_, label)
        _fact(book, sheet, row_, value, code)
    return row + len(told) + 1


def as_of(head: Head) -> datetime | None:
    """As clocks of the province have it, and as Excel wants it: without a zone."""
    if head.as_of is None:
        return None
    return fmt.local(fmt.epoch_ms(head.as_of)).astimezone(LOCAL).replace(tzinfo=None)


def _fact(book: Book, sheet: Any, row: int, value: Any, code: str) -> None:
    look = book.look(align="left", text_wrap=True, **({"num_format": code} if code else {}))
    if isinstance(value, datetime):
        sheet.write_datetime(row, 1, value, look)
    elif isinstance(value, int):
        sheet.write_number(row, 1, value, look)
    else:
        sheet.write_string(row, 1, value, look)


def _label(book: Book, sheet: Any, row: int, label: str) -> None:
    sheet.write_string(row, 0, label, book.look(colour="ink-3"))


def _block(book: Book, sheet: Any, row: int, label: str, texts: Iterable[str]) -> int:
    said = list(texts)
    if not said:
        return row
    _label(book, sheet, row, label)
    for at, text in enumerate(said, start=row):
        sheet.set_row(at, tall([text], [TEXTS]))
        sheet.write_string(at, 1, text, book.look(text_wrap=True))
    return row + len(said) + 1


def _contents(book: Book, sheet: Any, row: int, sheets: Iterable[tuple[str, str]]) -> int:
    told = list(sheets)
    _label(book, sheet, row, book.of.head.words("Các trang tính"))
    for at, (name, title) in enumerate(told, start=row):
        book.linked(sheet, at, 1, f"internal:'{name}'!A1", title)
    return row + len(told) + 1
