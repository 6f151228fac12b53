"""Yes-or-no columns of dossiers: end to end, paid online, digitised, identified, synchronised …"""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pandas as pd

from ingest.demo.calibrate import (
    DIGITISED,
    PAID_ONLINE,
    RESULT_DIGITISED,
    Bools,
    Floats,
    pick,
    pick_share,
)

# This year, the year before, … ; further back as the last.
_PAID = (PAID_ONLINE, 0.43, 0.22)
_DIGITISED = (DIGITISED, 0.79, 0.62)
_RESULT_DIGITISED = (RESULT_DIGITISED, 0.66, 0.47)
# A dossier counts as digitised only with its result, so 90.17 % of the finished and 81.89 % of the
# results can both be true only where at most 54 % of the finished have a result to digitise.
WITH_RESULT = 0.5
VNEID, REUSED = 0.94, 0.5  # of the year shown, about


def add_flags(
    rng: np.random.Generator,
    frame: pd.DataFrame,
    procedure: pd.DataFrame,
    quality: Floats,
    as_of: datetime,
) -> pd.DataFrame:
    online = (frame.channel == "online").to_numpy()
    offered = (procedure.online_level == "end_to_end").to_numpy()
    frame["end_to_end"] = online & offered & (rng.random(len(frame)) < 0.93)
    frame["paid_online"] = _paid(rng, frame, quality, as_of)
    usual = procedure.result.to_numpy()
    for name, column in _results(rng, frame, usual, quality, as_of).items():
        frame[name] = column
    for name, column in _national(rng, frame, quality, as_of).items():
        frame[name] = column
    return frame


def _national(
    rng: np.random.Generator, frame: pd.DataFrame, quality: Floats, as_of: datetime
) -> dict[str, Bools]:
    """What the national platforms know of a dossier, and what it took from them."""
    size = len(frame)
    age, done = _age(frame.received_at, as_of), _age(frame.finished_at, as_of)
    online = (frame.channel == "online").to_numpy()
    fresh = age > -2 / 8_766  # sent every other hour
    finished = frame.finished_at.notna().to_numpy()

    def likely(log_odds: Floats) -> Bools:
        chosen: Bools = rng.random(size) < 1 / (1 + np.exp(-log_odds))
        return chosen

    return {
        "synced": ~fresh & likely(5.2 + 1.5 * age + 0.4 * quality),
        "vneid": online & likely(3.6 + 1.7 * age + 0.2 * quality),
        "reused": finished & likely(0.45 + 0.9 * done + 0.5 * quality),
    }


def _age(times: pd.Series, as_of: datetime) -> Floats:
    """Years before now, negative; 0 where there is no time."""
    seconds = (times - pd.Timestamp(as_of)).dt.total_seconds()
    return np.asarray((seconds / 31_557_600).fillna(0.0), dtype=np.float64)


def _paid(rng: np.random.Generator, frame: pd.DataFrame, quality: Floats, as_of: datetime) -> Bools:
    online = (frame.channel == "online").to_numpy()
    leaning = 0.9 * _age(frame.received_at, as_of) + 0.35 * quality + 1.6 * online
    due = (frame.has_fee & ~frame.state.isin([1, 3, 6])).to_numpy()
    whole = (frame.has_fee & ~frame.state.isin([1, 3])).to_numpy()
    year = frame.received_at.dt.year.to_numpy()
    paid = np.zeros(len(frame), dtype=bool)
    for back in range(as_of.year - int(year.min()) + 1):
        here = year == as_of.year - back
        count = round(int((whole & here).sum()) * _PAID[min(back, len(_PAID) - 1)])
        paid |= pick(rng, due & here, leaning, count)
    return paid


def _results(
    rng: np.random.Generator, frame: pd.DataFrame, usual: Bools, quality: Floats, as_of: datetime
) -> dict[str, Bools]:
    size = len(frame)
    names = ("digitised", "has_result", "result_digitised", "e_result")
    found = {name: np.zeros(size, dtype=bool) for name in names}
    age = _age(frame.finished_at, as_of)
    year = frame.finished_at.dt.year.to_numpy()
    leaning = 1.0 * age + 0.5 * quality
    for back in range(as_of.year - int(np.nanmin(year)) + 1):
        here = year == as_of.year - back
        step = min(back, len(_DIGITISED) - 1)
        has = pick_share(rng, here, np.where(usual, 3.0, -3.0), WITH_RESULT)
        done = pick_share(rng, has, leaning, _RESULT_DIGITISED[step])
        whole = round(int(here.sum()) * _DIGITISED[step])
        bare = pick(rng, here & ~has, leaning, whole - int(done.sum()))
        found["has_result"] |= has
        found["result_digitised"] |= done
        found["digitised"] |= done | bare
    electronic = rng.random(size) < 1 / (1 + np.exp(-(2.4 + 1.1 * age + 0.4 * quality)))
    found["e_result"] = found["has_result"] & electronic
    return found
