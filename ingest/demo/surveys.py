"""Surveys of villages: what each round found. The last one gives the published figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from ingest.demo.calibrate import Floats

CUT_OFF_NOW = 21
COVERED = 0.977
_MOST_IN_COMMUNE = (0.10, 0.40)  # of a commune's people without 3G: drawn for each


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What a round lacked; `uncovered` is a share of people, the others count villages."""

    cut_off: int
    uncovered: float
    no_signal: int
    no_power: int
    no_broadband: int
    weak: int
    only_3g: int
    has_5g: int


# Newest first: half a year apart. A fifth and later round repeats the oldest.
_ROUNDS = (
    Round(cut_off=CUT_OFF_NOW, uncovered=1 - COVERED, no_signal=46, no_power=27, no_broadband=118,
          weak=71, only_3g=22, has_5g=34),
    Round(cut_off=26, uncovered=0.0238, no_signal=52, no_power=33, no_broadband=134,
          weak=79, only_3g=31, has_5g=12),
    Round(cut_off=30, uncovered=0.0252, no_signal=58, no_power=38, no_broadband=163,
          weak=90, only_3g=45, has_5g=0),
    Round(cut_off=34, uncovered=0.0271, no_signal=63, no_power=41, no_broadband=190,
          weak=101, only_3g=66, has_5g=0),
    Round(cut_off=38, uncovered=0.0296, no_signal=70, no_power=44, no_broadband=226,
          weak=117, only_3g=94, has_5g=0),
)  # fmt: skip


def rounds(years: int, today: date) -> list[date]:
    """The ends of May and November that have passed, oldest first, from the first November on."""
    first = date(today.year - years + 1, 11, 30)
    ends = [
        date(year, month, day)
        for year in range(first.year, today.year + 1)
        for month, day in ((5, 31), (11, 30))
    ]
    return [end for end in ends if first <= end <= today]


def villages_frame(
    rng: np.random.Generator, villages: pd.DataFrame, *, years: int, today: date
) -> pd.DataFrame:
    """Table `villages`: one row a village and round."""
    ranks = _ranks(rng, villages)
    dates = rounds(years, today)
    found = []
    for back, day in enumerate(reversed(dates)):
        spec = _ROUNDS[min(back, len(_ROUNDS) - 1)]
        found.append(_survey(villages, ranks, spec, day, ago=back / 2))
    columns = [
        "code", "surveyed_on", "name", "commune_code", "longitude", "latitude", "people",
        "households", "signal", "technology", "has_power", "has_broadband",
    ]  # fmt: skip
    return pd.concat(found[::-1], ignore_index=True)[columns]


def _ranks(rng: np.random.Generator, villages: pd.DataFrame) -> pd.DataFrame:
    """For each thing that can be lacking, in which order villages lack it: 0 is the worst off.
    The order never changes between rounds, so nobody loses what they had."""
    groups = villages.group.to_numpy()
    bad = 3.0 * villages.remote + 1.6 * villages.mountain + 0.2 * ~villages.urban
    ranks = {}
    for name in ("uncovered", "no_power", "no_broadband", "weak", "only_3g"):
        score = bad.to_numpy(dtype=float) + rng.gumbel(0.0, 0.8, len(villages))
        ranks[name] = _order(np.where(groups < 2, 100.0 - groups, score))
    codes, inverse = np.unique(villages.commune_code, return_inverse=True)
    limits = rng.uniform(*_MOST_IN_COMMUNE, len(codes))[inverse]
    near = villages.commune_code.isin(["18853", "18856", "18859", "18865", "18868"]).to_numpy()
    ranks["has_5g"] = _order(near + rng.random(len(villages)))
    return pd.DataFrame(ranks).assign(limit=np.where(villages.remote, limits, 0.4 * limits))


def _order(score: Floats) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    order = np.empty(len(score), dtype=np.int64)
    order[np.argsort(-score, kind="stable")] = np.arange(len(score))
    return order


def _survey(
    villages: pd.DataFrame, ranks: pd.DataFrame, spec: Round, day: date, *, ago: float
) -> pd.DataFrame:
    frame = villages.copy()
    frame["surveyed_on"] = day
    growth = 1 - 0.006 * ago
    frame["people"] = np.round(frame.people * growth).astype("int64")
    frame["households"] = np.round(frame.households * growth).astype("int64")
    uncovered = _uncovered(frame, ranks, spec)
    cut_off = (ranks.uncovered < spec.cut_off).to_numpy()
    # Only the cut off lack all three: the others without signal have power or broadband.
    silent = _first(ranks.uncovered.to_numpy(), uncovered, spec.no_signal)
    dark = _first(ranks.no_power.to_numpy(), ~silent, spec.no_power - spec.cut_off)
    frame["has_power"] = ~(cut_off | dark)
    frame["has_broadband"] = ~(
        cut_off | _first(ranks.no_broadband.to_numpy(), ~cut_off, spec.no_broadband - spec.cut_off)
    )
    weak = _first(ranks.weak.to_numpy(), ~silent, spec.weak)
    only_3g = _first(ranks.only_3g.to_numpy(), ~uncovered, spec.only_3g)
    has_5g = _first(ranks.has_5g.to_numpy(), ~uncovered & ~weak, spec.has_5g)
    frame["signal"] = np.select([silent, weak], ["none", "weak"], "good")
    frame["technology"] = np.select(
        [silent, uncovered, only_3g, has_5g], ["none", "2g", "3g", "5g"], "4g"
    )
    return frame


def _first(
    rank: np.ndarray[tuple[int], np.dtype[np.int64]],
    among: np.ndarray[tuple[int], np.dtype[np.bool_]],
    count: int,
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    rows = np.flatnonzero(among)
    chosen = np.zeros(len(rank), dtype=bool)
    chosen[rows[np.argsort(rank[rows], kind="stable")[: max(count, 0)]]] = True
    return chosen


def _uncovered(
    frame: pd.DataFrame, ranks: pd.DataFrame, spec: Round
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Villages without 3G: the worst off, but nowhere more than a limit of a commune, until the
    share of people is reached as closely as villages allow."""
    room = round(float(frame.people.sum()) * spec.uncovered)
    rank = ranks.uncovered
    here = frame.people * ranks.limit
    limits = here.groupby(frame.commune_code).sum().to_dict()
    chosen = np.zeros(len(frame), dtype=bool)
    people, communes = frame.people.to_numpy(), frame.commune_code.to_numpy()
    for row in np.argsort(rank.to_numpy(), kind="stable"):
        size = int(people[row])
        forced = rank.iloc[row] < spec.cut_off
        if forced or (size <= room and size <= limits[communes[row]]):
            chosen[row] = True
            room -= size
            limits[communes[row]] -= size
        if room < 20:
            break
    return chosen
