"""Where rows come from: frames, CSV (plain or .gz) and GeoJSON, a bounded chunk at a time."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, TextIO

import numpy as np
import numpy.typing as npt
import pandas as pd

from data_access.errors import TamNhinError
from ingest.mapping import Mapping

CHUNK_ROWS = 50_000
ACCEPTED = ".csv, .csv.gz, .geojson"


@dataclass(frozen=True, slots=True)
class RawChunk:
    """Rows as they came. `lines`: the line of the file that each begins on, its header being 1;
    `broken`: position → what is wrong with the number of cells."""

    frame: pd.DataFrame
    lines: npt.NDArray[np.int64]
    broken: dict[int, str] = field(default_factory=dict)


class Source(Protocol):
    """`total` is None where the number of rows is not known beforehand."""

    @property
    def header(self) -> list[str]: ...

    @property
    def total(self) -> int | None: ...

    def chunks(self) -> Iterator[RawChunk]: ...


class FrameSource:
    def __init__(self, frame: pd.DataFrame) -> None:
        self._frame = frame
        self.header = [str(name) for name in frame.columns]
        self.total: int | None = len(frame)

    def chunks(self) -> Iterator[RawChunk]:
        for start in range(0, len(self._frame), CHUNK_ROWS):
            part = self._frame.iloc[start : start + CHUNK_ROWS].reset_index(drop=True)
            yield RawChunk(part, np.arange(start + 2, start + 2 + len(part)))


class CsvSource:
    def __init__(self, path: Path, mapping: Mapping) -> None:
        self._path = path
        self._encoding = mapping.encoding
        with self._opened() as file:
            first = self._first_line(file)
        self._delimiter = mapping.delimiter or _sniffed(first)
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
            raise _missing(self._path) from error

    def _first_line(self, file: TextIO) -> str:
        try:
            return file.readline().rstrip("\r\n")
        except (UnicodeDecodeError, UnicodeError) as error:
            raise self._undecodable() from error
        except OSError as error:
            raise _missing(self._path) from error

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


class GeoJsonSource:
    """A FeatureCollection: the properties are the columns, and `geometry` the outline as JSON.
    A feature's number stands for its line."""

    def __init__(self, path: Path) -> None:
        features = _features(path)
        rows = [
            {**(feature.get("properties") or {}), "geometry": json.dumps(feature.get("geometry"))}
            for feature in features
        ]
        self._frame = pd.DataFrame(rows, dtype=object)
        self.header = [str(name) for name in self._frame.columns]
        self.total: int | None = len(rows)

    def chunks(self) -> Iterator[RawChunk]:
        if len(self._frame):
            yield RawChunk(self._frame, np.arange(1, len(self._frame) + 1))


def open_source(path: Path, mapping: Mapping) -> Source:
    """Raises TamNhinError for a file that is missing or of a kind that we do not read."""
    name = path.name.lower()
    if (
        "://" in str(path)
        or ":/" in str(path)
        or not name.endswith((".csv", ".csv.gz", ".geojson"))
    ):
        raise TamNhinError(
            vi=f"Chưa đọc được nguồn '{path}'. Nguồn nhận được: {ACCEPTED}.",
            en=f"Cannot read the source '{path}' yet. Accepted: {ACCEPTED}.",
        )
    if not path.is_file():
        raise _missing(path)
    return GeoJsonSource(path) if name.endswith(".geojson") else CsvSource(path, mapping)


def _missing(path: Path) -> TamNhinError:
    return TamNhinError(
        vi=f"Không đọc được tệp '{path}'. Kiểm tra đường dẫn và quyền đọc.",
        en=f"Cannot read the file '{path}'. Check the path and its permissions.",
    )


def _features(path: Path) -> list[dict[str, Any]]:
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
        if data["type"] == "FeatureCollection":
            return [feature for feature in data["features"] if feature["type"] == "Feature"]
    except (ValueError, KeyError, TypeError):
        pass
    raise TamNhinError(
        vi=f"'{path}' không phải FeatureCollection của GeoJSON.",
        en=f"'{path}' is not a GeoJSON FeatureCollection.",
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
