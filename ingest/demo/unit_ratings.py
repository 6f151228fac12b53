"""Whose the ratings are: those of a quarter's months, shared out among agencies to the last one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np
import pandas as pd

from ingest.demo.calibrate import Floats
from ingest.demo.unit_dossiers import quarters
from ingest.demo.unit_procedures import Counted
from ingest.demo.unit_shares import Ints, Spec, portions

_UNLIKELY, _LIKELY = 0.35, 2.8  # against the province: how often an agency displeases


def rating_counts(
    rng: np.random.Generator,
    staff: pd.DataFrame,
    quality: Floats,
    reported: pd.DataFrame,
    spec: Spec,
    *,
    years: int,
    today: date,
) -> Iterator[Counted]:
    """`reported`: what is said of the whole province, month by month."""
    monthly = reported[reported.metric == spec["metric"]]
    usual = _usual(staff, spec["levels"])
    own = -spec["lean"] * quality + rng.normal(0, spec["noise"], len(staff))
    for start, end in quarters(years, today):
        inside = monthly[(monthly.period_from >= start) & (monthly.period_to <= end)]
        pleased, rated = int(inside.numerator.sum()), int(inside.denominator.sum())
        if not rated:
            continue
        below = portions(rated, usual * rng.uniform(0.8, 1.2, len(staff)))
        yield spec["metric"], start, end, below - _displeased(below, own, rated - pleased), below


def _usual(staff: pd.DataFrame, levels: dict[str, float]) -> Floats:
    size = np.sqrt(staff.weight)
    share = size / size.groupby(staff.level).transform("sum") * staff.level.map(levels)
    usual: Floats = share.to_numpy(dtype=float)
    return usual


def _displeased(below: Ints, own: Floats, total: int) -> Ints:
    return portions(total, below * np.clip(np.exp(own), _UNLIKELY, _LIKELY))
