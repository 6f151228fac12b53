"""Stability: how far ranks move when the weights of indicators change by a fifth."""

from __future__ import annotations

from typing import cast

import numpy as np

from metrics.index.points import Numbers
from metrics.index.ranks import ranks
from metrics.index.sheet import Masks, Sheet, scores

CHANGE = 0.2
DRAWS = 300
SEED = 20


def swing(sheet: Sheet, able: Masks) -> tuple[Numbers, Numbers]:
    """The best and the worst place of each unit: each weight up and down alone, and all of them
    drawn at once within the change. A total is made of shares of maxima, so only their weights
    against each other matter."""
    count = len(sheet.scheme.indicators)
    alone = np.concatenate([np.eye(count) * CHANGE, np.eye(count) * -CHANGE]) + 1
    rng = np.random.default_rng(SEED)
    together = rng.uniform(1 - CHANGE, 1 + CHANGE, size=(DRAWS, count))
    weights = np.concatenate([np.ones((1, count)), alone, together])
    points = weights[:, None, :] * sheet.points[None]
    maxima = weights[:, None, :] * sheet.maxima[None]
    found = ranks(scores(points, maxima, sheet.scheme.total), able)
    return cast(Numbers, found.min(axis=0)), cast(Numbers, found.max(axis=0))
