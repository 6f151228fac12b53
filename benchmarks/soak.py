"""`make soak`: weeks of a wall in half an hour. The wall and its server's clock run fifty times as
fast, data arrive with every look; memory, nodes and listeners must stay flat."""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from statistics import mean

import psutil
from rich.console import Console
from rich.table import Table
from scipy.stats import linregress

from access.doors import Doors
from access.playlists import keep
from access.store import Store, store_of
from benchmarks.bare_browser import BareBrowser, bare_browser
from benchmarks.machine import MB
from benchmarks.served import serving, worker_mb
from benchmarks.verdict import Measured, failed, write
from config.access import read_access
from config.playlists import DEFAULT
from config.province import read_province
from config.settings import ROOT
from data_access.clock import real_now
from tests.browser.site import copy_of, demonstration

OUTPUT = ROOT / "var/soak.json"
FASTER = Path(__file__).with_name("faster.js")
SPEED = 50
DOSSIERS = 20_000
VERSIONS = 6  # with other figures each, which the server keeps: a refresh costs it little
SECONDS, REFRESHES, SCREENS = 1_900, 20_000, 5_000
EVERY = 0.06  # seconds between two versions
ARRIVES = 2.0  # seconds between two arrivals, from which all is worked out anew
SAMPLE = 10.0
DWELL = 18  # seconds a screen: as many turns in half an hour as are asked for
TOLD = 6  # samples between two lines on the terminal
WARM = 0.25  # of the time, before anything is held against it
# V8 compiles what is called often anew, at its 400th call and at its 3,000th: what is called once a
# screen would get there at half of the run. At a tenth of these counts all is compiled before
# anything is held against it, as it is on a wall after its first day.
WARM_EARLY = (
    "--js-flags=--invocation-count-for-maglev=40 --invocation-count-for-turbofan=300"
    " --minimum-invocations-after-ic-update=50"
)
GROWTH = 5.0  # percent, over all that was looked at
tell = Console(stderr=True).print


@dataclass(slots=True)
class Soaked:
    """One number a sample: heap, renderer and server in MB."""

    seconds: list[float] = field(default_factory=list)
    heap: list[float] = field(default_factory=list)
    nodes: list[float] = field(default_factory=list)
    listeners: list[float] = field(default_factory=list)
    renderer: list[float] = field(default_factory=list)
    server: list[float] = field(default_factory=list)
    refreshes: int = 0
    screens: int = 0

    def newest(self) -> str:
        """A line to be read while it runs."""
        last = ", ".join(f"{name} {samples[-1]:,.1f}" for name, _, samples in self.flat())
        counts = f"{self.refreshes:,} refreshes, {self.screens:,} screens"
        return f"{self.seconds[-1]:,.0f} s: {counts}; {last}"

    def flat(self) -> Iterator[tuple[str, str, list[float]]]:
        """What must not grow: name, unit, samples."""
        yield "wall_heap", "MB", self.heap
        yield "wall_nodes", "nodes", self.nodes
        yield "wall_listeners", "listeners", self.listeners
        yield "wall_renderer", "MB", self.renderer
        yield "server", "MB", self.server


@dataclass(frozen=True, slots=True, kw_only=True)
class Slope:
    """Of a straight line through the samples after warming up: by how many percent it rises over
    them, and how likely chance alone would give such a rise."""

    mean: float
    percent: float
    chance: float


def slope(seconds: Sequence[float], samples: Sequence[float]) -> Slope:
    warm = int(len(samples) * WARM)
    at, found = seconds[warm:], samples[warm:]
    if len(set(found)) == 1:
        return Slope(mean=found[0], percent=0.0, chance=1.0)
    line = linregress(at, found)
    rise = float(line.slope) * (at[-1] - at[0])
    return Slope(mean=mean(found), percent=100 * rise / mean(found), chance=float(line.pvalue))


def soak(seconds: float, folder: Path, *, sample: float = SAMPLE) -> Soaked:
    database = prepared(folder)
    script = FASTER.read_text(encoding="utf-8").replace("SPEED", str(SPEED))
    with (
        serving(f"sqlite:///{database}") as (port, process),
        bare_browser(1920, 1080, WARM_EARLY) as browser,
    ):
        browser.open(f"http://127.0.0.1:{port}/wall", before=script)
        _shown(browser)
        found = Soaked()
        began = time.monotonic()
        while (passed := time.monotonic() - began) < seconds:
            _turn(database, sample)
            _look(found, passed, browser)
            found.server.append(worker_mb(process))
            if len(found.seconds) % TOLD == 0:
                tell(found.newest())
        return found


def _shown(browser: BareBrowser) -> None:
    until = time.monotonic() + 60
    while not browser.evaluate("!!document.querySelector('.wall-screen[data-shown=true]')"):
        assert time.monotonic() < until, "the wall shows nothing"
        time.sleep(0.2)


