"""One database: its busiest page, the same figures counted in other ways, and what they took."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

from flask import Flask
from sqlalchemy import text

from benchmarks import in_numpy, in_pandas, in_sql
from benchmarks.cuts import Cut, Figures, Key
from benchmarks.databases import Made
from benchmarks.lists import page_times
from benchmarks.page import Shows
from benchmarks.same import differing
from config.province import read_province
from config.settings import Settings
from data_access.cache import shared_cache
from data_access.engine import make_engine
from data_access.selection import By, Selection
from data_access.snapshot import snapshot
from metrics.catalogue import metric
from metrics.evaluate import evaluate
from pages.page import Page

CACHED, MEDIANS, SUMS = "cached", "medians", "sums"
FIGURES, WHOLE = "figures", "whole page"
TABLE, MEMORY, SQL, SCAN = "read_sql", "frame in memory", "SQL", "numpy scan"


@dataclass(slots=True)
class Times:
    """Milliseconds, by what was done."""

    taken: dict[str, list[float]] = field(default_factory=dict)

    def add(self, name: str, seconds: float) -> None:
        self.taken.setdefault(name, []).append(seconds * 1000)

    def typical(self, name: str) -> float:
        return median(self.taken[name])

    def slowest(self, name: str) -> float:
        """The 95th percentile; of few the slowest."""
        times = self.taken[name]
        return quantiles(times, n=20)[-1] if len(times) >= 20 else max(times)


class Subject:
    def __init__(self, made: Made, page: Page, folder: Path) -> None:
        self.made, self.times = made, Times()
        self.engine = make_engine(made.url)
        self._province = read_province(Settings.from_env().config_dir)
        cache = shared_cache(Flask("bench"), None, folder)
        cache.clear()
        self._page, self._cached = Shows(self.engine, page), Shows(self.engine, page, cache)
        shown = self._page.show()
        self._cached.show()
        self.selection = Selection.from_query({}, today=shown.today)
        self._cuts, self._figures = shown.cuts, shown.values
        self.compared = 0
        self.differing: set[Key] = set()

    def show_page(self) -> None:
        shown = self._page.show()
        self.times.add(FIGURES, shown.figures)
        self.times.add(WHOLE, shown.whole)
        self.times.add(CACHED, self._cached.show().figures)

    def medians_and_sums(self) -> None:
        """The same question twice, by agency: a quantile, and a ratio of sums."""
        for name, asked in ((MEDIANS, "median_days"), (SUMS, "digitised")):
            with snapshot(self.engine) as snap:
                began = time.perf_counter()
                evaluate(snap, self._province, [metric(asked)], self.selection, by=By.AGENCY)
                self.times.add(name, time.perf_counter() - began)

    def pages_of_lists(self) -> None:
        for name, seconds in page_times(self.engine):
            self.times.add(name, seconds)

    @contextmanager
    def indexed(self) -> Iterator[None]:
        """With what somebody who counts by SQL would have; it would slow down what is loaded."""
        with self.engine.begin() as connection:
            for column in in_sql.INDEXES:
                connection.execute(text(f"CREATE INDEX bench_{column} ON dossiers ({column})"))
            connection.execute(text("ANALYZE"))
        try:
            yield
        finally:
            with self.engine.begin() as connection:
                for column in in_sql.INDEXES:
                    connection.execute(text(f"DROP INDEX bench_{column}"))

    def count(self, way: str, work: Callable[[list[Cut]], Figures]) -> None:
        gc.collect()
        began = time.perf_counter()
        found = work(self._cuts)
        self.times.add(way, time.perf_counter() - began)
        self.compared += len(found)
        self.differing |= set(differing(self._figures, found))

    def read_and_count(self) -> None:
        self.count(TABLE, lambda cuts: in_pandas.count(
            in_pandas.ready(in_pandas.read_dossiers(self.engine)), cuts))  # fmt: skip

    def count_by_sql(self) -> None:
        self.count(SQL, lambda cuts: in_sql.count(self.engine, cuts))

    def count_in_memory(self, rounds: int) -> None:
        frame = in_pandas.kept(in_pandas.read_dossiers(self.engine))
        for _ in range(rounds):
            self.count(MEMORY, lambda cuts: in_pandas.count(frame, cuts))

    def scan(self, rounds: int) -> None:
        arrays = in_numpy.Arrays(self.engine)
        for _ in range(rounds):
            self.count(SCAN, lambda cuts: in_numpy.count(arrays, cuts))
