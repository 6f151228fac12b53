"""Lines of a map that the browser draws on a canvas under its spots (map_lines.js). As with spots,
what hardly ever changes travels once, under an address that names its content; which state each is
in comes with the page, a letter a line.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from components.map_spots import GRID

Dash = Literal["solid", "double", "dashed", "dotted"]  # as in CSS, by which the legend draws them
Part = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineState:
    """`tone`: the token of its colour; `dash` tells it without colour."""

    code: str
    word: str
    dash: Dash
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """A column an attribute, all of one length. `parts`: of each line its pieces, in degrees.
    `owners`: whose it is, '' if nobody has said; `lengths`: km; `days`: 20241227, 0 for none, with
    the word for them."""

    parts: Sequence[Sequence[Part]]
    names: Sequence[str]
    owners: Sequence[str]
    lengths: Sequence[float]
    days: Sequence[int]
    day_word: str

    def file(self) -> str:
        """JSON: each piece as its first place on a grid and the steps from there."""
        found = {
            "lines": [[_steps(part) for part in parts] for parts in self.parts],
            "names": list(self.names),
            "owners": list(self.owners),
            "lengths": [round(each, 1) for each in self.lengths],
            "days": list(self.days),
            "said": {"day": self.day_word},
        }
        return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def _steps(part: Part) -> list[int]:
    """x, y, then by how much x and y change, place by place; none twice."""
    found: list[int] = []
    last = (0, 0)
    for longitude, latitude in part:
        at = round(longitude * GRID), round(latitude * GRID)
        if found and at == last:
            continue
        found += [at[0] - last[0], at[1] - last[1]]
        last = at
    return found


def map_line(state: LineState, said: str) -> dict[str, Any]:
    """What map_lines.js is told of a state, called as the viewer calls it."""
    return {"code": state.code, "word": said, "dash": state.dash, "tone": state.tone}