def prepared(folder: Path) -> Path:
    """A demonstration that does not grow by itself; its clock stands and is moved on."""
    made = demonstration(folder / "demo.db", DOSSIERS)
    still = "UPDATE dataset SET clock_runs = 0, synthetic = 0"
    database = copy_of(made, folder / "soak.db", still)
    doors = Doors(
        store=Store(store_of(f"sqlite:///{database}")), rules=read_access(ROOT / "config")
    )
    shipped = read_province(ROOT / "config").playlists[DEFAULT]
    body = {"screens": [each.kind for each in shipped.screens], "seconds": DWELL}
    keep(doors, "soak", DEFAULT, body)
    return database


def _turn(database: Path, seconds: float) -> None:
    """Versions come and go, each a little later by the dataset's clock."""
    with closing(sqlite3.connect(database, timeout=30)) as connection:
        first, text = connection.execute("SELECT version, clock_shows FROM dataset").fetchone()
        base, shows, last = first - first % VERSIONS, datetime.fromisoformat(text), time.monotonic()
        until, nth, arrived = last + seconds, first % VERSIONS, last
        while time.monotonic() < until:
            now = time.monotonic()
            shows, last = shows + timedelta(seconds=(now - last) * SPEED), now
            nth = (nth + 1) % VERSIONS
            with connection:
                connection.execute(CHANGE, (base + nth, f"{shows:%Y-%m-%d %H:%M:%S.%f}", _now()))
                connection.execute(FIGURE, (VERSIONS - 1 if nth == 0 else -1,))
                if now > arrived + ARRIVES:
                    arrived = now
                    connection.execute(ARRIVED, (*[f"{shows:%Y-%m-%d %H:%M:%S.%f}"] * 3,))
            time.sleep(EVERY)


CHANGE = "UPDATE dataset SET version = ?, clock_shows = ?, clock_started_at = ?"
NEWEST = "SELECT max(month) FROM dossier_month_agency"
# Figures of the newest month go up and down again.
FIGURE = f"UPDATE dossier_month_agency SET received = received + ? WHERE month = ({NEWEST})"
ARRIVED = "UPDATE sources SET as_of = ?, arrived_at = ? WHERE as_of >= date(?, '-2 days')"


def _now() -> str:
    return f"{real_now():%Y-%m-%d %H:%M:%S.%f}"


def _look(found: Soaked, passed: float, browser: BareBrowser) -> None:
    browser.send("HeapProfiler.collectGarbage")
    metrics = {
        each["name"]: each["value"] for each in browser.send("Performance.getMetrics")["metrics"]
    }
    found.seconds.append(passed)
    found.heap.append(metrics["JSHeapUsedSize"] / MB)
    found.nodes.append(metrics["Nodes"])
    found.listeners.append(metrics["JSEventListeners"])
    found.renderer.append(_renderer_mb(browser.process.pid))
    counts = browser.evaluate("soak")
    found.refreshes, found.screens = counts["refreshes"], counts["screens"]


def _renderer_mb(browser: int) -> float:
    """The largest process that renders: the wall's."""
    sizes = [_renderer_bytes(each) for each in psutil.Process(browser).children(recursive=True)]
    return max(sizes) / MB


def _renderer_bytes(process: psutil.Process) -> float:
    """0 of any other process, and of one that has just ended: a browser has many of these."""
    try:
        of = "--type=renderer" in process.cmdline()
        return float(process.memory_full_info().uss) if of else 0.0
    except psutil.Error:
        return 0.0


def promised(of: Soaked, *, judged: bool) -> Iterator[Measured]:
    for name, unit, samples in of.flat():
        found = slope(of.seconds, samples)
        yield Measured(
            name=f"{name}_growth",
            value=found.mean,
            unit=f"{unit}, growth in %",
            against=found.chance,
            ratio=found.percent,
            at_most=GROWTH,
        )
    for name, value, least in (
        ("refreshes", of.refreshes, REFRESHES),
        ("screen_changes", of.screens, SCREENS),
    ):
        yield Measured(
            name=name,
            value=value,
            unit="times",
            against=least,
            ratio=value,
            at_least=least,
            judged=judged,
        )


def print_soaked(figures: Sequence[Measured]) -> None:
    table = Table(title="A wall for weeks, fifty times as fast", title_justify="left")
    for name in ("what", "mean", "growth %, or times", "bound", "chance", "holds"):
        table.add_column(name, justify="left" if name == "what" else "right")
    for each in figures:
        bound = each.at_most if each.at_most is not None else each.at_least
        table.add_row(
            each.name,
            f"{each.value:,.1f}",
            f"{each.ratio:,.2f}",
            f"{bound:,.0f}",
            f"{each.against:,.2f}",
            {True: "yes", False: "[red]NO[/red]", None: "not judged"}[each.holds],
        )
    Console(width=120).print(table)


def main() -> int:
    short = os.environ.get("BENCH_SCALE") == "small"
    with tempfile.TemporaryDirectory() as folder:
        found = soak(120 if short else SECONDS, Path(folder))
    figures = list(promised(found, judged=not short))
    print_soaked(figures)
    write(OUTPUT, figures)
    return 1 if failed(figures) else 0


if __name__ == "__main__":
    sys.exit(main())
