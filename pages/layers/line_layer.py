"""What a layer of lines is: its states, where its lines are, and in which state each is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from components.map_lines import Lines, LineState
from components.map_spots import digest_of
from metrics.desk import View
from pages.page import Ask
from wording.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """What of a line lies in the selection: the place of its `state`, and `km`; no state: nothing
    does."""

    state: int | None = None
    km: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LineLayer:
    """`name`: in its address; `one`: what one of its lines is. `lines`: all within the viewer's
    scope on a day; `stretches`: of each of them what lies in the selection, None where nobody can
    tell; `middles`: of each of them a place on it, to which a search leads. `metric`: on whose
    source it rests; `loaded`: whether there are any at all, for who sees them or not."""

    name: str
    label: str
    one: str
    states: tuple[LineState, ...]
    lines: Callable[[View, Words, date], Lines]
    stretches: Callable[[Ask, date], Sequence[Stretch] | None]
    middles: Callable[[View, date], Sequence[tuple[float, float]]]
    metric: str
    loaded: Callable[[View], bool]


def line_files(view: View, layer: LineLayer, words: Words, day: date) -> dict[str, tuple[str, str]]:
    """What travels once, with its digest."""

    def made() -> dict[str, tuple[str, str]]:
        text = layer.lines(view, words, day).file()
        return {"file": (text, digest_of(text))}

    return view.kept(("lines", layer.name, words.lang, day), made)
