"""The tables that `make bench` prints: ratios first, the two kinds of database side by side."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from benchmarks.databases import Made
from benchmarks.lists import FAR, FIRST
from benchmarks.machine import machine
from benchmarks.promises import Measurements
from benchmarks.subject import (
    CACHED,
    FIGURES,
    MEDIANS,
    MEMORY,
    SCAN,
    SQL,
    SUMS,
    TABLE,
    WHOLE,
    Subject,
)
from benchmarks.verdict import Measured

ROWS = (
    ("the page's figures, uncached", FIGURES),
    ("the whole page, charts drawn", WHOLE),
    ("its figures from the shared cache", CACHED),
    ("a median by agency", MEDIANS),
    ("a ratio of sums by agency", SUMS),
    ("100 rows behind a figure, the newest", FIRST),
    ("100 rows behind a figure, from its middle", FAR),
    ("the table by pd.read_sql, and groupbys", TABLE),
    ("groupbys on a frame in memory", MEMORY),
    ("SQL over the indexed table", SQL),
    ("numpy over arrays in memory", SCAN),
)
WORDS = {True: "yes", False: "[red]NO[/red]", None: "not judged"}


def print_report(
    page: str, found: Sequence[Measurements], judged: dict[str, list[Measured]]
) -> None:
    console = Console(width=150)
    console.print(f"[bold]{page}, the busiest page[/bold]: {machine()}")
    console.print(_promises(judged))
    for each in found:
        console.print(_times(each))
    console.print(
        "The page's figures: every reading of the page in one snapshot, nothing kept. The other"
        " ways count dossiers only, and only what the page asks of them; they must come to the"
        " same figures. In memory: categories, booleans and months ready; SQL: sums of a period"
        " at once, with indexes on both days; numpy: only the columns that are needed."
    )
    for each in found:
        load = each.load
        console.print(
            f"{each.kind}: {load.dossiers:,} dossiers loaded from CSV in {load.seconds:,.1f} s, the"
            f" bare insert takes {load.bare_seconds:,.1f} s; {each.scale.changes:,} changes visible"
            f" after {', '.join(f'{taken:.2f}' for taken in each.visible)} s"
        )
        for subject in each.subjects:
            _print_database(console, subject.made)
            for key in sorted(subject.differing)[:5]:
                console.print(f"[red]differs at {subject.made.dossiers:,}:[/red] {' '.join(key)}")


def _print_database(console: Console, made: Made) -> None:
    console.print(
        f"  {made.dossiers:,} dossiers, with documents: generated and loaded in"
        f" {made.seconds:,.0f} s, both kinds side by side; {made.size_mb:,.0f} MB on disk"
    )


def _promises(judged: dict[str, list[Measured]]) -> Table:
    table = Table("ratio", title="What is promised")
    table.columns[0].no_wrap = True
    for kind in judged:
        for name in (kind, "holds", "measured", "against"):
            table.add_column(name, justify="right")
    table.add_column("promised", justify="right")
    for row in zip(*judged.values(), strict=True):
        first, kind = row[0], next(iter(judged))
        cells = [cell for each in row for cell in _cells(each)]
        table.add_row(first.name.removeprefix(f"{kind}_"), *cells, _bound(first))
    return table


def _cells(each: Measured) -> tuple[str, str, str, str]:
    return (
        f"{each.ratio:,.2f}",
        WORDS[each.holds],
        f"{each.value:,.1f} {each.unit}",
        f"{each.against:,.1f}",
    )


def _bound(each: Measured) -> str:
    return f"≥ {each.at_least:,.4g}" if each.at_least is not None else f"≤ {each.at_most:g}"


def _times(of: Measurements) -> Table:
    table = Table(f"{of.kind}: median (p95), ms")
    for subject in of.subjects:
        table.add_column(f"{subject.made.dossiers:,} dossiers", justify="right")
    for says, name in ROWS:
        table.add_row(says, *(_said(subject, name) for subject in of.subjects))
    return table


def _said(subject: Subject, name: str) -> str:
    if name not in subject.times.taken:
        return ""
    if len(subject.times.taken[name]) < 20:
        return f"{subject.times.typical(name):,.1f}"
    return f"{subject.times.typical(name):,.1f} ({subject.times.slowest(name):,.1f})"
