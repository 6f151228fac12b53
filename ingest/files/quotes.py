"""Quotes that are opened and not closed: they swallow the rows that follow."""

from __future__ import annotations

import csv
from collections.abc import Iterator
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


def numbered(reader: Any, held: Held, delimiter: str) -> Iterator[tuple[int, list[str], str]]:
    """Records with the line that each begins on, and '' or what is wrong with its quotes. Quotes
    inside a line are taken as they are; over several lines they must be right."""
    line = 1
    for row in reader:
        wrong = ""
        if len(held.record) > 1 or (row and held.record[0].count('"') % 2):
            wrong = _wrong(held.record, delimiter, line)
        yield line, row, wrong
        held.record.clear()
        line = reader.line_num + 1


def _wrong(record: list[str], delimiter: str, line: int) -> str:
    try:
        list(csv.reader(record, delimiter=delimiter, strict=True))
    except csv.Error:
        last = line + len(record) - 1
        lines = f"dòng {line}" if last == line else f"từ dòng {line} đến dòng {last}"
        return f"dấu ngoặc kép mở mà không đóng đúng chỗ ({lines})"
    return ""
