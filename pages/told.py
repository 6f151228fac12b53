"""Told: what a page says, as it travels, and what a browser that has some of it already lacks.

A filter that does not touch a map leaves it as it is: neither sent nor drawn again.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Final

from dash import no_update
from plotly.io.json import to_json_plotly

BYTES = 9  # of a sign: nobody will ever see two values that share one
LEFT: Final = ""  # the sign of a slot that is left as it stands
SEPARATOR = "."


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """`sub`: the line under the page's title. `slots`: plain lists, mappings and texts."""

    sub: str
    slots: Sequence[Any]
    signs: Sequence[str]


def told(sub: str, slots: Sequence[Any]) -> Told:
    texts = [None if each is no_update else to_json_plotly(each) for each in slots]
    return Told(
        sub=sub,
        slots=[no_update if text is None else json.loads(text) for text in texts],
        signs=[LEFT if text is None else _sign(text) for text in texts],
    )


def new_of(of: Told, had: str | None) -> list[Any]:
    """The slots; no_update for those that hold the same already."""
    signs = _signs(had, len(of.signs))
    return [
        no_update if sign == held else slot
        for slot, sign, held in zip(of.slots, of.signs, signs, strict=True)
    ]


def signed(of: Told, had: str | None = None) -> str:
    """What the slots hold once `new_of` has come."""
    signs = _signs(had, len(of.signs))
    return SEPARATOR.join(sign or held for sign, held in zip(of.signs, signs, strict=True))


def _signs(had: str | None, count: int) -> list[str]:
    found = (had or "").split(SEPARATOR)
    return found if len(found) == count else [LEFT] * count


def _sign(text: str) -> str:
    return urlsafe_b64encode(blake2b(text.encode(), digest_size=BYTES).digest()).decode()
