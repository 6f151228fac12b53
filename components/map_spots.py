"""Spots: the many points of a map that the browser draws on a canvas (map_points.js).

Where they stand and what they are called hardly ever changes: it travels once, under an address
that names its content; so does, apart, what each survey tells anew. What state each is in comes
with the page, a letter a spot.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from string import ascii_lowercase, ascii_uppercase, digits
from typing import Any

from wording.shapes import Shape

GRID = 10_000  # of a degree: 11 m
LETTERS = f"{ascii_uppercase}{ascii_lowercase}{digits}-_"  # map_data.js too
DIGEST = 9  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """`tone`: the token of its colour; `size`: of the usual one; `tinted`: the colour is
    that of the spot's first choice (a station's generation)."""

    code: str
    word: str
    shape: Shape
    tone: str
    size: float = 1.0
    tinted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What spots are besides, by which some are left out: `values` with code and word; `of`: the
    place in `values` of each spot. `tones`: a colour a value."""

    name: str
    word: str
    values: Sequence[tuple[str, str]]
    of: Sequence[int]
    tones: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Spots:
    """A column an attribute, all of one length. `units`: what each lies in, `amounts` (-1: not
    known) and `days` (20241227; 0: none) with the words for them. `reach`: kilometres of a good
    and of a weak signal, by the place in it of each spot (-1: none)."""

    longitudes: Sequence[float]
    latitudes: Sequence[float]
    names: Sequence[str]
    units: Sequence[str]
    amounts: Sequence[int] = ()
    amount_word: str = ""
    days: Sequence[int] = ()
    day_word: str = ""
    choices: Sequence[Choice] = ()
    reach: Sequence[tuple[float, float]] = ()
    reach_of: Sequence[int] = field(default=())

    def known(self) -> str:
        """JSON: what every survey tells anew, apart from places and names, which stay."""
        return _compact({"amounts": list(self.amounts), "days": list(self.days)})

    def file(self) -> str:
        """JSON: places as differences from the one before, names of units once."""
        units = list(dict.fromkeys(self.units))
        at = {unit: n for n, unit in enumerate(units)}
        found: dict[str, Any] = {
            "x": _steps([round(each * GRID) for each in self.longitudes]),
            "y": _steps([round(each * GRID) for each in self.latitudes]),
            "names": list(self.names),
            "units": units,
            "unit": _steps([at[each] for each in self.units]),
            "said": {"amount": self.amount_word, "day": self.day_word},
            "choices": [
                {
                    "name": each.name,
                    "values": [list(value) for value in each.values],
                    "of": "".join(LETTERS[n] for n in each.of),
                    "tones": list(each.tones),
                }
                for each in self.choices
            ],
            "reach": [list(each) for each in self.reach],
            "reach_of": list(self.reach_of),
        }
        return _compact(found)


def _compact(found: dict[str, Any]) -> str:
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def digest_of(file: str) -> str:
    return blake2b(file.encode(), digest_size=DIGEST).hexdigest()


def lettered(masks: Sequence[int]) -> str:
    """A letter a spot: the sum of 1, 2, 4 … of the states that it is in; at most six of them."""
    return "".join(LETTERS[mask] for mask in masks)


def _steps(values: Sequence[int]) -> list[int]:
    return [now - before for before, now in zip([0, *values], values, strict=False)]
