"""Rows of a sheet that are no data: blank ones, totals, and what is signed below them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from ingest.files.header import text_of
from ingest.names import folded
from ingest.notes import Notes

Columns = Sequence[Sequence[Any]]

_TOTAL = r"(?:tong|cong|total|luy ke|(?:grand|sub) ?total)"
_LABEL = re.compile(rf"{_TOTAL}(?: (?:cong|so))?")
_LABELLED = re.compile(rf"{_TOTAL}\b.*")
_KEY_LIKE = frozenset("abdefhijkmnopqruvwxyzABDEFHIJKMNOPQRUVWXYZ0123456789")  # begins no label
_NUMBER = re.compile(r"[-+(]?[\d.,\s]+%?\)?")
_LINES_SHOWN = 5


class Leftover:
    """Finds them chunk by chunk, and says at the end what was left out. `keys`: positions of the
    columns that a row is known by."""

    def __init__(self, keys: Sequence[int], *, totals: bool) -> None:
        self._keys = keys
        self._totals = totals
        self._total_lines: list[int] = []
        self._below: list[int] = []

    def among(
        self, columns: Columns, lines: npt.NDArray[np.int64], holes: Container[int]
    ) -> list[int]:
        """Positions of the rows to leave out. `holes`: of rows that look blank and are not."""
        found = []
        for position in self._doubtful(columns):
            cells = [text_of(column[position]) for column in columns]
            blank = not any(cells)
            if (blank and position not in holes) or (
                not blank and self._is_left_out(cells, int(lines[position]))
            ):
                found.append(position)
        return found

    def say(self, notes: Notes) -> None:
        if self._total_lines:
            notes.say(
                vi=f"Bỏ {len(self._total_lines)} dòng tổng (dòng {_shown(self._total_lines)}); "
                'khai total_rows = "keep" để giữ lại.',
                en=f"{len(self._total_lines)} total rows left out (lines "
                f'{_shown(self._total_lines)}); set total_rows = "keep" to keep them.',
            )
        if self._below:
            notes.say(
                vi=f"Bỏ {len(self._below)} dòng không có khóa dưới dòng tổng "
                f"(dòng {_shown(self._below)}).",
                en=f"{len(self._below)} rows without a key below the total row left out "
                f"(lines {_shown(self._below)}).",
            )

    def _doubtful(self, columns: Columns) -> Iterator[int]:
        """Positions worth a closer look: without a key, or with a word like 'Tổng'."""
        suspects: set[int] = set()
        for at in {0, *self._keys}:
            firsts = _firsts(columns[at])
            if not _KEY_LIKE.issuperset(firsts):
                suspects.update(n for n, first in enumerate(firsts) if first not in _KEY_LIKE)
        return iter(sorted(suspects))

    def _is_left_out(self, cells: list[str], line: int) -> bool:
        if not self._totals:
            return False
        filled = [text for text in cells if text]
        keyed = any(cells[key] for key in self._keys)
        if self._is_total(filled, keyed=keyed):
            self._total_lines.append(line)
            return True
        if self._total_lines and not keyed and self._keys:
            self._below.append(line)
            return True
        return False

    def _is_total(self, filled: list[str], *, keyed: bool) -> bool:
        if _LABEL.fullmatch(folded(filled[0])):
            return True
        if keyed or not self._keys:
            return False
        labels = [text for text in filled if _LABELLED.fullmatch(folded(text))][:1]
        return all(_NUMBER.fullmatch(text) for text in filled if text not in labels)


def _firsts(cells: Sequence[Any]) -> list[str]:
    """The first letter of each cell, quickly where all are texts."""
    try:
        return [cell[:1] for cell in cells]
    except TypeError:
        return [text_of(cell)[:1] for cell in cells]


def _shown(lines: list[int]) -> str:
    listed = ", ".join(map(str, lines[:_LINES_SHOWN]))
    return listed + (" …" if len(lines) > _LINES_SHOWN else "")
