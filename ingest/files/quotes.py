"""Quotes that are opened and not closed: they swallow the rows that follow."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from typing import Any


class Held:
    """Lines on their way to a csv reader; remembers those of the record that is being read."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self.record: list[str] = []

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self.record.append(line)
            yield line


def one_a_line(lines: list[str], delimiter: str) -> list[Sequence[Any]] | None:
    """The rows of lines on each of which all quotes are closed; None where it is not so simple."""
    if any(line.count('"') % 2 for line in lines if '"' in line):
        return None
    try:
        rows: list[Sequence[Any]] = list(csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        return None  # read with more care, it is said where and why
    return rows if len(rows) == len(lines) else None


def numbered(
    reader: Any, held: Held, delimiter: str, first: int = 1
) -> Iterator[tuple[int, list[str], str]]:
    """Records with the line that each begins on, and '' or what is wrong with its quotes. Quotes
    inside a line are taken as they are; over several lines they must be right."""
    line = first
    for row in reader:
        wrong = ""
        if len(held.record) > 1 or (row and held.record[0].count('"') % 2):
            wrong = _wrong(held.record, delimiter, line)
        yield line, row, wrong
        held.record.clear()
        line = reader.line_num + first


def _wrong(record: list[str], delimiter: str, line: int) -> str:
    try:
        list(csv.reader(record, delimiter=delimiter, strict=True))
    except csv.Error:
        last = line + len(record) - 1
        lines = f"dòng {line}" if last == line else f"từ dòng {line} đến dòng {last}"
        return f"dấu ngoặc kép mở mà không đóng đúng chỗ ({lines})"
    return ""
