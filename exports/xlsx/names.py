"""Names of sheets: what Excel allows of a title, each once."""

from __future__ import annotations

import re
from collections.abc import Iterable

LONGEST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def sheet_names(titles: Iterable[str]) -> list[str]:
    """`1 Hồ sơ nộp trực tuyến…`: numbered, so that no two are alike; the whole title stands in the
    sheet."""
    return [_short(f"{at} {_FORBIDDEN.sub(' ', title)}") for at, title in enumerate(titles, 1)]


def _short(text: str) -> str:
    text = " ".join(text.split())
    if _units(text) <= LONGEST:
        return text
    while _units(text) > LONGEST - 1:
        head, _, _ = text.rpartition(" ")
        text = head if " " in head else text[:-1]
    return text.rstrip(" ,;.-") + "…"


def _units(text: str) -> int:
    """Excel counts UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2
