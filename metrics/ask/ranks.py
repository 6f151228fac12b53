"""'top 5 xã', '3 huyện': how many of which units."""

from __future__ import annotations

import re
from collections.abc import Iterator

from metrics.ask.lexicon import Sense, Span
from metrics.ask.text import Token

_UNITS: tuple[tuple[str, tuple[Sense, ...]], ...] = (
    (r"xa|phuong|xa phuong|communes?", (("by", "area"),)),
    (r"huyen|huyen thi|districts?", (("by", "district"),)),
    (r"so|so nganh|departments?", (("by", "agency"), ("level", "province"))),
    (r"don vi|co quan|agencies|agency|units?|offices?", (("by", "agency"),)),
    (r"linh vuc|fields?", (("by", "field"),)),
    (r"", ()),
)
_PATTERNS = [
    (re.compile(rf"(?:top )?(?P<n>\d{{1,2}})(?: (?:{unit}))" if unit else r"top (?P<n>\d{1,2})"), s)
    for unit, s in _UNITS
]
_LONGEST = 4


def ranks(asked: tuple[Token, ...]) -> Iterator[Span]:
    """Only where something is ranked: '5 xã' alone says nothing about order."""
    words = [token.plain for token in asked]
    if not {"top", "nhat", "most", "highest", "lowest", "worst", "best"}.intersection(words):
        return
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + _LONGEST) + 1):
            text = " ".join(words[start:end])
            for pattern, senses in _PATTERNS:
                match = pattern.fullmatch(text)
                if match and int(match["n"]):
                    yield Span(start, end, ((("top", match["n"]), *senses),))
