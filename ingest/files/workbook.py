"""Workbooks: the sheet that matches best, its rows with the numbers that Excel shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from data_access.errors import TamNhinError
from ingest import chunks
from ingest.chunks import RawChunk
from ingest.files.archive import Holes, check_archive
from ingest.files.body import Body, Rows
from ingest.files.header import Header, Row
from ingest.files.kinds import check_kind
from ingest.files.layout import best_header, lay_out, say_layout
from ingest.files.leftover import Leftover
from ingest.files.trouble import without_rows
from ingest.files.workbook_process import Sheet, read_heads, read_rows
from ingest.mapping import Mapping
from ingest.names import folded
from ingest.notes import Notes
from ingest.tables import Kind, TableSpec

_DAYS_TO_1904 = 1462


class WorkbookSource:
    def __init__(self, path: Path, mapping: Mapping, spec: TableSpec, notes: Notes) -> None:
        check_kind(path)
        self._path, self._notes = path, notes
        archive = check_archive(path)
        hidden, heads = _heads(path, mapping.sheet)
        self._sheet, found = _best(heads, mapping, spec)
        head = _numbered(self._sheet.rows)
        self._layout = lay_out(path, head, found, mapping, spec)
        self._holes = self._asked(archive.holes(self._sheet.name))
        self._dates = self._dated(mapping, spec) if archive.from_1904 else []
        self._totals = mapping.total_rows == "skip"
        self.header = self._layout.header
        self.total: int | None = max(0, self._sheet.height - self._layout.body)
        _say_sheet(notes, self._sheet, hidden, given=mapping.sheet is not None)
        if found:
            say_layout(notes, head, found, self._layout)
        self._say_cells(from_1904=archive.from_1904)

    def chunks(self) -> Iterator[RawChunk]:
        leftover = Leftover(self._layout.keys, totals=self._totals)
        body, read = Body(self._layout, leftover), 0
        for rows, at in self._rows():
            faults = {n: self._holes[row] for n, row in enumerate(at) if row in self._holes}
            lines = np.array(at, dtype=np.int64) + 1
            chunk = body.chunk(rows, lines, faults)
            if chunk:
                read += len(chunk.frame)
                yield chunk
        leftover.say(self._notes)
        if not read:
            raise without_rows(self._path)

    def _rows(self) -> Iterator[tuple[Rows, list[int]]]:
        """Rows below the header, as many at a time as a chunk has, and their positions."""
        rows, at = list[Sequence[Any]](), list[int]()
        for first, block in self._blocks():
            rows += block
            at += range(first, first + len(block))
            if len(rows) >= chunks.CHUNK_ROWS:
                yield self._shifted(rows), at
                rows, at = [], []
        if rows:
            yield self._shifted(rows), at

    def _blocks(self) -> Iterator[tuple[int, Rows]]:
        """Without those that are all blank, unless there is a formula without a value in them."""
        body, at = self._layout.body, 0
        for part in read_rows(self._path, self._sheet.name):
            many = part if isinstance(part, int) else len(part)
            rows: Rows = [] if isinstance(part, int) else [*part]
            if not rows and any(at <= row < at + many for row in self._holes):
                rows = self._blank(many)
            if rows[max(0, body - at) :]:
                yield max(at, body), rows[max(0, body - at) :]
            at += many
        for row in sorted(row for row in self._holes if row >= max(at, body)):
            yield row, self._blank(1)

    def _blank(self, many: int) -> Rows:
        return [[""] * self._layout.width for _ in range(many)]

    def _shifted(self, rows: Rows) -> Rows:
        for row in rows if self._dates else ():
            for column in self._dates:
                if isinstance(row[column], int | float):
                    row[column] += _DAYS_TO_1904  # type: ignore[index]
        return rows

    def _dated(self, mapping: Mapping, spec: TableSpec) -> list[int]:
        dated = [c.name for c in spec.columns if c.kind in (Kind.TIME, Kind.DAY)]
        names = [mapping.columns.get(name, name) for name in dated]
        return [self._layout.asked[name] for name in names if name in self._layout.asked]

    def _asked(self, holes: Holes) -> dict[int, str]:
        """Only of the columns that are asked for."""
        columns = {position + self._sheet.left for position in self._layout.asked.values()}
        asked = {}
        for row, cells in holes.items():
            wrong = [what for column, what in cells if column in columns]
            if wrong:
                asked[row] = ", ".join(wrong)
        return asked

    def _say_cells(self, *, from_1904: bool) -> None:
        if any(last > first >= self._layout.body for first, last in self._sheet.merged):
            self._notes.say(
                vi="Ô gộp trong bảng: giá trị được điền cho mọi ô trong vùng gộp.",
                en="Merged cells in the table: their value is taken for each cell of them.",
            )
        if from_1904:
            self._notes.say(
                vi="Ngày trong sổ tính đếm từ năm 1904.",
                en="Dates of the workbook count from 1904.",
            )


def _numbered(rows: list[list[Any]]) -> list[Row]:
    return list(enumerate(rows, start=1))


def _heads(path: Path, name: str | None) -> tuple[dict[str, bool], list[Sheet]]:
    hidden, heads = read_heads(path, name)
    if name and not heads:
        alike = [sheet for sheet in hidden if folded(sheet) == folded(name)]
        hidden, heads = read_heads(path, alike[0]) if len(alike) == 1 else (hidden, [])
    if not heads:
        raise _no_sheet(path, name, list(hidden))
    return hidden, heads


def _best(heads: list[Sheet], mapping: Mapping, spec: TableSpec) -> tuple[Sheet, Header | None]:
    """The first of those that match best."""
    found = [
        (head, best_header(_numbered(head.rows), mapping, spec, _spans(head))) for head in heads
    ]
    return max(found, key=lambda pair: pair[1].score if pair[1] else -1)


def _spans(sheet: Sheet) -> dict[int, int]:
    spans: dict[int, int] = {}
    for first, last in sheet.merged:
        spans[first] = max(last, spans.get(first, first))
    return spans


def _say_sheet(notes: Notes, sheet: Sheet, hidden: dict[str, bool], *, given: bool) -> None:
    others = [name for name in hidden if name != sheet.name]
    if given or not others:
        return
    away = [f"'{name}'" for name in others if hidden[name]]
    aside = f", bỏ qua trang ẩn {', '.join(away)}" if away else ""
    aside_en = f", hidden ones left out: {', '.join(away)}" if away else ""
    notes.say(
        vi=f"Đọc trang '{sheet.name}' trong {len(hidden)} trang{aside} (khai sheet nếu khác).",
        en=f"Sheet '{sheet.name}' of {len(hidden)} was read{aside_en} (set sheet if another).",
    )


def _no_sheet(path: Path, name: str | None, names: list[str]) -> TamNhinError:
    shown = ", ".join(f"'{each}'" for each in names) or "—"
    asked = f"trang '{name}'" if name else "trang nào không bị ẩn"
    asked_en = f"sheet '{name}'" if name else "sheet that is not hidden"
    return TamNhinError(
        vi=f"'{path}' không có {asked}. Các trang: {shown}. Khai sheet trong tệp ánh xạ.",
        en=f"'{path}' has no {asked_en}. Sheets: {shown}. Name one as sheet in the mapping file.",
    )
