"""Names and last values at the ends of lines, kept apart: there is no legend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exports.pictures.letters import LEADING, PLAIN, lines_of, width
from exports.pictures.sheet import Area, Sheet

SHARE = 0.27  # of the sheet's width, at most
APART = 4.0  # points between two labels


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """`at`: how high its line ends, in points from the plot's foot."""

    at: float
    figure: str
    name: str
    colour: str
    weight: int = 400


@dataclass(frozen=True, slots=True)
class _Block:
    end: End
    lines: tuple[str, ...]  # of the name; the first stands beside the figure where there is room

    @property
    def height(self) -> float:
        return len(self.lines) * PLAIN * LEADING


def room_for(ends: Sequence[End], room: float) -> float:
    """How wide the widest label is."""
    return max(
        (
            width(line, PLAIN, 600 if i == 0 else 400)
            for end in ends
            for i, line in enumerate(_lines(end, room))
        ),
        default=0.0,
    )


def write_ends(sheet: Sheet, ends: Sequence[End], area: Area, room: float) -> None:
    """To the right of a plot, each as near to its line as the others let it."""
    blocks = sorted((_Block(end, _lines(end, room)) for end in ends), key=lambda b: b.end.at)
    for block, middle in zip(blocks, _middles(blocks, area.height), strict=True):
        top = area.bottom + middle + block.height / 2
        for i, line in enumerate(block.lines):
            sheet.write(
                area.right + 8,
                top - (i + 0.5) * PLAIN * LEADING,
                line,
                weight=600 if i == 0 and block.end.figure else 400,
                colour=block.end.colour,
                va="center_baseline",
            )


def _lines(end: End, room: float) -> tuple[str, ...]:
    return tuple(line for line in (end.figure, *lines_of(end.name, room)) if line)


def _middles(blocks: Sequence[_Block], height: float) -> list[float]:
    """Lowest first. Pushed up from the plot's foot and where they would touch, then down from its
    top."""
    middles, floor = [], 0.0
    for block in blocks:
        middles.append(max(block.end.at, floor + block.height / 2))
        floor = middles[-1] + block.height / 2 + APART
    ceiling = height
    for i in reversed(range(len(blocks))):
        middles[i] = min(middles[i], ceiling - blocks[i].height / 2)
        ceiling = middles[i] - blocks[i].height / 2 - APART
    return middles
