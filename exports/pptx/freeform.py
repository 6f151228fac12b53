"""Shapes of many corners, and what shapes are filled with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.oxml.ns import qn

from exports.map_look import NO_DATA_DOTS, NO_DATA_PAPER, fill_of
from exports.map_parts import NO_DATA
from exports.palette import palette
from exports.pptx.parts import child, unstyled

Corners = Sequence[tuple[int, int]]
DOTS = "pct10"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dots:
    paper: str
    ink: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """`edge`: a token; `fill`: RRGGBB, or dots, None for none."""

    edge: str
    points: float
    fill: str | Dots | None = None


def paper(step: int) -> str | Dots:
    """Of a class of areas."""
    if step == NO_DATA:
        return Dots(paper=palette()[NO_DATA_PAPER], ink=palette()[NO_DATA_DOTS])
    return palette()[fill_of(step)]


def freeform(group: Any, name: str, rings: Sequence[Corners], look: Look) -> Any:
    """What is said of the new shape, which is named. In the slide's own unit."""
    tree = group.shapes._spTree
    every = [corner for ring in rings for corner in ring]
    left, top = min(x for x, _ in every), min(y for _, y in every)
    wide = max(x for x, _ in every) - left
    high = max(y for _, y in every) - top
    shape = tree.add_freeform_sp(left, top, wide, high)
    about = shape.nvSpPr.cNvPr
    about.set("name", name)
    path = shape.add_path(w=wide, h=high)
    for ring in rings:
        first, *others = [(x - left, y - top) for x, y in ring]
        path.add_moveTo(*first)
        for corner in others:
            path.add_lnTo(*corner)
        path.add_close()
    unstyled(shape)
    _look(shape.spPr, look)
    return about


def looked(shape: Any, look: Look) -> None:
    """In place of what a theme gives to shapes."""
    unstyled(shape._element)
    _look(shape._element.spPr, look)


def _look(properties: Any, look: Look) -> None:
    for name in ("a:solidFill", "a:noFill", "a:ln"):
        for old in properties.findall(qn(name)):
            properties.remove(old)
    _fill(properties, look.fill)
    line = child(properties, "a:ln", w=str(round(look.points * 12700)))
    _fill(line, palette()[look.edge])
    child(line, "a:round")


def _fill(parent: Any, fill: str | Dots | None) -> None:
    if fill is None:
        child(parent, "a:noFill")
    elif isinstance(fill, str):
        child(child(parent, "a:solidFill"), "a:srgbClr", val=fill)
    else:
        made = child(parent, "a:pattFill", prst=DOTS)
        child(child(made, "a:fgClr"), "a:srgbClr", val=fill.ink)
        child(child(made, "a:bgClr"), "a:srgbClr", val=fill.paper)
