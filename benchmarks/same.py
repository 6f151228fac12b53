"""Whether two ways of counting came to the same figures: otherwise their times mean nothing."""

from __future__ import annotations

from collections.abc import Iterable
from math import isclose

from benchmarks.pandas_way import Figures
from data_access.selection import By
from metrics.reading import Reading


def figures_of(readings: Iterable[Reading]) -> Figures:
    """The readings of a page, flat."""
    found: Figures = {}
    for reading in readings:
        whole = reading.group is None and reading.selection.level is None
        if not whole and (reading.group is None or reading.group.by is not By.AGENCY):
            continue
        name, group = reading.metric.id, reading.group.code if reading.group else ""
        values = {"now": reading.value} | {str(p.month): p.value for p in reading.series}
        values |= {"previous": reading.previous, "last_year": reading.last_year}
        found |= {(name, group, when): v for when, v in values.items() if v is not None}
    return found


def differing(page: Figures, other: Figures) -> list[tuple[str, str, str]]:
    """What `other` has found and the page shows otherwise, or not at all."""
    return [
        key for key, value in other.items()
        if key not in page or not isclose(page[key], value, rel_tol=1e-12)
    ]  # fmt: skip
