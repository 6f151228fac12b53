"""A scheme's totals of every unit for two years of months: nothing of it kept, from rollups. By
itself, on a database: `python -m benchmarks.scores URL`."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from statistics import median

from rich.console import Console

from benchmarks.verdict import Measured
from config.province import read_province
from config.settings import ROOT
from data_access.cache import SharedCache
from data_access.engine import make_engine
from data_access.selection import Period, Selection
from metrics.desk import Desk
from metrics.index.board import board
from metrics.index.known import known_schemes

SCHEME, YEAR, ROUNDS = "766", 2024, 5
MONTHS_S = 1.0
LEVELS = ("province", "district", "commune")


def scores(url: str, *, kind: str, judged: bool = True) -> Iterator[Measured]:
    config = ROOT / "config"
    desk = Desk(
        engine=make_engine(url),
        province=read_province(config),
        cache=SharedCache(),
        schemes=known_schemes(config),
    )
    months, lists, units = zip(*(_once(desk) for _ in range(ROUNDS + 1)), strict=True)
    for name, taken in (("months", months), ("places", lists)):
        seconds = median(taken[1:])  # the first warms up
        yield Measured(
            name=f"{kind}_scores_{name}",
            value=seconds,
            unit=f"s, {units[0]} unit months",
            against=MONTHS_S,
            ratio=seconds / MONTHS_S,
            at_most=1,
            judged=judged,
        )


def _once(desk: Desk) -> tuple[float, float, int]:
    """Seconds for the months, and for the places, intervals and other weights of all lists."""
    with desk.open() as view:
        began = time.perf_counter()
        found = board(view, SCHEME, Selection(period=Period.year(YEAR)))
        months = found.months()
        read = time.perf_counter()
        for level in LEVELS:
            found.league(level)
        count = sum(len(sheet.codes) for sheet in months.values())
        return read - began, time.perf_counter() - read, count


if __name__ == "__main__":
    for each in scores(sys.argv[1], kind="alone"):
        Console().print(f"{each.name}: {each.value:.2f} {each.unit}")
