"""Numbers as people write them: '1.234,5' in Vietnam, '1,234.5' elsewhere; '1.234' by either."""

from __future__ import annotations

import re
from collections.abc import Iterable

_COMMA = re.compile(r"[+-]?(?:[1-9]\d{0,2}(?:\.\d{3})+|\d+)(?:,\d+)?")
_POINT = re.compile(r"[+-]?(?:[1-9]\d{0,2}(?:,\d{3})+|\d+)(?:\.\d+)?")
_SPACES = str.maketrans("", "", " \u00a0\u202f")
_BARE = re.compile(r"\d{1,3}")
UNREADABLE = "?"


def proven(texts: Iterable[str]) -> set[str]:
    """The decimal marks without which some of the texts could not be read."""
    found = set()
    for text in texts:
        comma, point = _ways(text)
        if comma != point:
            found.add("," if comma else ".")
    return found


def looks_grouped(texts: Iterable[str]) -> bool:
    """Points that may be either group thousands, when whole numbers below 1,000 stand beside them
    without one: '1.234', '987'. With decimals one would see '987.000'."""
    texts = list(texts)
    pointed = [text for text in texts if "." in text]
    bare = [text for text in texts if _BARE.fullmatch(text)]
    return bool(pointed and bare) and len(pointed) + len(bare) == len(texts)


def is_doubtful(text: str) -> bool:
    """It can be read with either mark, and the two numbers differ."""
    return not text.isdigit() and ("," in text or "." in text) and all(_ways(text))


def plain(text: str, decimal: str, *, only: bool) -> str:
    """As a program reads it; `decimal` decides where both would do. With `only`, what the other
    mark alone could read is unreadable. What is no such number is left as it is."""
    if text.isdigit():
        return text
    text = text.translate(_SPACES)
    comma, point = _ways(text)
    if not (comma or point):
        return text
    if only and not (comma if decimal == "," else point):
        return UNREADABLE
    mark = decimal if comma and point else "," if comma else "."
    return text.replace("." if mark == "," else ",", "").replace(mark, ".")


def _ways(text: str) -> tuple[bool, bool]:
    text = text.translate(_SPACES)
    return bool(_COMMA.fullmatch(text)), bool(_POINT.fullmatch(text))
