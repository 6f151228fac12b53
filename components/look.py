"""Look: what a chart must know of where it is shown."""

from __future__ import annotations

from dataclasses import dataclass

from components.theme import Size, Theme
from wording.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    words: Words
    theme: Theme = "light"
    size: Size = "desk"

    @property
    def wall(self) -> bool:
        return self.size == "wall"
