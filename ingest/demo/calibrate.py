"""How published figures are met exactly while everything around them varies by chance.

Counts are fixed first; which rows make them up is then drawn by propensity, so that agencies and
months differ as they would.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

# The published year 2024 at its real size. Communes: 40,925 online are published, and 91.4 %
# makes 44,776 received; the other two follow from 68.2, 82.0 and 76.2 % of all.
ONLINE: Mapping[str, float] = {"province": 0.682, "district": 0.820, "commune": 0.914}
ONLINE_ALL = 0.762
RECEIVED: Mapping[str, int] = {"province": 107_546, "district": 31_000, "commune": 44_776}
DIGITISED, RESULT_DIGITISED = 0.9017, 0.8189
PAID_ONLINE, ON_TIME = 0.613, 0.986

_CLOSE = 0.0003  # of a fraction: prints the same to one decimal of a percent


@dataclass(frozen=True, slots=True)
class Cell:
    """Dossiers received, and of those online, at a level in the published year."""

    received: int
    online: int


def cells(scale: float) -> dict[str, Cell]:
    """The published year at `scale` of its real size; shares hold from about 2,000 dossiers up."""
    commune = _at_share(round(RECEIVED["commune"] * scale), ONLINE["commune"])
    district = _at_share(round(RECEIVED["district"] * scale), ONLINE["district"])
    rest = Cell(commune.received + district.received, commune.online + district.online)
    start = round(RECEIVED["province"] * scale)
    province = min(
        (_cell(start + step, ONLINE["province"]) for step in _tries(start)),
        key=lambda cell: _misses(cell, rest),
    )
    return {"province": province, "district": district, "commune": commune}


def _misses(cell: Cell, rest: Cell) -> float:
    own = _off(cell.online, cell.received, ONLINE["province"])
    both = _off(cell.online + rest.online, cell.received + rest.received, ONLINE_ALL)
    return max(own - _CLOSE, both - _CLOSE, 0.0)


def _at_share(start: int, share: float) -> Cell:
    tried = (_cell(start + step, share) for step in _tries(start))
    return min(tried, key=lambda c: max(_off(c.online, c.received, share) - _CLOSE, 0.0))


def _tries(start: int) -> range:
    """How many more dossiers may be added for a share to come out: a twentieth."""
    return range(min(max(start // 20, 1), 400))


def _cell(received: int, share: float) -> Cell:
    return Cell(received, round(received * share))


def _off(part: int, whole: int, share: float) -> float:
    return abs(part / whole - share) if whole else 1.0


def pick(rng: np.random.Generator, among: Bools, leaning: Floats, count: int) -> Bools:
    """Exactly `count` of `among`, the likelier the higher their `leaning` (log odds)."""
    chosen = np.zeros(len(among), dtype=bool)
    rows = np.flatnonzero(among)
    count = min(max(count, 0), len(rows))
    if count:
        noise = rng.logistic(size=len(rows))
        order = np.argpartition(-(leaning[rows] + noise), count - 1)
        chosen[rows[order[:count]]] = True
    return chosen


def pick_share(rng: np.random.Generator, among: Bools, leaning: Floats, share: float) -> Bools:
    return pick(rng, among, leaning, round(int(among.sum()) * share))
