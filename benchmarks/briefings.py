"""Files of briefings: how long a deck takes, and that a file for every unit takes no more memory
than one. By itself: `python -m benchmarks.briefings`."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from statistics import median

import psutil
from flask import Flask
from rich.console import Console

from benchmarks.machine import MB
from benchmarks.verdict import Measured
from config.province import read_province
from config.settings import ROOT
from data_access.cache import SharedCache
from data_access.engine import make_engine
from exports.briefing import Briefing, Section
from exports.formats import FORMATS
from exports.rendering import Renderer, rendered
from metrics.desk import Desk, View
from pages.asking import ask
from pages.briefing.compose import briefing_of, told_page
from pages.registry import listed_pages
from tests.browser.site import demonstration

DOSSIERS, CHARTS, ROUNDS, SHEETS = 20_000, 20, 5, 500
DECK_S, GROWTH = 3, 5
tell = Console(stderr=True).print


def briefings() -> list[Measured]:
    with tempfile.TemporaryDirectory() as name:
        url = f"sqlite:///{demonstration(Path(name) / 'demo.db', DOSSIERS)}"
        desk = Desk(
            engine=make_engine(url), province=read_province(ROOT / "config"), cache=SharedCache()
        )
        with Flask("bench").test_request_context("/"), desk.open() as view:
            deck, sheets = _deck(view), list(_sheets(view))
    return [*_drawn(deck), *_flat(sheets)]


def _deck(view: View) -> Briefing:
    """Charts of many pages, as a chairman's deck has them."""
    every = [_told(view, page.path, "") for page in listed_pages() if page.brief and page.alone]
    charts = tuple(chart for each in every for chart in each.charts)[:CHARTS]
    assert len(charts) == CHARTS
    small = tuple(
        replace(each, table=replace(each.table, rows=each.table.rows[: len(each.categories)]))
        for each in charts
    )
    return replace(every[0], sections=(Section(title="", pieces=small),))


def _sheets(view: View) -> Iterator[Briefing]:
    """One an agency."""
    agencies = sorted(view.snap.places.agencies)
    for code in islice(cycle(agencies), SHEETS):
        yield _told(view, "/metric/on_time", f"?agency={code}")


def _told(view: View, path: str, search: str) -> Briefing:
    page, item = told_page(path)
    return briefing_of(page, ask(view, search, item=item))


def _drawn(deck: Briefing) -> Iterator[Measured]:
    seconds = []
    for _ in range(ROUNDS):
        began = time.monotonic()
        rendered(deck, FORMATS["pptx"])
        seconds.append(time.monotonic() - began)
    yield _measured("deck_of_20_charts", median(seconds), "s", DECK_S)


def _flat(sheets: Sequence[Briefing]) -> Iterator[Measured]:
    memory = []
    with Renderer() as renderer:
        process = psutil.Process(renderer._process.pid)
        for number, each in enumerate(sheets, start=1):
            renderer.render(each, FORMATS["docx"])
            memory.append(process.memory_full_info().uss / MB)
            if number % 100 == 0:
                tell(f"{number} sheets: {memory[-1]:,.0f} MB")
    early, late = median(memory[50:100]), median(memory[-50:])
    yield _measured("unit_sheets_growth", 100 * (late / early - 1), "%", GROWTH)


def _measured(name: str, value: float, unit: str, limit: float) -> Measured:
    return Measured(name=name, value=value, unit=unit, against=limit, ratio=value, at_most=limit)


def print_briefings(of: Sequence[Measured]) -> None:
    for each in of:
        Console().print(f"  {each.name}: {each.value:,.2f} {each.unit} (≤ {each.at_most:g})")


if __name__ == "__main__":
    print_briefings(briefings())
