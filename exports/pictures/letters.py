"""Letters and strokes of a picture: their font, how wide a text is, where its lines break."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from matplotlib.font_manager import FontProperties
from matplotlib.patheffects import withStroke
from matplotlib.textpath import text_to_path

from exports.fonts import text_font
from exports.palette import palette

LEADING = 1.3
SMALL, PLAIN, HEADING = 7.0, 8.0, 12.0  # points


@lru_cache(maxsize=32)
def face(size: float = PLAIN, weight: int = 400) -> FontProperties:
    return FontProperties(fname=text_font(weight), size=size)


def style(size: float = PLAIN, weight: int = 400, colour: str = "ink-2") -> dict[str, Any]:
    """Keywords of whatever writes."""
    return {"fontproperties": face(size, weight), "color": ink(colour)}


def ink(colour: str) -> str:
    """As matplotlib reads colours."""
    return f"#{palette()[colour]}"


def target_stroke() -> dict[str, Any]:
    """Dashes with a light edge, so that they are seen on a bar too."""
    edge = withStroke(linewidth=2.4, foreground=ink("surface-page"))
    return {
        "color": ink("ink"),
        "linewidth": 0.9,
        "linestyle": (0, (4, 2.5)),
        "path_effects": [edge],
        "zorder": 3.5,
    }


def width(text: str, size: float = PLAIN, weight: int = 400) -> float:
    """In points."""
    if not text:
        return 0.0
    found: tuple[float, float, float] = text_to_path.get_text_width_height_descent(
        text, face(size, weight), ismath=False
    )
    return found[0]


def lines_of(text: str, room: float, size: float = PLAIN, weight: int = 400) -> list[str]:
    """Broken between words; a word that is wider than the room is broken within, not cut."""
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width(joined, size, weight) <= room:
            lines[-1] = joined
        else:
            lines.extend(_pieces(word, room, size, weight))
    return lines


def _pieces(word: str, room: float, size: float, weight: int) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and width(pieces[-1] + letter, size, weight) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces
