"""Questions as words without accents, remembering the accents that were written."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

_PARTS = re.compile(
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2}-\d{1,2}(?!\d)|\d{1,4}/\d{1,4}|\w+(?:&\w+)*|%"
)


@dataclass(frozen=True, slots=True)
class Token:
    """`plain`: 'bo' of 'Bố'. `marks`: what was taken away, in a fixed order, so that 'hoá' and
    'hóa' are written alike."""

    plain: str
    marks: str
    written: str = field(default="", compare=False)

    def may_be(self, other: Token) -> bool:
        """Whether it is `other`, written with all of its accents, some of them, or none."""
        return self.plain == other.plain and set(self.marks) <= set(other.marks)


def tokens(text: str) -> tuple[Token, ...]:
    parts = _PARTS.findall(unicodedata.normalize("NFC", text).lower())
    return tuple(_token(part) for part in parts)


def plain(text: str) -> str:
    return " ".join(token.plain for token in tokens(text))


def _token(part: str) -> Token:
    crossed = part.replace("đ", "d")
    letters = unicodedata.normalize("NFD", crossed)
    marks = "".join(sorted(letter for letter in letters if unicodedata.combining(letter)))
    stroke = "đ" * part.count("đ")
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return Token(bare.replace("&", ""), marks + stroke, part)
