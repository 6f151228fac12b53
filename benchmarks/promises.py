"""What is promised of speed and size, by the README, and judged by `make bench`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from benchmarks.first_load import FirstLoad
from benchmarks.lists import FAR, FIRST
from benchmarks.scale import Scale
from benchmarks.subject import (
    CACHED,
    FIGURES,
    MEDIANS,
    MEMORY,
    SCAN,
    SQL,
    SUMS,
    TABLE,
    Subject,
)
from benchmarks.verdict import Measured

PROMISED_SMALL = 1_000_000
PAGE_MS, CACHED_MS, VISIBLE_S, LOAD_MB, SERVER_MB = 50, 5, 2, 300, 250
OVER_MEMORY, OVER_TABLE, OVER_SQL, OVER_SCAN = 10, 1_000, 100, 1
GROWTH, LOAD_SHARE = 1.5, 1 / 3
AS_A_SUM = 1.5  # a median against a sum of the same cut: one reading is some milliseconds


@dataclass(slots=True)
class Measurements:
    """Of one kind of database, at its three sizes."""

    kind: str
    scale: Scale
    subjects: Sequence[Subject]
    load: FirstLoad
    visible: list[float] = field(default_factory=list)  # seconds
    server_mb: float = 0.0

    @property
    def full(self) -> bool:
        """Most promises are about a size; at another one they are shown, not judged."""
        return self.scale.small == PROMISED_SMALL


def judged(of: Measurements) -> Iterator[Measured]:
    small, middle, large = of.subjects
    page = middle.times.slowest(FIGURES)
    yield _within(of, "page_p95", page, PAGE_MS, "ms")
    for name, way, at_least in (
        ("page_against_frame_in_memory", MEMORY, OVER_MEMORY),
        ("page_against_read_sql", TABLE, OVER_TABLE),
        ("page_against_sql", SQL, OVER_SQL),
    ):
        yield _faster(of, name, middle, way, at_least)
    yield _faster(of, "page_against_numpy_scan", large, SCAN, OVER_SCAN)
    yield _grown(of, "page_growth", (small, FIGURES), (large, FIGURES))
    yield _grown(of, "rows_page_growth", (small, FAR), (middle, FAR))
    yield _grown(of, "rows_page_depth", (middle, FIRST), (middle, FAR))
    yield _within(of, "page_cached", middle.times.typical(CACHED), CACHED_MS, "ms")
    yield _no_more(of, middle)
    visible = sorted(of.visible)[len(of.visible) // 2]
    yield _within(of, "changes_visible", visible, VISIBLE_S, "s")
    yield _loaded(of)
    yield _within(of, "load_memory", of.load.peak_mb, LOAD_MB, "MB", always=True)
    yield _within(of, "server_memory", of.server_mb, SERVER_MB, "MB")
    yield _agreement(of)


def _within(
    of: Measurements, name: str, value: float, limit: float, unit: str, *, always: bool = False
) -> Measured:
    return Measured(
        name=f"{of.kind}_{name}",
        value=value,
        unit=unit,
        against=limit,
        ratio=value / limit,
        at_most=1,
        judged=always or of.full,
    )


def _faster(of: Measurements, name: str, subject: Subject, way: str, at_least: float) -> Measured:
    page, other = subject.times.typical(FIGURES), subject.times.typical(way)
    return Measured(
        name=f"{of.kind}_{name}",
        value=page,
        unit="ms",
        against=other,
        ratio=other / page,
        at_least=at_least,
        judged=of.full,
    )


def _grown(
    of: Measurements, name: str, one: tuple[Subject, str], other: tuple[Subject, str]
) -> Measured:
    """Of `other`, against `one`."""
    before, page = (subject.times.typical(what) for subject, what in (one, other))
    return Measured(
        name=f"{of.kind}_{name}",
        value=page,
        unit="ms",
        against=before,
        ratio=page / before,
        at_most=GROWTH,
        judged=of.full,
    )


def _no_more(of: Measurements, subject: Subject) -> Measured:
    quantile, total = subject.times.typical(MEDIANS), subject.times.typical(SUMS)
    return Measured(
        name=f"{of.kind}_median_against_sum",
        value=quantile,
        unit="ms",
        against=total,
        ratio=quantile / total,
        at_most=AS_A_SUM,
        judged=of.full,
    )


def _loaded(of: Measurements) -> Measured:
    load = of.load
    return Measured(
        name=f"{of.kind}_load_against_bare_insert",
        value=load.dossiers / load.seconds,
        unit="dossiers/s",
        against=load.dossiers / load.bare_seconds,
        ratio=load.bare_seconds / load.seconds,
        at_least=LOAD_SHARE,
        judged=of.full,
    )


def _agreement(of: Measurements) -> Measured:
    compared = sum(subject.compared for subject in of.subjects)
    wrong = sum(len(subject.differing) for subject in of.subjects)
    return Measured(
        name=f"{of.kind}_figures_that_differ",
        value=wrong,
        unit="figures",
        against=compared,
        ratio=wrong / compared,
        at_most=0,
    )
