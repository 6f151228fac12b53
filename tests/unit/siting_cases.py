"""Small covering problems, and their optimum by trying everything."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from metrics.siting.cover import Cover


def cover_of(
    reaches: Sequence[set[int]], people: Sequence[int], costs: Sequence[float] | None = None
) -> Cover:
    """`reaches`: of each candidate, the villages."""
    matrix = np.zeros((len(people), len(reaches)), dtype=bool)
    for candidate, villages in enumerate(reaches):
        matrix[list(villages), candidate] = True
    return Cover(
        reaches=csr_matrix(matrix),
        people=np.array(people, dtype=np.int64),
        costs=np.array(costs or [1.0] * len(reaches), dtype=float),
    )


@st.composite
def covers(draw: st.DrawFn, *, priced: bool = False) -> Cover:
    people = draw(st.lists(st.integers(0, 40), min_size=1, max_size=9))
    subset = st.sets(st.integers(0, len(people) - 1), max_size=5)
    reaches = draw(st.lists(subset, min_size=1, max_size=8))
    cost = st.integers(1, 5).map(float) if priced else st.just(1.0)
    costs = draw(st.lists(cost, min_size=len(reaches), max_size=len(reaches)))
    return cover_of(reaches, people, costs)


def best(cover: Cover, budget: float) -> int:
    """People reached by the best choice of all."""
    every = range(cover.size[1])
    return max(
        cover.people_reached(chosen)
        for count in range(len(every) + 1)
        for chosen in combinations(every, count)
        if cover.affordable(chosen, budget)
    )
