"""The tables that `make bench` prints."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.databases import Made
from benchmarks.measure import Subject, Times, slowest, typical
from benchmarks.verdict import Measured

ROWS = (
    ("the page's figures, uncached", "figures"),
    ("the whole page, charts drawn", "whole"),
    ("pandas, read_sql and groupbys", "table"),
    ("pandas, groupbys in memory", "memory"),
)


def print_report(made: Sequence[Made], subjects: Sequence[Subject], found: list[Measured]) -> None:
    console = Console()
    console.print(f"[bold]Overview[/bold]: {_machine()}")
    console.print(_times(subjects))
    console.print(
        "The page: 8 gauges with previous period, last year and 12 months, trend of 24 months,"
        " league, map.\npandas: dossiers only (4 gauges, trend, league), only the columns that"
        " this needs; in memory as categories and booleans."
    )
    console.print(_promises(found))
    for each in made:
        console.print(
            f"{each.dossiers:,} dossiers, with documents, made and loaded in {each.seconds:,.0f} s"
            f" ({each.dossiers / each.seconds:,.0f} a second), {each.peak_mb:,.0f} MB of memory,"
            f" {each.size_mb:,.0f} MB on disk"
        )
    for subject in subjects:
        for key in subject.differing[:5]:
            console.print(f"[red]differs at {subject.dossiers:,}:[/red] {' '.join(key)}")


def _times(subjects: Sequence[Subject]) -> Table:
    table = Table("median (p95), ms")
    for subject in subjects:
        table.add_column(f"{subject.dossiers:,} dossiers", justify="right")
    table.add_column("runs", justify="right")
    for says, name in ROWS:
        times = [_list(subject.times, name) for subject in subjects]
        table.add_row(says, *(_said(each) for each in times), str(len(times[0])))
    return table


def _list(times: Times, name: str) -> list[float]:
    found: list[float] = getattr(times, name)
    return found


def _said(times: list[float]) -> str:
    if len(times) < 20:
        return f"{typical(times):,.1f}"
    return f"{typical(times):,.1f} ({slowest(times):,.1f})"


def _promises(found: list[Measured]) -> Table:
    table = Table()
    table.add_column("ratio", no_wrap=True)
    for name in ("measured", "promised", "holds"):
        table.add_column(name, justify="right")
    words = {True: "yes", False: "[red]NO[/red]", None: "not judged"}
    for each in found:
        table.add_row(each.name, f"{each.ratio:,.2f}", _bound(each), words[each.holds])
    return table


def _bound(each: Measured) -> str:
    return f"≥ {each.at_least:g}" if each.at_least is not None else f"≤ {each.at_most:g}"


def _machine() -> str:
    versions = ", ".join(f"{name} {version(name)}" for name in ("pandas", "SQLAlchemy"))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    return (
        f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GB; {platform.system()},"
        f" Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {versions}"
    )


def _processor() -> str:
    about = Path("/proc/cpuinfo")
    lines = about.read_text().splitlines() if about.exists() else []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
