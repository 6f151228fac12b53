"""How many dossiers each year and level has, and on which days they come."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

import numpy as np
import numpy.typing as npt

from ingest.demo import season
from ingest.demo.calibrate import RECEIVED, cells

DEFAULT_DOSSIERS = 500_000
_DEFAULT_AS_OF, _DEFAULT_YEARS = date(2024, 12, 27), 3
_EARLIER = (0.915, 0.778, 0.66, 0.56)  # a year's volume against the last one's, going back
_NOT_RECEIVED = 0.003

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """`online` is fixed for the published year only."""

    year: int
    level: str
    received: int
    online: int | None
    refused: int


def slots(dossiers: int, years: int, as_of: datetime) -> list[Slot]:
    """Together exactly `dossiers`, oldest year first."""
    last = _last_year(dossiers, years, as_of)
    if years == 1:
        spare = dossiers - sum(slot.received + slot.refused for slot in last)
        last[0] = replace(last[0], refused=last[0].refused + spare)
    left = dossiers - sum(slot.received + slot.refused for slot in last)
    found: list[Slot] = []
    volumes = [_volume(back) for back in range(1, years)]
    for back, volume in enumerate(volumes, start=1):
        share = volume / sum(volumes[back - 1 :])
        rows = round(left * share)
        left -= rows
        found = _earlier_year(as_of.year - back, rows) + found
    return found + last


def _volume(back: int) -> float:
    return _EARLIER[back - 1] if back <= len(_EARLIER) else _EARLIER[-1]


def _share_of_last(years: int, until: date) -> float:
    elapsed = season.day_weights(season.days_of(until.year, until)).sum()
    whole = season.day_weights(season.days_of(until.year, date(until.year, 12, 31))).sum()
    ran = float(elapsed / whole)
    return ran / (ran + sum(_volume(back) for back in range(1, years)))


def _last_year(dossiers: int, years: int, as_of: datetime) -> list[Slot]:
    usual = _share_of_last(_DEFAULT_YEARS, _DEFAULT_AS_OF)
    share = _share_of_last(years, as_of.date())
    scale = dossiers / DEFAULT_DOSSIERS * share / usual
    sized = cells(scale)
    spare = dossiers - sum(cell.received for cell in sized.values())
    return [
        Slot(
            year=as_of.year,
            level=level,
            received=cell.received,
            online=cell.online,
            refused=max(min(round(cell.received * _NOT_RECEIVED), spare // 3), 0),
        )
        for level, cell in sized.items()
    ]


def _earlier_year(year: int, rows: int) -> list[Slot]:
    total = sum(RECEIVED.values())
    province = round(rows * RECEIVED["province"] / total)
    district = round(rows * RECEIVED["district"] / total)
    counts = {"province": province, "district": district, "commune": rows - province - district}
    refused = {level: round(count * _NOT_RECEIVED) for level, count in counts.items()}
    return [
        Slot(year=year, level=level, received=count - refused[level], online=None,
             refused=refused[level])
        for level, count in counts.items()
    ]  # fmt: skip


def spread(rng: np.random.Generator, year: int, count: int, as_of: datetime) -> season.Days:
    """`count` days of receipt in a year, in no order. The last day is only as long as it ran."""
    days = season.days_of(year, as_of.date())
    weights = season.day_weights(days)
    if days[-1] == np.datetime64(as_of.date()):
        weights[-1] *= np.clip((as_of.hour - 7) / 10, 0.0, 1.0)
    drawn = np.repeat(days, rng.multinomial(count, weights / weights.sum()))
    rng.shuffle(drawn)
    return drawn
