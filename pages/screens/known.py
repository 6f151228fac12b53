"""All screens there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module

from config.playlists import OFTEN, ONCE
from pages.screens.screen import Screen


@cache
def screen(kind: str) -> Screen:
    found: Screen = import_module(f"pages.screens.{kind}").SCREEN
    return found


def every_slot(of: Callable[[Screen], Sequence[str]]) -> tuple[str, ...]:
    """The slots of all screens, whichever a playlist has: Dash wants to know them beforehand."""
    kinds = (*ONCE, *OFTEN)
    found = ((kind, screen(kind)) for kind in kinds)
    return tuple(name for kind, each in found for name in each.slots(kind, of(each)))
