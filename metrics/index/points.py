"""Points: what a ratio is worth by an indicator's formula. Arrays in, arrays out."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from config.scheme_types import Indicator, Linear, Steps

Numbers = NDArray[np.float64]


def points_of(indicator: Indicator, ratio: Numbers) -> Numbers:
    """NaN stays NaN. Points that are given by others have no formula: they are read."""
    if isinstance(indicator.formula, Linear):
        return _linear(indicator.formula, ratio) * indicator.maximum
    if isinstance(indicator.formula, Steps):
        return _steps(indicator.formula, ratio)
    raise TypeError(f"{indicator.id}: its points are given, not computed")


def _linear(of: Linear, ratio: Numbers) -> Numbers:
    share: Numbers = np.clip((ratio - of.worst) / (of.best - of.worst), 0.0, 1.0)
    return share


def _steps(of: Steps, ratio: Numbers) -> Numbers:
    points = np.where(np.isnan(ratio), np.nan, 0.0)
    for least, worth in reversed(of.steps):
        points = np.where(ratio >= least - 1e-12, worth, points)
    return points
