"""One station after the other, each where it reaches most people who still wait.

It is what one would do by hand: with n stations at least 63 % of the best (1 − 1/e; Nemhauser,
Wolsey and Fisher 1978), often all of it, and known for every n at once.
"""

from __future__ import annotations

import numpy as np

from metrics.siting.cover import Cover


def greedy(cover: Cover, budget: float) -> list[int]:
    """Candidates in the order in which they are chosen, as many as the budget pays for and as
    reach anybody. By people for each unit of cost; or the one candidate that reaches more than
    all of these (Khuller, Moss and Naor 1999)."""
    found = _by_turns(cover, budget)
    alone = _best_alone(cover, budget)
    better = alone is not None and cover.people_reached([alone]) > cover.people_reached(found)
    return [alone] if better and alone is not None else found


def _by_turns(cover: Cover, budget: float) -> list[int]:
    by_candidate = cover.reaches.T.astype(np.int64).tocsr()
    waiting = cover.people.copy()
    chosen: list[int] = []
    left = budget + 1e-9
    while True:
        gains = by_candidate @ waiting
        gains[cover.costs > left] = 0
        best = int(np.argmax(gains / cover.costs)) if len(gains) else 0
        if not len(gains) or gains[best] <= 0:
            return chosen
        chosen.append(best)
        left -= float(cover.costs[best])
        waiting[by_candidate[best].indices] = 0


def _best_alone(cover: Cover, budget: float) -> int | None:
    alone = cover.reaches.T.astype(np.int64) @ cover.people
    alone[cover.costs > budget + 1e-9] = 0
    return int(np.argmax(alone)) if len(alone) and alone.max() > 0 else None
