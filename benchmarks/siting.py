"""Siting at province size: 1,200 villages that all wait, 5,000 candidate sites, 20 stations.
By itself: `python -m benchmarks.siting`."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks.verdict import Measured
from data_access.villages import Village
from metrics.coverage.distance import Floats
from metrics.coverage.hata import Setting
from metrics.coverage.links import LINKS, Band
from metrics.siting.candidates import Candidate, Kind
from metrics.siting.plan import plan
from metrics.siting.plan_types import Plan, Question

VILLAGES, CANDIDATES, STATIONS = 1_200, 5_000, 20
PROMISED_S = 10
BOX = ((105.6, 17.0), (106.9, 18.0))  # as large as the demonstration's province is long


@dataclass(frozen=True, slots=True, kw_only=True)
class Sited:
    """`seconds`: from villages and candidates to the plan with its curve."""

    setting: Setting
    plan: Plan
    seconds: float


def sited() -> list[Sited]:
    """Once with hills and trees around (2.3 km), where few villages are within reach of a site, and
    once in the open (8.9 km), where sites overlap most and the choice is hardest."""
    return [_sited(setting) for setting in (Setting.SUBURBAN, Setting.OPEN)]


def _sited(setting: Setting) -> Sited:
    rng = np.random.default_rng(7)
    villages = [_village(n, place, rng) for n, place in enumerate(_places(rng, VILLAGES))]
    candidates = [
        Candidate(code=f"c{n}", kind=Kind.LISTED, longitude=x, latitude=y)
        for n, (x, y) in enumerate(_places(rng, CANDIDATES).tolist())
    ]
    asked = Question(
        waiting=villages,
        candidates=candidates,
        link=LINKS["4g"].amid(setting),
        band=Band.WEAK,
        budget=STATIONS,
    )
    began = time.perf_counter()
    made = plan(asked)
    return Sited(setting=setting, plan=made, seconds=time.perf_counter() - began)


def _places(rng: np.random.Generator, count: int) -> Floats:
    (west, south), (east, north) = BOX
    return np.stack([rng.uniform(west, east, count), rng.uniform(south, north, count)], axis=-1)


def _village(number: int, place: Floats, rng: np.random.Generator) -> Village:
    people = int(rng.lognormal(5.8, 0.6)) + 20
    return Village(
        code=f"v{number}",
        name=f"Bản {number}",
        commune="",
        longitude=float(place[0]),
        latitude=float(place[1]),
        people=people,
        households=people // 4,
        signal="none",
        has_power=True,
        has_broadband=True,
    )


def promised(found: Sequence[Sited]) -> Iterator[Measured]:
    for each in found:
        yield Measured(
            name=f"siting_{each.setting}",
            value=each.seconds,
            unit="s",
            against=PROMISED_S,
            ratio=each.seconds / PROMISED_S,
            at_most=1,
        )
        yield Measured(
            name=f"siting_{each.setting}_gap",
            value=100 * each.plan.solved.gap,
            unit="%",
            against=0,
            ratio=each.plan.solved.gap,
            at_most=0,
        )
        yield Measured(
            name=f"siting_{each.setting}_over_greedy",
            value=each.plan.people,
            unit="people",
            against=each.plan.greedy,
            ratio=each.plan.people / max(1, each.plan.greedy),
            at_least=1,
        )


def print_siting(verdicts: Sequence[Measured]) -> None:
    title = f"{STATIONS} of {CANDIDATES:,} sites for {VILLAGES:,} villages"
    table = Table("siting", title=title)
    for name in ("measured", "against", "ratio", "holds"):
        table.add_column(name, justify="right")
    words = {True: "yes", False: "[red]NO[/red]", None: "not judged"}
    for each in verdicts:
        measured = f"{each.value:,.2f} {each.unit}"
        table.add_row(
            each.name, measured, f"{each.against:,.0f}", f"{each.ratio:.3f}", words[each.holds]
        )
    Console(width=120).print(table)


def main() -> int:
    print_siting(list(promised(sited())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
