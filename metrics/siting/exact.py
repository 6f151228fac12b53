"""The best choice of sites, with the proof that none is better, by HiGHS (Q. Huangfu and J. A. J.
Hall, "Parallelizing the dual revised simplex method", 2018) through scipy.optimize.milp."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix, hstack, identity, vstack

from metrics.siting.cover import Cover
from metrics.siting.greedy import greedy
from metrics.siting.plan_types import LIMIT_SECONDS, Solved
from metrics.siting.reduction import reduced


def solve(cover: Cover, budget: float, *, limit_seconds: float = LIMIT_SECONDS) -> Solved:
    """Never worse than greedy, also when the time is over before the proof is complete."""
    began = time.perf_counter()
    small = reduced(cover)
    chosen, bound = _best(small.cover, budget, limit_seconds)
    whole = cover.needed(small.whole(chosen))
    people = cover.people_reached(whole)
    return Solved(
        chosen=tuple(whole),
        people=people,
        bound=max(bound, people),
        seconds=time.perf_counter() - began,
    )


def _best(cover: Cover, budget: float, limit_seconds: float) -> tuple[list[int], int]:
    """What to choose, and the people that can be reached at the most."""
    by_turns = greedy(cover, budget)
    everybody = int(cover.people.sum())
    if cover.people_reached(by_turns) == everybody:
        return by_turns, everybody
    found = _milp(cover, budget, limit_seconds)
    bound = everybody
    if found.mip_dual_bound is not None and np.isfinite(found.mip_dual_bound):
        bound = min(everybody, int(np.floor(1e-3 - found.mip_dual_bound)))
    chosen = _chosen(found, cover, budget)
    return max(chosen, by_turns, key=cover.people_reached), bound


def _milp(cover: Cover, budget: float, limit_seconds: float) -> Any:
    """Variables: a candidate is built (0 or 1), a village is reached (as far as one that reaches it
    is built)."""
    villages, candidates = cover.size
    reached = hstack([-csr_matrix(cover.reaches, dtype=float), identity(villages)])
    paid = csr_matrix(np.concatenate([cover.costs, np.zeros(villages)]))
    limits = np.concatenate([np.zeros(villages), [budget]])
    return milp(
        np.concatenate([np.zeros(candidates), -cover.people.astype(float)]),
        integrality=np.concatenate([np.ones(candidates), np.zeros(villages)]),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(vstack([reached, paid]).tocsc(), -np.inf, limits),
        options={"time_limit": max(limit_seconds, 0.0), "mip_rel_gap": 0.0},
    )


def _chosen(found: Any, cover: Cover, budget: float) -> list[int]:
    """Nothing where the time was over before anything was found."""
    if found.x is None:
        return []
    built = np.flatnonzero(found.x[: cover.size[1]] > 0.5)
    return [int(each) for each in built] if cover.affordable(built, budget) else []
