"""What a screen of the wall is: slots of its own, a name, and what stands in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from components import ids
from components.slot import slot
from config.playlists import MOST_OF_A_KIND, OFTEN, ScreenSpec
from pages.page import Ask, Content

NAME = "wall"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One screen of a playlist, and its number among those of its kind."""

    spec: ScreenSpec
    number: int = 0

    def named(self, name: str) -> str:
        """Of a slot: of a kind that may stand there several times, by its number."""
        return f"{name}-{self.number}" if self.spec.kind in OFTEN else name


def places(screens: Sequence[ScreenSpec]) -> list[Place]:
    found: list[Place] = []
    for spec in screens:
        number = sum(each.spec.kind == spec.kind for each in found)
        found.append(Place(spec=spec, number=number))
    return found


def ids_of(blocks: Sequence[str], charts: Sequence[str], headed: Sequence[str]) -> list[str]:
    heads = (ids.head(chart, line) for chart in headed for line in ("title", "sub"))
    return [*(ids.part(NAME, each) for each in blocks), *map(ids.graph, charts), *heads]


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """`title`: its name, told also when nothing of it could be had; `sub`: what stands in the
    wall's head while it is shown. `headed`: the charts whose panel has a head to fill."""

    title: Callable[[Ask, Place], str]
    content: Callable[[Ask, Place], Content]
    body: Callable[[Content, Ask, Place], Component]
    sub: Callable[[Ask, Place], str]
    blocks: tuple[str, ...] = ()
    charts: tuple[str, ...] = ()
    headed: tuple[str, ...] = ()

    def ids(self, place: Place) -> list[str]:
        """Of all that a refresh fills."""
        named = ([place.named(n) for n in each] for each in (self.blocks, self.charts, self.headed))
        return ids_of(*named)

    def slots(self, kind: str, names: Sequence[str]) -> list[str]:
        """All slots that screens of its kind have on a page."""
        if kind not in OFTEN:
            return list(names)
        return [f"{name}-{number}" for number in range(MOST_OF_A_KIND) for name in names]


def part(content: Content, name: str, kind: str = "") -> Component:
    return slot(NAME, name, content.blocks.get(name), kind)


def stack(*parts: Component) -> Component:
    return html.Div(list(parts), className="stack")
