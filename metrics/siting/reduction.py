"""A smaller problem with the same optimum.

Left out: villages that nobody reaches or where nobody lives; candidates that reach nobody; each
candidate of which another reaches all the same villages, and more or for less. Villages with the
same candidates become one, of all their people. An optimum that uses a candidate left out stays
one when the better candidate takes its place, so nothing is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from metrics.coverage.distance import Matrix
from metrics.siting.cover import Cover, Flags, Whole

AT_ONCE = 512  # candidates compared with all others: what overlaps is held in memory


@dataclass(frozen=True, slots=True, kw_only=True)
class Reduced:
    """`candidates`: of the whole problem, by their place in the smaller one."""

    cover: Cover
    candidates: Whole

    def whole(self, chosen: Sequence[int]) -> list[int]:
        """What is chosen of the smaller problem, as candidates of the whole one."""
        return [int(each) for each in self.candidates[list(chosen)]]


def reduced(cover: Cover) -> Reduced:
    reaches = cover.reaches.tocsr()
    lived_in = (cover.people > 0) & (np.diff(reaches.indptr) > 0)
    near = reaches[lived_in].tocsc()
    useful = np.flatnonzero(np.diff(near.indptr) > 0)
    kept = useful[~_dominated(near[:, useful], cover.costs[useful])]
    rows, people = _merged(near[:, kept].tocsr(), cover.people[lived_in])
    smaller = Cover(reaches=rows, people=people, costs=cover.costs[kept])
    return Reduced(cover=smaller, candidates=kept)


def _dominated(reaches: Matrix, costs: np.ndarray) -> Flags:
    """Of equals the first stays."""
    numbers = reaches.astype(np.int32).tocsc()
    sizes = np.diff(numbers.indptr)
    found = np.zeros(len(costs), dtype=bool)
    for start in range(0, len(costs), AT_ONCE):
        some = slice(start, start + AT_ONCE)
        shared = (numbers[:, some].T @ numbers).tocoo()
        one, other = shared.row + start, shared.col
        inside = (shared.data == sizes[one]) & (costs[other] <= costs[one])
        better = (sizes[other] > sizes[one]) | (costs[other] < costs[one]) | (other < one)
        found[one[inside & better & (one != other)]] = True
    return found


def _merged(reaches: Matrix, people: Whole) -> tuple[Matrix, Whole]:
    reaches.sort_indices()
    first: dict[bytes, int] = {}
    group = np.empty(len(people), dtype=np.int64)
    for row, (start, end) in enumerate(zip(reaches.indptr, reaches.indptr[1:], strict=False)):
        group[row] = first.setdefault(reaches.indices[start:end].tobytes(), len(first))
    _, leaders = np.unique(group, return_index=True)
    summed = np.bincount(group, weights=people, minlength=len(first)).astype(np.int64)
    return csr_matrix(reaches[leaders]), summed
