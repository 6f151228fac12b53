"""What is promised of the page's figures, by issue and README, and judged by `make bench`."""

from __future__ import annotations

from benchmarks.measure import Subject, typical
from benchmarks.verdict import Measured

PROMISED_AT = 5_000_000
OVER_TABLE, OVER_MEMORY, GROWTH = 300, 5, 1.5


def judged(small: Subject, large: Subject) -> list[Measured]:
    """How many times faster is promised at five million dossiers; that the page grows little, and
    that both ways of counting agree, at any size."""
    before = typical(small.times.figures)
    page = typical(large.times.figures)
    return [
        _faster("page_against_read_sql", large, large.times.table, OVER_TABLE),
        _faster("page_against_frame_in_memory", large, large.times.memory, OVER_MEMORY),
        Measured(
            name="page_growth",
            value=page,
            unit="ms",
            against=before,
            ratio=page / before,
            at_most=GROWTH,
        ),
        _agreement([small, large]),
    ]


def _faster(name: str, subject: Subject, than: list[float], at_least: float) -> Measured:
    page, other = typical(subject.times.figures), typical(than)
    return Measured(
        name=name,
        value=page,
        unit="ms",
        against=other,
        ratio=other / page,
        at_least=at_least,
        judged=subject.dossiers == PROMISED_AT,
    )


def _agreement(subjects: list[Subject]) -> Measured:
    compared = sum(subject.compared for subject in subjects)
    wrong = sum(len(subject.differing) for subject in subjects)
    return Measured(
        name="figures_that_differ",
        value=wrong,
        unit="figures",
        against=compared,
        ratio=wrong / compared,
        at_most=0,
    )
