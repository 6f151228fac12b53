"""Finding the header of a table in a sheet that people made for people: titles stand above it,
and it may take several rows, with names over more than one column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Dict
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from ingest.names import Matched, match

Row = tuple[int, Sequence[Any]]  # the line that it begins on, its cells
HEAD_ROWS = 60
_DEEPEST = 3
_LONGEST_NAME = 300
_NUMBERING = re.compile(r"\(?(\d{1,3}|[A-Za-z])\)?(?:\s*=.*)?")


@dataclass(frozen=True, slots=True)
class Header:
    """`first`: position of its first row in the sheet; `depth`: how many rows it takes; `names`:
    of each column of the sheet, '' where it has none."""

    first: int
    depth: int
    names: list[str]
    matched: Matched

    @property
    def score(self) -> int:
        return len(self.matched.columns) + len(self.matched.doubtful)


def text_of(cell: Any) -> str:
    """The beginning of it, which is all of a name or a label."""
    return "" if cell is None else " ".join(str(cell)[:_LONGEST_NAME].split())


def _texts(cells: Sequence[Any]) -> list[str]:
    """Without the blank ones at the end."""
    texts = [text_of(cell) for cell in cells]
    width = max((at for at, text in enumerate(texts, start=1) if text), default=0)
    return texts[:width]


def is_blank(row: Sequence[Any]) -> bool:
    return not any(text_of(cell) for cell in row)


def find_header(
    head: Sequence[Row],
    wanted: Dict[str, str],
    *,
    line: int | None = None,
    depth: int | None = None,
    spans: Dict[int, int] | None = None,
) -> Header | None:
    """The rows whose names match best, the first and the fewest of equals; None where nothing is
    there. `line` and `depth` fix what is known of it. `spans`: row → last row of a merged cell
    that begins in it."""
    texts = [_texts(cells) for _, cells in head[:HEAD_ROWS]]
    firsts = [at for at, cells in enumerate(texts) if any(cells) and line in (None, head[at][0])]
    best = None
    for rows in (depth,) if depth else range(1, _DEEPEST + 1):
        for first in firsts:
            found = _header(texts, first, rows, wanted)
            best = found if best is None or found.score > best.score else best
        if best and best.score == len(wanted):
            break
    return _whole(best, texts, wanted, spans or {}) if best and not depth else best


def numbering(cells: Sequence[Any]) -> bool:
    """A row that only numbers its columns, '(1) (2) (3)', as forms have it under their header."""
    texts = [text for text in map(text_of, cells) if text]
    found = [_NUMBERING.fullmatch(text) for text in texts]
    numbers = [int(each[1]) for each in found if each and each[1].isdigit()]
    in_order = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else False
    return all(found) and len(numbers) >= 3 and numbers[0] in (0, 1, 2) and in_order


def _whole(
    best: Header, texts: list[list[str]], wanted: Dict[str, str], spans: Dict[int, int]
) -> Header:
    """With all rows that its merged cells reach to, above and below."""
    above = [row for row, last in spans.items() if row < best.first <= last]
    first = min([best.first, *above])
    last = max(spans.get(row, row) for row in range(first, best.first + best.depth))
    depth = max(last, best.first + best.depth - 1) - first + 1
    if depth == best.depth or depth > _DEEPEST:
        return best
    whole = _header(texts, first, depth, wanted)
    return whole if whole.score >= best.score else best


def _header(texts: list[list[str]], first: int, depth: int, wanted: Dict[str, str]) -> Header:
    rows = texts[first : first + depth]
    columns = [_candidates(parts) for parts in _stacked(rows)]
    matched = match(columns, wanted)
    return Header(first, depth, [names[0] for names in columns], matched)


def _stacked(rows: list[list[str]]) -> Iterator[list[str]]:
    """Of each column its names from top to bottom, without repeats."""
    width = max(map(len, rows), default=0)
    padded = [row + [""] * (width - len(row)) for row in rows]
    for above, below in zip(range(len(padded) - 1), padded[1:], strict=True):
        padded[above] = _spread(padded[above], below)
    for names in zip(*padded, strict=True):
        yield [name for name, _ in groupby(name for name in names if name)]


def _spread(row: list[str], below: list[str]) -> list[str]:
    """A name over several columns stands in the first of them only."""
    spread, current = [], ""
    for name, under in zip(row, below, strict=True):
        current = name or (current if under else "")
        spread.append(current)
    return spread


def _candidates(parts: list[str]) -> list[str]:
    if not parts:
        return [""]
    return list(dict.fromkeys((" / ".join(parts), parts[-1], parts[0])))
