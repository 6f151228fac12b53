"""Where rows come from: frames and files. Others are told apart here by their address."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from data_access.errors import TamNhinError
from ingest.chunks import CHUNK_ROWS, RawChunk, Source
from ingest.files.csv_file import CsvSource
from ingest.files.geojson import ORIGIN, GeoJsonSource
from ingest.files.kinds import TEXTS, WORKBOOKS
from ingest.files.trouble import missing
from ingest.files.workbook import WorkbookSource
from ingest.mapping import Mapping
from ingest.notes import Notes
from ingest.tables import TableSpec

__all__ = ["CHUNK_ROWS", "FrameSource", "RawChunk", "Source", "open_source"]

ACCEPTED = ", ".join((*TEXTS, *WORKBOOKS, ".geojson"))


class FrameSource:
    def __init__(self, frame: pd.DataFrame) -> None:
        self._frame = frame
        self.header = [str(name) for name in frame.columns]
        self.total: int | None = len(frame)

    def chunks(self) -> Iterator[RawChunk]:
        for start in range(0, len(self._frame), CHUNK_ROWS):
            part = self._frame.iloc[start : start + CHUNK_ROWS].reset_index(drop=True)
            yield RawChunk(part, np.arange(start + 2, start + 2 + len(part)))


def open_source(address: str, mapping: Mapping, spec: TableSpec, notes: Notes) -> Source:
    """`notes` takes what the source guesses, now and while it is read. Raises TamNhinError for a
    file that is missing or of a kind that we do not read."""
    path = Path(address)
    name = path.name.lower()
    if "://" in address or not name.endswith((*TEXTS, *WORKBOOKS, ".geojson")):
        raise TamNhinError(
            vi=f"Chưa đọc được nguồn '{address}'. Nguồn nhận được: {ACCEPTED}.",
            en=f"Cannot read the source '{address}' yet. Accepted: {ACCEPTED}.",
        )
    if not path.is_file():
        raise missing(path)
    if name.endswith(".geojson"):
        return GeoJsonSource(path, notes, asked=ORIGIN in spec.table.c)
    kind = WorkbookSource if name.endswith(WORKBOOKS) else CsvSource
    return kind(path, mapping, spec, notes)
