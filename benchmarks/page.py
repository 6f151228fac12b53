"""A page as the server works it out, and what it asks for on the way."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import Engine

from benchmarks.cuts import Cut as Cut
from benchmarks.cuts import Figures, Request, cuts, figures_of
from benchmarks.definitions import defined_in
from components.look import Look
from config.province import read_province
from config.settings import Settings
from data_access.cache import SharedCache
from data_access.places import Places
from data_access.selection import Selection
from metrics.desk import Desk, View
from metrics.reading import Reading
from metrics.values import Asked
from pages.page import Ask, Page
from pages.registry import all_pages
from wording.words import words_in

Answer = TypeVar("Answer")
Clock: TypeAlias = Callable[[], float]  # seconds


class Watch(SharedCache):
    """A cache that says how long its answers took, and what was asked. Without a `kept` one behind
    it, it is empty when a page begins. What a process holds of places is `held` between pages."""

    def __init__(self, held: SharedCache, kept: SharedCache | None, clock: Clock) -> None:
        super().__init__()
        self._process, self._behind, self._clock = held, kept, clock
        self._found: dict[str, Any] = {}
        self._deep = 0
        self.seconds = 0.0
        self.answers: list[tuple[tuple[Any, ...], Any]] = []

    def answer(self, asked: tuple[object, ...], compute: Callable[[], Answer]) -> Answer:
        began = self._clock()
        self._deep += 1
        found = self._behind.answer(asked, compute) if self._behind else self._once(asked, compute)
        self._deep -= 1
        if not self._deep:  # an answer may ask for others
            self.seconds += self._clock() - began
        self.answers.append((asked, found))
        return found

    def held(self, asked: tuple[object, ...], compute: Callable[[], Answer]) -> Answer:
        return self._process.held(asked, compute)

    def _once(self, asked: tuple[object, ...], compute: Callable[[], Answer]) -> Answer:
        key = repr(asked)
        if key not in self._found:
            self._found[key] = compute()
        found: Answer = self._found[key]
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Seconds for the figures alone and for the whole page, and what it asked and showed."""

    figures: float
    whole: float
    watch: Watch
    today: date
    places: Places

    @property
    def readings(self) -> list[Reading]:
        found = [answer for _, answer in self.watch.answers if isinstance(answer, list)]
        return [each for answer in found for each in answer if isinstance(each, Reading)]

    @property
    def values(self) -> Figures:
        return figures_of(self.readings)

    @property
    def cuts(self) -> list[Cut]:
        """What it asked about dossiers, as others must count it."""
        asked = [key[5:] for key, _ in self.watch.answers if key[4] == "readings"]
        requests = [
            Request(metrics=tuple(metrics), selection=selection, by=by, asked=asked or Asked())
            for metrics, selection, by, asked in asked
        ]
        return cuts(requests, self.today, self.places)


class Shows:
    """One page over one database, the first with all its filters open."""

    def __init__(
        self,
        engine: Engine,
        page: Page,
        cache: SharedCache | None = None,
        clock: Clock = time.perf_counter,
    ) -> None:
        self._engine, self._page, self._cache, self._clock = engine, page, cache, clock
        self._held = SharedCache()
        self._province = read_province(Settings.from_env().config_dir)

    def show(self) -> Shown:
        watch = Watch(self._held, self._cache, self._clock)
        began = self._clock()
        with Desk(engine=self._engine, province=self._province, cache=watch).open() as view:
            asked = _asked(view)
            opened = self._clock() - began
            self._page.content(asked)
        return Shown(
            figures=opened + watch.seconds,
            whole=self._clock() - began,
            watch=watch,
            today=view.snap.today,
            places=view.snap.places,
        )


def busiest(engine: Engine, times: int = 5) -> Page:
    """Of the pages about dossiers, which others can count too, the one whose figures cost most, by
    this process's own time: SQLite works in it. A wall is as many pages as its list has
    screens."""
    cost: dict[str, float] = {}
    for page in (each for each in all_pages().values() if each.filtered and not each.wall):
        shows = Shows(engine, page, clock=time.process_time)
        if _is_counted(shows.show()):
            cost[page.path] = min(shows.show().figures for _ in range(times))
    return all_pages()[max(cost, key=lambda path: cost[path])]


def _is_counted(shown: Shown) -> bool:
    """Most of it, at least: the other ways are not told the rest."""
    asked = [(cut, metric) for cut in shown.cuts for metric in cut.metrics]
    return 2 * sum(bool(defined_in(*each)) for each in asked) > len(asked)


def _asked(view: View) -> Ask:
    return Ask(
        view=view,
        selection=Selection.from_query({}, today=view.snap.today),
        query={},
        look=Look(words=words_in("vi"), theme="light", size="desk"),
        sources=view.sources(),
    )
