"""Text with a delimiter, plain or packed by gzip."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import Any, TextIO

import numpy as np

from ingest import chunks
from ingest.chunks import RawChunk
from ingest.files.body import Body, Rows
from ingest.files.header import HEAD_ROWS, Header, Row
from ingest.files.kinds import check_kind
from ingest.files.layout import best_header, lay_out, say_layout
from ingest.files.leftover import Leftover
from ingest.files.quotes import Held, numbered, one_a_line
from ingest.files.scan import CP1258, UTF_8, Scan, opened, scan
from ingest.files.trouble import packed_badly, too_long, unreadable, without_rows
from ingest.mapping import Mapping
from ingest.notes import Notes
from ingest.tables import TableSpec

_DELIMITERS = (",", ";", "\t", "|")
_HEAD_CHARACTERS = 1 << 18
_CHUNK_CHARACTERS = 64 << 20
_LONGEST_CELL = 131_072


class CsvSource:
    def __init__(self, path: Path, mapping: Mapping, spec: TableSpec, notes: Notes) -> None:
        check_kind(path)
        self._path, self._notes = path, notes
        self._scan = scan(path, mapping.encoding)
        self._delimiter, head, found = self._best(mapping, spec)
        layout = lay_out(path, head, found, mapping, spec)
        self._layout = layout
        self._totals = mapping.total_rows == "skip"
        self.header = layout.header
        self.total: int | None = max(0, self._scan.lines - layout.body)
        _say_text(notes, self._scan, self._delimiter, mapping)
        if found:
            say_layout(notes, head, found, layout)

    def chunks(self) -> Iterator[RawChunk]:
        leftover = Leftover(self._layout.keys, totals=self._totals)
        body, read = Body(self._layout, leftover), 0
        for rows, lines, faults in self._rows():
            chunk = body.chunk(rows, np.array(lines, dtype=np.int64), faults)
            if chunk:
                read += len(chunk.frame)
                yield chunk
        leftover.say(self._notes)
        if not read:
            raise without_rows(self._path)

    def _rows(self) -> Iterator[tuple[Rows, Iterable[int], dict[int, str]]]:
        size = self._rows_at_once()
        with self._reading() as file:
            if self._scan.quoted:
                yield from self._quoted(self._plain(file), size)
            else:
                reader = csv.reader(self._plain(file), delimiter=self._delimiter)
                yield from self._bare(reader, size)

    def _bare(self, reader: Any, size: int) -> Iterator[tuple[Rows, Iterable[int], dict[int, str]]]:
        """Without a quote in the file, every row is a line."""
        self._guarded(reader, self._layout.body)
        while True:
            line = reader.line_num + 1
            rows = self._guarded(reader, size)
            if not rows:
                return
            yield rows, range(line, line + len(rows)), {}

    def _quoted(
        self, lines: Iterator[str], size: int
    ) -> Iterator[tuple[Rows, Iterable[int], dict[int, str]]]:
        """Where every quote is closed on its line, every row is a line, too."""
        line, skipped = 1, self._layout.body
        while block := self._guarded(lines, size):
            rows = one_a_line(block, self._delimiter)
            if rows is None or skipped > len(rows):
                yield from self._careful(chain(block, lines), line, skipped, size)
                return
            first, line = line + skipped, line + len(rows)
            if len(rows) > skipped:
                yield rows[skipped:], range(first, line), {}
            skipped = 0

    def _careful(
        self, lines: Iterator[str], line: int, skipped: int, size: int
    ) -> Iterator[tuple[Rows, Iterable[int], dict[int, str]]]:
        """From `line` on, but for the first rows."""
        held = Held(lines)
        reader = csv.reader(held, delimiter=self._delimiter)
        records = islice(numbered(reader, held, self._delimiter, line), skipped, None)
        while True:
            found = self._guarded(records, size, reader, line - 1)
            if not found:
                return
            faults = {at: why for at, (_, _, why) in enumerate(found) if why}
            yield [row for _, row, _ in found], [line for line, _, _ in found], faults

    def _guarded(self, records: Any, size: int, reader: Any = None, before: int = 0) -> list[Any]:
        """The next rows; `before`: lines of the file that the reader has not seen."""
        try:
            return list(islice(records, size))
        except csv.Error as error:
            line = before + (reader or records).line_num
            if "field limit" in str(error):
                raise too_long(self._path, line, f"{_LONGEST_CELL:,}".replace(",", ".")) from error
            raise unreadable(self._path, line, error) from error
        except (EOFError, OSError) as error:
            raise packed_badly(self._path, str(error)) from error

    def _best(self, mapping: Mapping, spec: TableSpec) -> tuple[str, list[Row], Header | None]:
        """The delimiter under which the header matches best, the one with more cells of equals."""
        lines = self._sample()
        best: tuple[str, list[Row], Header | None] = (",", [], None)
        reached = (-1, -1)
        for delimiter in (mapping.delimiter,) if mapping.delimiter else _DELIMITERS:
            head = _parsed(lines, delimiter)
            found = best_header(head, mapping, spec)
            score = (found.score, len(found.names)) if found else (-1, -1)
            if score > reached:
                best, reached = (delimiter, head, found), score
        return best

    def _sample(self) -> list[str]:
        with self._reading() as file:
            text = file.read(_HEAD_CHARACTERS)
        whole = len(text) < _HEAD_CHARACTERS
        lines = list(self._plain(io.StringIO(text, newline="")))
        return lines if whole or len(lines) < 2 else lines[:-1]

    def _rows_at_once(self) -> int:
        fits = _CHUNK_CHARACTERS * self._scan.lines // max(self._scan.size, 1)
        return max(1, min(chunks.CHUNK_ROWS, fits))

    @contextmanager
    def _reading(self) -> Iterator[TextIO]:
        with opened(self._path) as file:
            yield io.TextIOWrapper(file, encoding=self._scan.encoding, newline="")

    def _plain(self, file: TextIO) -> Iterator[str]:
        """Windows-1258 writes tone marks apart; PostgreSQL stores no NUL, and no name means one."""
        lines: Iterator[str] = iter(file)
        if self._scan.encoding == CP1258:
            lines = (unicodedata.normalize("NFC", line) for line in lines)
        return (line.replace("\0", "") for line in lines) if self._scan.nul else lines


def _parsed(lines: list[str], delimiter: str) -> list[Row]:
    reader = csv.reader(lines, delimiter=delimiter)
    rows: list[Row] = []
    try:
        while len(rows) < HEAD_ROWS:
            line = reader.line_num + 1
            rows.append((line, next(reader)))
    except (StopIteration, csv.Error):
        pass  # what is wrong with the rest is said when it is read
    return rows


def _say_text(notes: Notes, scanned: Scan, delimiter: str, mapping: Mapping) -> None:
    shown = {"\t": "tab"}.get(delimiter, delimiter)
    if mapping.encoding is None and scanned.encoding != UTF_8:
        notes.say(
            vi=f"Bảng mã: đoán là {scanned.encoding} (khai encoding nếu khác).",
            en=f"Encoding: guessed to be {scanned.encoding} (set encoding if it is another).",
        )
    if mapping.delimiter is None and delimiter != ",":
        notes.say(
            vi=f"Dấu phân cách: đoán là '{shown}' (khai delimiter nếu khác).",
            en=f"Delimiter: guessed to be '{shown}' (set delimiter if it is another).",
        )
