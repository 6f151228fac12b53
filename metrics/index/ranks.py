"""Ranks: places by score. Ties share a place; who is within noise of one another, a group."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import numpy as np

from metrics.index.points import Numbers
from metrics.index.sheet import Masks

SHOWN = 2  # decimals of a score: what reads the same is the same


def ranks(score: Numbers, able: Masks) -> Numbers:
    """1 is the best; equal scores share the better place and the next is left free. Over the last
    axis; NaN for those that are not `able` to be ranked."""
    shown = np.where(able, np.round(score, SHOWN), np.nan)
    above = (shown[..., None, :] > shown[..., :, None]).sum(axis=-1)
    return cast(Numbers, np.where(np.isnan(shown), np.nan, above + 1.0))


def possible(low: Numbers, high: Numbers, able: Masks) -> tuple[Numbers, Numbers]:
    """The best and the worst place that intervals of the scores allow."""
    least, most = (np.where(able, np.round(each, SHOWN), np.nan) for each in (low, high))
    surely_above = (least[None, :] > most[:, None]).sum(axis=1)
    surely_below = (most[None, :] < least[:, None]).sum(axis=1)
    count = able.sum()
    best = np.where(able, surely_above + 1.0, np.nan)
    return best, np.where(able, float(count) - surely_below, np.nan)


def tiers(score: Numbers, low: Numbers, high: Numbers, able: Masks) -> Numbers:
    """1 is the first group: all whose interval reaches the lower end of that of the best one left.
    A unit of a later group is surely below the one that leads an earlier group."""
    found = np.full(score.shape, np.nan)
    order = [at for at in np.argsort(-np.where(able, score, -np.inf), kind="stable") if able[at]]
    tier, floor = 0, np.inf
    for at in order:
        if high[at] < floor:
            tier, floor = tier + 1, low[at]
        found[at] = tier
    return found


def order(score: Numbers, codes: Sequence[str], able: Masks) -> list[int]:
    """Places of units in a list: ranked ones by score, of equals by code; then the others."""
    shown = np.round(np.nan_to_num(score, nan=-1.0), SHOWN)
    return sorted(range(len(codes)), key=lambda at: (not able[at], -shown[at], codes[at]))
