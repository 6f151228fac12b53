"""How many people each further station reaches: where the curve bends, another one is a luxury."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

import numpy as np

from metrics.siting.cover import Cover
from metrics.siting.greedy import greedy
from metrics.siting.plan_types import Site, Solved, Step

BEYOND = 2  # times the number asked for, unless everybody is reached before


def curve(cover: Cover, solved: Solved, asked: int) -> list[Step]:
    """From no station on; it never falls. Costs must be 1 each."""
    before = _running(cover, greedy(cover, asked))
    after = _running(cover, _continued(cover, solved, BEYOND * asked))
    number = len(solved.chosen)
    steps = [Step(stations=n, people=people) for n, people in enumerate(before[:number])]
    steps.append(Step(stations=number, people=solved.people, exact=solved.gap == 0))
    more = after[number + 1 :]
    steps += [Step(stations=n, people=people) for n, people in enumerate(more, start=number + 1)]
    return steps


def one_by_one(sites: Sequence[Site], solved: Solved) -> list[Step]:
    """Of a plan whose stations cost differently: its own sites, most people first."""
    people = accumulate((site.people for site in sites), initial=0)
    last = len(sites)
    return [
        Step(stations=n, people=reached, exact=n == last and solved.gap == 0)
        for n, reached in enumerate(people)
    ]


def _continued(cover: Cover, solved: Solved, most: int) -> list[int]:
    """The exact choice, and then one station after the other for whoever still waits."""
    chosen = list(solved.chosen)
    left = np.where(cover.reached(chosen), 0, cover.people)
    rest = Cover(reaches=cover.reaches, people=left, costs=cover.costs)
    return chosen + greedy(rest, most - len(chosen))


def _running(cover: Cover, chosen: list[int]) -> list[int]:
    return list(_sums(cover, chosen))


def _sums(cover: Cover, chosen: list[int]) -> Iterator[int]:
    columns = cover.reaches.tocsc()
    waiting = cover.people.copy()
    every = int(waiting.sum())
    yield 0
    for each in chosen:
        waiting[columns.indices[columns.indptr[each] : columns.indptr[each + 1]]] = 0
        yield every - int(waiting.sum())
