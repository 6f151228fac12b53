"""Line: one series of a trend, in its role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from components.look import Look
from components.theme import line_px, tokens
from metrics.metric import Unit
from metrics.reading import Point

Kind = Literal["actual", "second", "previous", "plan", "forecast"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """`second` is another actual series beside the first: as wide, in grey."""

    name: str
    points: Sequence[Point]
    kind: Kind = "actual"


def shown(value: float | None, unit: Unit) -> float | None:
    """A ratio in percent."""
    return value * 100 if value is not None and unit is Unit.RATIO else value


def stroke(kind: Kind, look: Look) -> dict[str, Any]:
    """As IBCS draws: actual solid, previous grey, plan dotted, forecast dashed."""
    colour, width = tokens(look.theme), line_px(look.size)
    if kind == "plan":
        dash = "4px,8px" if look.wall else "1px,3px"
        return {"color": colour["ink"], "width": width / 2, "dash": dash, "shape": "hv"}
    grey = kind in ("previous", "second")
    return {
        "color": colour["ink-3" if grey else "ink"],
        "width": width * 0.625 if kind == "previous" else width,
        "dash": "5px,4px" if kind == "forecast" else "solid",
    }
