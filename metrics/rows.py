"""Which figures count rows, and which rows: those of a numerator, of a denominator, and those of
the denominator that the numerator lacks, which are what is left to do."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from data_access.measures import Measure, Terms, terms
from data_access.row_criteria import Wanted, added_by, everything_in
from metrics.metric import Median, Metric, Ratio, Total
from metrics.reading import Reading

NO_ROWS = {"usage"}  # counts procedures by what dossiers tell of them


class Part(StrEnum):
    """Of a count there is `counted` alone."""

    COUNTED = "counted"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    REST = "rest"


def parts_of(metric: Metric) -> tuple[Part, ...]:
    """Empty where a figure counts no rows: somebody reported it as a total."""
    formula = metric.formula
    if isinstance(formula, Total):
        return (Part.COUNTED,) if _has_rows(formula.of) else ()
    if isinstance(formula, Median):
        return (Part.COUNTED,)
    if isinstance(formula, Ratio):
        found = [
            (Part.NUMERATOR, formula.numerator),
            (Part.DENOMINATOR, formula.denominator),
        ]
        parts = [part for part, of in found if _has_rows(of)]
        return (*parts, Part.REST) if _is_part(formula) else tuple(parts)
    return ()


def counts_rows(metric: Metric) -> bool:
    return bool(parts_of(metric))


def wanted(metric: Metric, part: Part) -> Wanted:
    """For one of its parts."""
    formula = metric.formula
    if isinstance(formula, Median):
        return Wanted(counted=everything_in(formula.family))
    if isinstance(formula, Total):
        return Wanted(counted=terms(formula.of))
    assert isinstance(formula, Ratio), metric.id
    if part is Part.NUMERATOR:
        return Wanted(counted=terms(formula.numerator))
    without = terms(formula.numerator) if part is Part.REST else None
    return Wanted(counted=terms(formula.denominator), without=without)


def count_of(reading: Reading, part: Part) -> float | None:
    """What the list must add up to."""
    above, below = reading.numerator, reading.denominator
    if part is Part.COUNTED:
        return below if isinstance(reading.metric.formula, Median) else above
    if part is Part.NUMERATOR:
        return above
    if part is Part.DENOMINATOR or above is None or below is None:
        return below
    return below - above


def _has_rows(of: Measure | Terms) -> bool:
    return not any(measure.family in NO_ROWS for measure in _measures(of))


def _is_part(formula: Ratio) -> bool:
    """Whether what the numerator counts is counted by the denominator: both are about the same
    days, and add up the same. What was resolved in a period is no part of what was received in it,
    computers are no part of officials."""
    both = (formula.numerator, formula.denominator)
    alike = {(_days(of), _added(of)) for of in both}
    return all(map(_has_rows, both)) and len(alike) == 1


def _days(of: Measure | Terms) -> frozenset[int]:
    found = (m.basis if m.cohort is None else m.cohort for m in _measures(of))
    return frozenset(id(day) for day in found)


def _added(of: Measure | Terms) -> frozenset[str]:
    return frozenset().union(*map(added_by, _measures(of)))


def _measures(of: Measure | Terms) -> Iterable[Measure]:
    return (measure for _, measure in terms(of).parts)
