"""How much room text takes, in Be Vietnam Pro: wider than what stands in for it where an office
has it not, so what fits here fits there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from fontTools.ttLib import TTFont

LEADING = 1.27  # of a line, in sizes of its letters
POINTS = 72  # an inch
_FILES = {False: "BeVietnamPro-Regular.ttf", True: "BeVietnamPro-SemiBold.ttf"}
_UNKNOWN = 1.0  # of a letter that the typeface has not


@lru_cache(maxsize=2)
def _widths(bold: bool) -> Mapping[int, float]:
    """Of each letter, in sizes of it."""
    found = find_spec("fontpkg_be_vietnam_pro")
    assert found is not None
    assert found.origin is not None
    font = TTFont(Path(found.origin).parent / "files" / _FILES[bold], lazy=True)
    advances, em = font["hmtx"], font["head"].unitsPerEm
    return {code: advances[name][0] / em for code, name in font.getBestCmap().items()}


def width(text: str, size: float, *, bold: bool = False) -> float:
    """In inches, of a line; `size` in points."""
    widths = _widths(bold)
    return sum(widths.get(ord(letter), _UNKNOWN) for letter in text) * size / POINTS


def widest(texts: Iterable[str], size: float, *, bold: bool = False) -> float:
    return max((width(text, size, bold=bold) for text in texts), default=0.0)


def longest_word(text: str, size: float, *, bold: bool = False) -> float:
    return widest(text.split(), size, bold=bold)


def lines(text: str, size: float, room: float, *, bold: bool = False) -> int:
    """How many, where each is at most `room` inches wide. A word that is wider is broken."""
    return sum(_wrapped(part, size, room, bold) for part in text.split("\n"))


def _wrapped(text: str, size: float, room: float, bold: bool) -> int:
    count, used, space = 1, 0.0, width(" ", size, bold=bold)
    for word in text.split():
        wide = width(word, size, bold=bold)
        if used and used + space + wide > room:
            count, used = count + 1, 0.0
        more, rest = divmod(wide, room) if wide > room else (0, wide)
        count += int(more)
        used += rest + (space if used else 0.0)
    return count


def height(texts: Iterable[str], size: float, room: float, *, bold: bool = False) -> float:
    """In inches, of paragraphs one below the other."""
    return sum(lines(text, size, room, bold=bold) for text in texts) * size * LEADING / POINTS


def fitting(
    texts: Sequence[str],
    sizes: Sequence[float],
    room: tuple[float, float],
    *,
    bold: bool = False,
    between: float = 0.0,
) -> float | None:
    """The first of `sizes` at which paragraphs go into `room` (inches wide, high); `between` them
    is so much of their size. None: at none."""
    for size in sizes:
        gaps = between * size / POINTS * (len(texts) - 1)
        if height(texts, size, room[0], bold=bold) + gaps <= room[1]:
            return size
    return None
