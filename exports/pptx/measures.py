"""How wide a table's columns are and how high its rows, before anything is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exports import lettering
from exports.briefing import Cell, Kind, Table
from exports.palette import STATUS_SIGNS

SIDE, ABOVE = 0.13, 0.05  # inches, around the text of a cell
SPARE = 0.04  # inches, for what one typeface is wider than another
SLACK = 1.3  # inches that a column may have more than its text
SIZES = (16.0, 14.0, 13.0, 12.0)
LEAST = (11.0, 10.0, 9.0, 8.0, 7.0)  # where a word would be broken otherwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """`widths` a column, `rows` a row, in inches; `head`: the height of the first row."""

    size: float
    widths: tuple[float, ...]
    head: float
    rows: tuple[float, ...]

    @property
    def wrapped(self) -> bool:
        """Whether a row is higher than another: its text stands in several lines."""
        return bool(self.rows) and max(self.rows) > _line(self.size) + 1e-6


def cell_text(cell: Cell, kind: Kind) -> str:
    sign = f"{STATUS_SIGNS[cell.status]} " if kind is Kind.STATUS and cell.status else ""
    return sign + cell.text


def grid(of: Table, across: float, tall: float) -> Grid:
    """At the largest size at which nothing is wrapped and it takes no more slides than at the
    smallest that is read with ease."""
    fit = [found for size in SIZES if (found := _grid(of, across, size))]
    if not fit:
        return _squeezed(of, across)
    fewest = len(pages(fit[-1], tall))
    few = [each for each in fit if len(pages(each, tall)) == fewest]
    return next((each for each in few if not each.wrapped), few[-1])


def _squeezed(of: Table, across: float) -> Grid:
    found = next((g for size in LEAST if (g := _grid(of, across, size))), None)
    return found or _at(of, LEAST[-1], _even(of, across))


def grid_of_size(of: Table, across: float, size: float) -> Grid:
    """Where letters are not to be larger, as beside a picture."""
    return _grid(of, across, size) or _at(of, size, _even(of, across))


def _grid(of: Table, across: float, size: float) -> Grid | None:
    widths = _widths(of, across, size)
    return _at(of, size, widths) if widths else None


def _at(of: Table, size: float, widths: Sequence[float]) -> Grid:
    kinds = [column.kind for column in of.columns]
    heads = [column.title for column in of.columns]
    bodies = [
        [cell_text(cell, kind) for cell, kind in zip(row, kinds, strict=True)] for row in of.rows
    ]
    return Grid(
        size=size,
        widths=tuple(widths),
        head=_height(heads, size - 1, widths, bold=True),
        rows=tuple(_height(texts, size, widths) for texts in bodies),
    )


def _height(
    texts: Sequence[str], size: float, widths: Sequence[float], *, bold: bool = False
) -> float:
    pairs = zip(texts, widths, strict=True)
    lines = max(lettering.lines(text, size, wide - 2 * SIDE, bold=bold) for text, wide in pairs)
    return _line(size, lines)


def _line(size: float, lines: int = 1) -> float:
    """How high a row is."""
    return lines * size * lettering.LEADING / lettering.POINTS + 2 * ABOVE


def _widths(of: Table, across: float, size: float) -> list[float] | None:
    """None where figures, or the longest words, are wider than there is room."""
    for whole in (True, False):
        natural = [_natural(of, at, size, whole=whole) for at in range(len(of.columns))]
        if sum(natural) <= across:
            return _with_slack(of, natural, across)
    least = [
        wide if column.kind is not Kind.TEXT else _least(of, at, size)
        for at, (wide, column) in enumerate(zip(natural, of.columns, strict=True))
    ]
    rest = across - sum(least)
    if rest < 0:
        return None
    wants = [wide - low for wide, low in zip(natural, least, strict=True)]
    return [low + rest * want / sum(wants) for low, want in zip(least, wants, strict=True)]


def _with_slack(of: Table, natural: list[float], across: float) -> list[float]:
    shares = [column.width for column in of.columns]
    spare = min(across - sum(natural), SLACK * len(natural))
    return [n + spare * share / sum(shares) for n, share in zip(natural, shares, strict=True)]


def _even(of: Table, across: float) -> list[float]:
    total = sum(column.width for column in of.columns)
    return [across * column.width / total for column in of.columns]


def _texts(of: Table, at: int) -> list[str]:
    return [cell_text(row[at], of.columns[at].kind) for row in of.rows]


def _natural(of: Table, at: int, size: float, *, whole: bool) -> float:
    """That nothing is wrapped, or nothing but the heading, between its words."""
    body = lettering.widest(_texts(of, at), size)
    return max(body, _heading(of, at, size, whole=whole)) + 2 * SIDE + SPARE


def _least(of: Table, at: int, size: float) -> float:
    words = [word for text in _texts(of, at) for word in text.split()]
    return (
        max(lettering.widest(words, size), _heading(of, at, size, whole=False)) + 2 * SIDE + SPARE
    )


def _heading(of: Table, at: int, size: float, *, whole: bool) -> float:
    title = of.columns[at].title
    if whole:
        return lettering.width(title, size - 1, bold=True)
    half = lettering.width(title, size - 1, bold=True) / 2
    return max(lettering.longest_word(title, size - 1, bold=True), min(half, 1.2))


def pages(of: Grid, tall: float) -> list[range]:
    """Rows of each slide, about as many on each."""
    count = len(_filled(of, tall))
    each = -(-len(of.rows) // count)
    even = [range(at, min(at + each, len(of.rows))) for at in range(0, len(of.rows), each or 1)]
    room = tall - of.head
    fits = all(sum(of.rows[i] for i in rows) <= room for rows in even)
    return even if even and fits else _filled(of, tall)


def _filled(of: Grid, tall: float) -> list[range]:
    """As many as go into each."""
    found, begun, used = [], 0, of.head
    for at, high in enumerate(of.rows):
        if used + high > tall and at > begun:
            found.append(range(begun, at))
            begun, used = at, of.head
        used += high
    return [*found, range(begun, len(of.rows))]
