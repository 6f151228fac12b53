"""What the national portal counts of each agency's procedures, once a year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np
import pandas as pd

from ingest.demo.calibrate import Floats
from ingest.demo.unit_shares import Ints, Spec, part, yearly_shares

Counted = tuple[str, date, date, Ints, Ints]  # metric, from, to, numerators, denominators
Known = dict[tuple[str, int], Ints]  # of a metric so many years back: its numerators

_GROWTH = 0.02  # fewer procedures a year back


def procedure_counts(
    rng: np.random.Generator,
    staff: pd.DataFrame,
    quality: Floats,
    specs: list[Spec],
    *,
    years: int,
    today: date,
) -> Iterator[Counted]:
    handled, known = _handled(rng, staff), Known()
    for spec in specs:
        for back, share in enumerate(yearly_shares(rng, quality, spec, years)):
            below = _below(spec, handled, known, back)
            among = known[spec["among"], back] if "among" in spec else below
            known[spec["metric"], back] = above = part(share, among)
            year = today.year - back
            yield spec["metric"], date(year, 1, 1), date(year, 12, 31), above, below


def _handled(rng: np.random.Generator, staff: pd.DataFrame) -> Floats:
    """Procedures of an agency: a department's by what it has to do, committees' much alike."""
    department = 14 + 27 * np.sqrt(staff.weight.to_numpy(dtype=float))
    size = staff.level.map({"district": 252.0, "commune": 118.0}).fillna(0).to_numpy()
    alike = size * rng.uniform(0.94, 1.06, len(staff))
    return np.where(size > 0, alike, department)


def _below(spec: Spec, handled: Floats, known: Known, back: int) -> Ints:
    if "of" in spec:
        return known[spec["of"], back]
    counted: Ints = np.round(handled * spec["part"] * (1 - _GROWTH * back)).astype("int64")
    return counted
