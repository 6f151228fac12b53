"""Weak points (điểm lõm): where a unit is in the last tenth of its list, or below half of what
could be had."""

from __future__ import annotations

from typing import cast

import numpy as np

from metrics.index.sheet import COUNTS, Masks, Sheet

HALF = 0.5
LAST = 0.1  # of a list
LEAST = 10  # units, below which there is no last tenth


def weak(sheet: Sheet) -> Masks:
    """Units × indicators."""
    there = np.isin(sheet.state, COUNTS)
    below_half = sheet.points < HALF * sheet.maxima - 1e-9
    found: Masks = there & (below_half | _last_tenth(sheet, there))
    return found


def _last_tenth(sheet: Sheet, there: Masks) -> Masks:
    """Who has less than nine tenths of those who are counted, and not as much as the last of
    them."""
    points = np.where(there, sheet.points, np.nan)
    better = (points[None, :, :] > points[:, None, :] + 1e-9).sum(axis=1)
    counted = there.sum(axis=0)
    return cast(Masks, there & (counted >= LEAST) & (better >= (1 - LAST) * counted - 1e-9))
