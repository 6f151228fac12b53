"""Text with a delimiter, plain or packed by gzip."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

import numpy as np
import pandas as pd

from data_access.errors import TamNhinError
from ingest.chunks import CHUNK_ROWS, RawChunk
from ingest.files.trouble import missing
from ingest.mapping import Mapping
from ingest.notes import Notes
from ingest.tables import TableSpec


class CsvSource:
    def __init__(self, path: Path, mapping: Mapping, spec: TableSpec, notes: Notes) -> None:
        self._path = path
        self._spec, self._notes = spec, notes
        self._encoding = mapping.encoding
        with self._opened() as file:
            first = self._first_line(file)
        self._delimiter = mapping.delimiter or _sniffed(first)
        if not mapping.delimiter and self._delimiter != ",":
            notes.say(
                vi=f"Dấu phân cách: '{self._delimiter}' (đoán; khai delimiter nếu khác).",
                en=f"Delimiter: '{self._delimiter}' (guessed; name delimiter if it is another).",
            )
        self.header = [
            name.strip() for name in next(csv.reader([first], delimiter=self._delimiter))
        ]
        self._check_header()
        self.total = None if path.suffix == ".gz" else _count_lines(path) - 1

    def chunks(self) -> Iterator[RawChunk]:
        with self._opened() as file:
            reader = csv.reader(_without_nul(file), delimiter=self._delimiter)
            next(reader)
            rows: list[list[str]] = []
            lines: list[int] = []
            for line, row in self._numbered(reader):
                rows.append(row)
                lines.append(line)
                if len(rows) == CHUNK_ROWS:
                    yield self._chunk(rows, lines)
                    rows, lines = [], []
            if rows:
                yield self._chunk(rows, lines)

    def _numbered(self, reader: Any) -> Iterator[tuple[int, list[str]]]:
        begins = reader.line_num + 1
        try:
            for row in reader:
                if row:
                    yield begins, row
                begins = reader.line_num + 1
        except UnicodeDecodeError as error:
            raise self._undecodable() from error
        except (csv.Error, EOFError, OSError) as error:
            raise TamNhinError(
                vi=f"Không đọc được '{self._path}' ở dòng {begins}: {error}",
                en=f"Cannot read '{self._path}' at line {begins}: {error}",
            ) from error

    def _chunk(self, rows: list[list[str]], lines: list[int]) -> RawChunk:
        width, broken = len(self.header), {}
        for position, row in enumerate(rows):
            if len(row) != width:
                broken[position] = f"{len(row)} ô, tiêu đề có {width}"
                rows[position] = (row + [""] * width)[:width]
        columns = dict(zip(self.header, zip(*rows, strict=True), strict=True))
        frame = pd.DataFrame({name: np.array(c, dtype=object) for name, c in columns.items()})
        return RawChunk(frame, np.array(lines, dtype=np.int64), broken)

    def _opened(self) -> TextIO:
        try:
            if self._path.suffix == ".gz":
                return gzip.open(self._path, "rt", encoding=self._encoding, newline="")
            return self._path.open(encoding=self._encoding, newline="")
        except OSError as error:
            raise missing(self._path) from error

    def _first_line(self, file: TextIO) -> str:
        try:
            return file.readline().rstrip("\r\n")
        except (UnicodeDecodeError, UnicodeError) as error:
            raise self._undecodable() from error
        except OSError as error:
            raise missing(self._path) from error

    def _check_header(self) -> None:
        if not any(self.header):
            raise TamNhinError(
                vi=f"'{self._path}' không có dòng tiêu đề. Dòng đầu phải là tên các cột.",
                en=f"'{self._path}' has no header. Its first line must name the columns.",
            )
        twice = sorted({name for name in self.header if self.header.count(name) > 1})
        if twice:
            raise TamNhinError(
                vi=f"'{self._path}': cột '{twice[0]}' có hai lần. Đổi tên một cột.",
                en=f"'{self._path}': column '{twice[0]}' appears twice. Rename one of them.",
            )

    def _undecodable(self) -> TamNhinError:
        return TamNhinError(
            vi=f"'{self._path}' không phải mã {self._encoding}. Khai encoding trong [source] "
            "của tệp ánh xạ (ví dụ cp1258) hoặc lưu lại tệp ở UTF-8.",
            en=f"'{self._path}' is not {self._encoding}. Name its encoding in [source] of the "
            "mapping file, or save the file as UTF-8.",
        )


def _sniffed(first: str) -> str:
    return ";" if first.count(";") > first.count(",") else ","


def _without_nul(file: TextIO) -> Iterator[str]:
    """PostgreSQL stores no NUL, and no name or code means one."""
    return (line.replace("\0", "") for line in file)


def _count_lines(path: Path) -> int:
    with path.open("rb") as file:
        count, last = 0, b"\n"
        while block := file.read(1 << 20):
            count += block.count(b"\n")
            last = block[-1:]
    return count + (last != b"\n")
