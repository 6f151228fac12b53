"""How a page feels: in Debian's Chromium, beside a real server. By itself:
`python -m benchmarks.browser DATABASE_URL [PATH]`."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from rich.console import Console
from rich.table import Table

from benchmarks.machine import MB
from benchmarks.served import serving, worker_mb
from benchmarks.verdict import Measured
from benchmarks.visits import ROUNDS, Visits, visits

# The first page, and the one with the most on it: sixteen figures, trends, the first twenty
# agencies, districts and levels. Each with what its measurements are called.
PAGES = {"/": "", "/dossiers": "_dossiers"}
# What is promised at 1 and at 5 million dossiers, on two cores.
READABLE_MS, DRAWN_MS, RELOAD_MS = 800, 1200, 400
UNCACHED_MS, CACHED_MS, CROWD_MS = 250, 80, 1000
WIRE_MB, SERVER_MB, SHIFT, REQUESTS = 1.6, 200, 0.1, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Felt:
    visits: Visits
    server_mb: float


def felt(url: str, path: str = "/", *, rounds: int = ROUNDS) -> Felt:
    """A database's page, by a server of its own."""
    with serving(url) as (port, process):
        found = asyncio.run(visits(f"http://127.0.0.1:{port}{path}", rounds=rounds))
        return Felt(visits=found, server_mb=worker_mb(process))


def promised(of: Felt, *, name: str, judged: bool) -> Iterator[Measured]:
    seen = of.visits
    for what, value, limit, unit in (
        ("first_load_readable", median(seen.readable), READABLE_MS, "ms"),
        ("first_load_drawn", median(seen.drawn), DRAWN_MS, "ms"),
        ("on_the_wire", max(seen.wire) / MB, WIRE_MB, "MB"),
        ("reload", median(seen.reload), RELOAD_MS, "ms"),
        ("filter_uncached", median(seen.uncached), UNCACHED_MS, "ms"),
        ("filter_cached", median(seen.cached), CACHED_MS, "ms"),
        ("filter_ten_browsers_p95", quantiles(seen.crowd, n=20)[-1], CROWD_MS, "ms"),
        ("server_memory", of.server_mb, SERVER_MB, "MB"),
        ("layout_shift", max(seen.shift), SHIFT, "CLS"),
        ("requests_for_figures", max(seen.requests), REQUESTS, "requests"),
    ):
        yield Measured(
            name=f"browser_{name}_{what}",
            value=value,
            unit=unit,
            against=limit,
            ratio=value / limit,
            at_most=1,
            judged=judged,
        )


def print_felt(verdicts: Sequence[Measured]) -> None:
    table = Table("in a browser", title="How pages feel")
    for name in ("measured", "at most", "holds"):
        table.add_column(name, justify="right")
    words = {True: "yes", False: "[red]NO[/red]", None: "not judged"}
    for each in verdicts:
        measured = f"{each.value:,.2f} {each.unit}"
        table.add_row(each.name, measured, f"{each.against:,.4g}", words[each.holds])
    Console(width=120).print(table)


def main(url: str, path: str = "/") -> int:
    print_felt(list(promised(felt(url, path), name="own", judged=False)))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
