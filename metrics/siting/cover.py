"""The maximal covering location problem: which few of many sites reach most people.

R. L. Church and C. ReVelle, "The maximal covering location problem", Papers of the Regional Science
Association 32 (1974).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from metrics.coverage.distance import Floats, Matrix

Whole = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """`reaches`: sparse booleans (villages × candidates); `people`: of each village, whole numbers,
    not negative; `costs`: of each candidate, above 0; 1 each where stations are only counted."""

    reaches: Matrix
    people: Whole
    costs: Floats

    @property
    def size(self) -> tuple[int, int]:
        """Villages and candidates."""
        return len(self.people), len(self.costs)

    def reached(self, chosen: Sequence[int] | Whole) -> Flags:
        """Which villages at least one of these candidates reaches."""
        columns = self.reaches[:, np.asarray(chosen, dtype=np.int64)]
        return np.asarray(columns.sum(axis=1)).ravel() > 0

    def people_reached(self, chosen: Sequence[int] | Whole) -> int:
        return int(self.people[self.reached(chosen)].sum())

    @property
    def reachable(self) -> int:
        """People whom all candidates together would reach."""
        return self.people_reached(range(len(self.costs)))

    def affordable(self, chosen: Sequence[int] | Whole, budget: float) -> bool:
        return float(self.costs[np.asarray(chosen, dtype=np.int64)].sum()) <= budget + 1e-9

    def needed(self, chosen: Sequence[int]) -> list[int]:
        """The same without those that add nobody, those that reach fewest left out first."""
        columns = self.reaches[self.people > 0][:, list(chosen)].astype(np.int64).tocsc()
        times = np.asarray(columns.sum(axis=1)).ravel()
        kept = set(chosen)
        for at in np.argsort(columns.T @ self.people[self.people > 0], kind="stable"):
            rows = columns.indices[columns.indptr[at] : columns.indptr[at + 1]]
            if (times[rows] > 1).all():
                times[rows] -= 1
                kept.discard(chosen[at])
        return [each for each in chosen if each in kept]
