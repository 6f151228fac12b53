"""How well each agency does: one quality behind all of its figures, and chance around it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from ingest.demo.calibrate import Floats

Ints = npt.NDArray[np.int64]
Spec = dict[str, Any]

_YEARLY = 0.12  # by how much an agency moves from year to year, in log odds


def unit_file() -> Spec:
    with (Path(__file__).parent / "unit_reports.toml").open("rb") as file:
        return tomllib.load(file)


def qualities(rng: np.random.Generator, staff: pd.DataFrame) -> Floats:
    """In standard deviations: mostly that by which an agency's dossiers are drawn."""
    known: Floats = 0.9 * staff.quality.to_numpy(dtype=float)
    return known + rng.normal(0, 0.35, len(staff))


def yearly_shares(
    rng: np.random.Generator, quality: Floats, spec: Spec, years: int
) -> list[Floats]:
    """One share an agency, the newest year first; what is older than the file repeats its last."""
    size, given = len(quality), spec["shares"]
    own = spec["lean"] * quality + rng.normal(0, spec["noise"], size)
    middles = [given[min(back, len(given) - 1)] for back in range(years)]
    return [_chance(middle, own + rng.normal(0, _YEARLY, size)) for middle in middles]


def _chance(middle: float, leaning: Floats) -> Floats:
    odds: Floats = middle / (1 - middle) * np.exp(leaning)
    return odds / (1 + odds)


def part(share: Floats, whole: Ints) -> Ints:
    counted: Ints = np.round(share * whole).astype("int64")
    return counted


def portions(total: int, weights: Floats) -> Ints:
    """Whole numbers in proportion to `weights` that add up to `total`: largest remainders."""
    quota = total * weights / weights.sum()
    found: Ints = np.floor(quota).astype("int64")
    rest = np.argsort(found - quota, kind="stable")[: total - int(found.sum())]
    found[rest] += 1
    return found
