"""Rows of a sheet → chunks of named columns, without what is no data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from ingest.chunks import RawChunk
from ingest.files.layout import Layout
from ingest.files.leftover import Leftover

Rows = list[Sequence[Any]]


class Body:
    def __init__(self, layout: Layout, leftover: Leftover) -> None:
        self._layout, self._leftover = layout, leftover

    def chunk(
        self, rows: Rows, lines: npt.NDArray[np.int64], faults: dict[int, str]
    ) -> RawChunk | None:
        """`faults`: position → what is wrong with it. None where no row is left."""
        broken = self._squared(rows)
        columns = list(zip(*rows, strict=True))
        out = self._leftover.among(columns, lines, faults)
        if len(out) == len(rows):
            return None
        frame = self._frame(columns)
        broken.update(faults)
        return RawChunk(frame, lines, broken) if not out else _without(out, frame, lines, broken)

    def _squared(self, rows: Rows) -> dict[int, str]:
        """Makes all rows as wide as the header; says which of them were not."""
        width = self._layout.width
        if {*map(len, rows)} == {width}:
            return {}
        broken = {}
        for position, row in enumerate(rows):
            if len(row) != width:
                if len(row) < width or any(row[width:]):
                    broken[position] = f"{len(row)} ô, tiêu đề có {width}"
                rows[position] = [*row, *[""] * (width - len(row))][:width]
        return broken

    def _frame(self, columns: list[tuple[Any, ...]]) -> pd.DataFrame:
        named = zip(self._layout.header, self._layout.at, strict=True)
        cells = {name: _objects(columns[at]) for name, at in named}
        return pd.DataFrame(cells, dtype=object)  # or pandas would make texts of its own kind


def _objects(cells: Sequence[Any]) -> npt.NDArray[np.object_]:
    column = np.empty(len(cells), dtype=object)
    column[:] = cells
    return column


def _without(
    out: list[int], frame: pd.DataFrame, lines: npt.NDArray[np.int64], broken: dict[int, str]
) -> RawChunk:
    kept = np.ones(len(frame), dtype=bool)
    kept[out] = False
    moved = np.cumsum(kept) - 1
    left = {int(moved[at]): why for at, why in broken.items() if kept[at]}
    return RawChunk(frame[kept].reset_index(drop=True), lines[kept], left)
