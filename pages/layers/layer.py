"""What a layer of spots is: its states, where its spots are, and in which state each is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from components.map_spots import Spots, State, digest_of
from data_access.areas import Area
from data_access.places import Places
from data_access.selection import Selection
from data_access.villages import lies_in
from metrics.desk import View
from pages.page import Ask
from wording.words import Words


def nothing_said(_: Ask, __: date) -> str:
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """`name`: in its address; `one`: what one of its spots is. `states`: gravest first; a spot is
    drawn as the gravest of its states that is switched on. `spots`: all within the viewer's
    scope on a day; `masks`: of each of them the sum of 1, 2, 4 … of its states, 0 outside of the
    selection. `metric`: on whose source it rests; `note`: what has to be said of it, '' if
    nothing."""

    name: str
    label: str
    one: str
    states: tuple[State, ...]
    spots: Callable[[View, Words, date], Spots]
    masks: Callable[[Ask, date], Sequence[int]]
    metric: str
    note: Callable[[Ask, date], str] = nothing_said


def day_of(view: View, selection: Selection) -> date:
    """The day that a map is of: the period's end, or today while it runs."""
    return selection.period.until(view.snap.today).end


def files_of(view: View, layer: Layer, words: Words, day: date) -> dict[str, tuple[str, str]]:
    """What travels once, with its digest: 'file' of places, 'known' of numbers and days."""

    def made() -> dict[str, tuple[str, str]]:
        spots = layer.spots(view, words, day)
        texts = {"file": spots.file(), "known": spots.known()}
        return {part: (text, digest_of(text)) for part, text in texts.items()}

    return view.kept(("spots", layer.name, words.lang, day), made)


def inside(places: Places, units: Sequence[str], selection: Selection) -> list[bool]:
    """Of each unit, by key, whether the selection means it. Worked out once a unit."""
    known: dict[str, bool] = {}
    for key in units:
        if key not in known:
            unit: Area | None = places.areas.get(key)
            known[key] = unit is None or lies_in(places, unit, selection)
    return [known[key] for key in units]
