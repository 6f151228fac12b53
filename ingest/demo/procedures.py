"""Procedures of the demonstration: real names of common ones, with invented codes and weights, and
the long tail behind them."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from ingest.demo.calibrate import pick
from ingest.demo.more_procedures import more

_NAMES = ["owner", "field", "name", "days", "online", "fee", "result", "weight"]
_ONLINE = {"e": "end_to_end", "p": "partial", "n": "none"}
_SEED = 44  # the list is a province's own: it does not change with the dossiers
# Ends of years -> services that were online by then; the last of them are of the year shown.
_ONLINE_BY = ((date(2021, 12, 31), 583), (date(2022, 12, 31), 731), (date(2023, 12, 31), 852))
_LAST_ONLINE = date(2024, 8, 31)
_ELIGIBLE_NOT_YET = 62
_INTEGRATED, _PAYABLE, _PUBLISHED = 0.97, 0.83, 0.985


def listed() -> pd.DataFrame:
    """All procedures with what dossiers are drawn by: `owner` (an agency or a level), `weight`,
    `result` (whether there usually is one to digitise)."""
    return _listed().copy()


@cache
def _listed() -> pd.DataFrame:
    path = Path(__file__).parent / "procedures.txt"
    known = pd.read_csv(path, sep="|", comment="#", names=_NAMES, dtype=str, na_values="-",
                        keep_default_na=False)  # fmt: skip
    rng = np.random.default_rng(_SEED)
    frame = pd.concat([known, more(rng, known)], ignore_index=True)
    number = pd.Series(range(len(frame)))
    frame["code"] = [f"{1 + n % 2}.{1_150 + n * 83:06d}" for n in number]
    frame["level"] = frame.owner.where(frame.owner.isin(["district", "commune"]), "province")
    frame["statutory_days"] = pd.to_numeric(frame.days).astype("Int64")
    frame["online_level"] = frame.online.map(_ONLINE)
    frame["has_fee"] = frame.fee == "f"
    frame["result"] = frame.result == "r"
    frame["weight"] = frame.weight.astype(float)
    return _offered(rng, frame, len(known))


def _offered(rng: np.random.Generator, frame: pd.DataFrame, known: int) -> pd.DataFrame:
    """Since when each is offered, and how; the common ones came first."""
    size = len(frame)
    frame["online_on"] = _online_on(rng, frame, known)
    online = (frame.online_level != "none").to_numpy()
    full = (frame.online_level == "end_to_end").to_numpy()
    partial = pick(rng, online & ~full, np.zeros(size), _ELIGIBLE_NOT_YET)
    frame["eligible"] = full | partial
    frame["integrated"] = online & (rng.random(size) < _INTEGRATED)
    frame["online_payment"] = frame.has_fee & (rng.random(size) < np.where(online, _PAYABLE, 0.2))
    frame["published"] = rng.random(size) < _PUBLISHED
    early = rng.integers(0, 4_000, size)
    late = [date(2011, 1, 1) + timedelta(days=int(days)) for days in early]
    frame["published_on"] = [
        min(day, since) if since else day for day, since in zip(late, frame.online_on, strict=True)
    ]
    return frame


def _online_on(rng: np.random.Generator, frame: pd.DataFrame, known: int) -> list[date | None]:
    online = np.flatnonzero(frame.online_level != "none")
    order = np.lexsort((rng.random(len(online)), online >= known))
    place = np.empty(len(online), dtype=np.int64)
    place[order] = np.arange(len(online))
    days: list[date | None] = [None] * len(frame)
    starts = (date(2019, 1, 1), *(end + timedelta(days=1) for end, _ in _ONLINE_BY))
    ends = (*(end for end, _ in _ONLINE_BY), _LAST_ONLINE)
    bounds = [count for _, count in _ONLINE_BY]
    for row, nth in zip(online, place, strict=True):
        when = int(np.searchsorted(bounds, nth, side="right"))
        span = (ends[when] - starts[when]).days
        days[int(row)] = starts[when] + timedelta(days=int(rng.integers(0, span + 1)))
    return days


def procedures_frame(procedures: pd.DataFrame) -> pd.DataFrame:
    """Table `procedures`."""
    return procedures[
        [
            *("code", "name", "field", "level", "statutory_days", "online_level", "has_fee"),
            *("published_on", "online_on", "published", "eligible", "integrated"),
            "online_payment",
        ]
    ]
