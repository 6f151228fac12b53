"""Whether two ways of counting came to the same figures: otherwise their times mean nothing."""

from __future__ import annotations

from math import isclose

from benchmarks.cuts import Figures, Key


def differing(page: Figures, other: Figures) -> list[Key]:
    """What `other` has found and the page shows otherwise, or not at all; a figure of nothing is
    the same as none."""
    return [
        key for key, value in other.items()
        if not isclose(page.get(key, 0.0), value, rel_tol=1e-12)
    ]  # fmt: skip
