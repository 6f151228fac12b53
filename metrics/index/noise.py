"""Noise: how far a total would have moved had the unit's months been drawn anew.

A total is made of ratios of very different weight, many of them capped; there is no formula for its
interval. So a unit's own months are drawn with replacement, all its indicators of a month together
(they move together), and the total is made again of the drawn months (Efron 1979, the bootstrap).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import numpy as np

from metrics.index.points import Numbers, points_of
from metrics.index.sheet import COUNTS, Sheet, State, scores

DRAWS = 400
SEED = 766
ENDS = (2.5, 97.5)  # of 95 %
LEAST_MONTHS = 3


def interval(whole: Sheet, months: Sequence[Sheet], length: int) -> tuple[Numbers, Numbers]:
    """The lower and the upper end of each unit's score. `months`: the same units by month;
    `length`: of how many months the period is. Where too few months are known, or points were
    given, both ends are the score: nothing is known of its noise."""
    if whole.scheme.given or len(months) < LEAST_MONTHS or not whole.codes:
        return whole.score, whole.score
    drawn = _drawn(whole, months, min(max(length, 1), len(months)))
    low, middle, high = np.nanpercentile(drawn, [ENDS[0], 50, ENDS[1]], axis=0)
    score, most = whole.score, whole.scheme.total
    return (
        np.minimum(score, np.clip(score + low - middle, 0, most)),
        np.maximum(score, np.clip(score + high - middle, 0, most)),
    )


def _drawn(whole: Sheet, months: Sequence[Sheet], length: int) -> Numbers:
    """Scores, draws × units."""
    rng = np.random.default_rng(SEED)
    count = len(months)
    weights = rng.multinomial(length, np.full(count, 1 / count), size=DRAWS).astype(float)
    above = np.tensordot(weights, _stacked(whole, months, "above"), axes=1)
    below = np.tensordot(weights, _stacked(whole, months, "below"), axes=1)
    points = np.empty_like(above)
    maxima = np.broadcast_to(whole.maxima, above.shape).copy()
    for at, indicator in enumerate(whole.scheme.indicators):
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = above[:, :, at] / below[:, :, at]
        counted = whole.state[:, at] == State.COUNTED
        fallback = np.where(counted, whole.points[:, at], 0.0)
        got = points_of(indicator, ratio)
        points[:, :, at] = np.where(np.isnan(got), fallback, got)
        fixed = ~counted
        points[:, fixed, at] = whole.points[fixed, at]
        maxima[:, ~np.isin(whole.state[:, at], COUNTS), at] = 0.0
    return scores(points, maxima, whole.scheme.total)


def _stacked(whole: Sheet, months: Sequence[Sheet], name: str) -> Numbers:
    """Months × units × indicators, 0 where a unit was not there or nothing is known."""
    made = np.zeros((len(months), len(whole.codes), len(whole.scheme.indicators)))
    for month, of in enumerate(months):
        if of.scheme is not whole.scheme and of.scheme.file != whole.scheme.file:
            continue
        rows = {code: row for row, code in enumerate(of.codes)}
        mine = [(at, rows[code]) for at, code in enumerate(whole.codes) if code in rows]
        if mine:
            here, there = (list(each) for each in zip(*mine, strict=True))
            made[month, here] = np.nan_to_num(getattr(of, name)[there])
    return cast(Numbers, made)
