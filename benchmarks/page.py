"""The overview as the server works it out, nothing kept from one time to the next."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from components.look import Look
from components.words import words_in
from config.province import read_province
from config.settings import Settings
from data_access.cache import SharedCache
from data_access.engine import make_engine
from data_access.places import Places
from data_access.selection import Period, Selection
from metrics.desk import Desk, View
from metrics.reading import Reading
from pages import overview
from pages.page import Ask

Answer = TypeVar("Answer")


class Watch(SharedCache):
    """Where the shared cache would be: keeps no answer, but says how long they took."""

    def __init__(self) -> None:
        super().__init__()
        self.seconds = 0.0
        self.answers: list[Any] = []

    def answer(self, asked: tuple[object, ...], compute: Callable[[], Answer]) -> Answer:
        began = time.perf_counter()
        found = super().answer(asked, compute)
        self.seconds += time.perf_counter() - began
        self.answers.append(found)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Seconds for the figures alone and for the whole page, and what it showed. `today`: the part
    of the selection's period that has happened."""

    figures: float
    whole: float
    readings: list[Reading]
    selection: Selection
    today: Period
    places: Places


class Overview:
    def __init__(self, database: Path) -> None:
        self._engine = make_engine(f"sqlite:///{database}")
        self._province = read_province(Settings.from_env().config_dir)

    def show(self) -> Shown:
        watch = Watch()
        began = time.perf_counter()
        with Desk(engine=self._engine, province=self._province, cache=watch).open() as view:
            asked = _asked(view)
            opened = time.perf_counter() - began
            overview.content(asked)
        return Shown(
            figures=opened + watch.seconds,
            whole=time.perf_counter() - began,
            readings=[r for a in watch.answers for r in a if isinstance(r, Reading)],
            selection=asked.selection,
            today=asked.selection.period.until(view.snap.today),
            places=view.snap.places,
        )


def _asked(view: View) -> Ask:
    return Ask(
        view=view,
        selection=Selection.from_query({}, today=view.snap.today),
        query={},
        look=Look(words=words_in("vi"), theme="light", size="desk"),
        sources=view.sources(),
    )
