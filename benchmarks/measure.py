"""Times, taken in turn: small, large, small, large, so that a slow minute hits both alike."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

import pandas as pd

from benchmarks.page import Overview
from benchmarks.pandas_way import Figures, Question, kept, question, read_dossiers, tiles
from benchmarks.pandas_way import tiles_of_table as tiles_of
from benchmarks.same import differing, figures_of

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounds:
    """How often each is done: so many rounds, with so many pages in each; a table is read and
    counted in the first rounds only, for it takes minutes."""

    rounds: int = 5
    pages: int = 12
    tables: int = 3


@dataclass(slots=True)
class Times:
    """Milliseconds."""

    figures: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)
    table: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)


class Subject:
    """One database: its page, its frame in memory, and what they took."""

    def __init__(self, database: Path, dossiers: int) -> None:
        self.dossiers, self.times = dossiers, Times()
        self._database = database
        self._page = Overview(database)
        shown = self._page.show()
        self._asked: Question = question(shown.selection, shown.places, shown.today)
        self._figures = figures_of(shown.readings)
        self._kept: pd.DataFrame = kept(read_dossiers(database))
        self.compared = 0
        self.differing: list[Key] = []

    def show_page(self) -> None:
        shown = self._page.show()
        self.times.figures.append(shown.figures * 1000)
        self.times.whole.append(shown.whole * 1000)

    def count_in_memory(self) -> None:
        self._compare(_timed(self.times.memory, lambda: tiles(self._kept, self._asked)))

    def read_and_count(self) -> None:
        def work() -> Figures:
            return tiles_of(read_dossiers(self._database), self._asked)

        self._compare(_timed(self.times.table, work))

    def _compare(self, found: Figures) -> None:
        self.compared = len(found)
        self.differing = sorted({*self.differing, *differing(self._figures, found)})


def measure(subjects: Sequence[Subject], plan: Rounds, tell: Callable[[str], None]) -> None:
    for turn in range(plan.rounds):
        tell(f"round {turn + 1} of {plan.rounds}")
        for _ in range(plan.pages):
            for subject in subjects:
                subject.show_page()
        for subject in subjects:
            subject.count_in_memory()
        if turn < plan.tables:
            for subject in subjects:
                subject.read_and_count()


def _timed(into: list[float], work: Callable[[], Figures]) -> Figures:
    gc.collect()
    began = time.perf_counter()
    found = work()
    into.append((time.perf_counter() - began) * 1000)
    return found


def typical(times: Sequence[float]) -> float:
    return median(times)


def slowest(times: Sequence[float]) -> float:
    """The 95th percentile."""
    return quantiles(times, n=20)[-1]
