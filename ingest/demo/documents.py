"""Documents in and out of the agencies' document system, with the published shares of the year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

import numpy as np
import numpy.typing as npt
import pandas as pd

from ingest.demo import season
from ingest.demo.calibrate import Bools, Floats, pick

PER_DOSSIER = 0.3
PROCESSED_ONLINE: Mapping[str, float] = {"province": 0.990, "district": 0.980, "commune": 0.880}
SIGNED: Mapping[str, float] = {"province": 0.991, "district": 0.980, "commune": 0.960}
_EARLIER = (1.0, 0.93, 0.86)  # a year's number and shares against the last one's, going back
_LEVELS = {"province": 0.47, "district": 0.17, "commune": 0.36}
_SECRET, _OUTGOING, _URGENT = 0.018, 0.42, 0.06
# Communes have slipped a little month by month: what the wall should make somebody ask about.
_TREND = {"province": 0.5, "district": 0.3, "commune": -0.35}


def documents_frame(
    rng: np.random.Generator, staff: pd.DataFrame, *, count: int, years: int, as_of: datetime
) -> pd.DataFrame:
    """Table `documents`; times local."""
    shares = np.array([_EARLIER[min(back, 2)] ** 2 for back in range(years)])[::-1]
    sizes = np.diff(np.concatenate([[0], np.round(np.cumsum(shares) / shares.sum() * count)]))
    first = as_of.year - years + 1
    parts = [
        _year(rng, staff, year=first + step, count=int(size), as_of=as_of)
        for step, size in enumerate(sizes)
    ]
    return pd.concat(parts, ignore_index=True)


def _year(
    rng: np.random.Generator, staff: pd.DataFrame, *, year: int, count: int, as_of: datetime
) -> pd.DataFrame:
    rows = _authors(rng, staff, count)
    registered = _registered(rng, year, count, as_of)
    order = np.lexsort((registered, rows))
    rows, registered = rows[order], registered[order]
    level = staff.level.to_numpy(dtype=object)[rows]
    outgoing, secret = rng.random(count) < _OUTGOING, rng.random(count) < _SECRET
    ahead = (registered - registered.max()).astype("int64") / 31_557_600
    trend = pd.Series(level).map(_TREND).to_numpy() * ahead
    leaning = 0.5 * staff.quality.to_numpy()[rows] + trend
    factor = _EARLIER[min(as_of.year - year, 2)]
    due, done = _handled(rng, registered, as_of)
    return pd.DataFrame(
        {
            "code": _codes(staff.code.to_numpy(dtype=object)[rows], year),
            "agency_code": staff.code.to_numpy(dtype=object)[rows],
            "direction": np.where(outgoing, "out", "in"),
            "secret": secret,
            "processed_online": _shared(rng, level, ~secret, leaning, PROCESSED_ONLINE, factor),
            "signed": _shared(rng, level, outgoing & ~secret, leaning, SIGNED, factor),
            "registered_at": registered,
            "due_at": due,
            "done_at": done,
        }
    )


def _authors(rng: np.random.Generator, staff: pd.DataFrame, count: int) -> npt.NDArray[np.int64]:
    """Offices write about as much as each other, unlike the dossiers they get."""
    weight = np.sqrt(staff.weight.to_numpy())
    level = staff.groupby("level").weight.transform(lambda w: np.sqrt(w).sum()).to_numpy()
    chance = weight / level * staff.level.map(_LEVELS).to_numpy()
    return rng.choice(len(staff), count, p=chance / chance.sum())


def _registered(
    rng: np.random.Generator, year: int, count: int, as_of: datetime
) -> npt.NDArray[np.datetime64]:
    """The system of documents sends its rows every night: its newest are of the day before."""
    newest = date.fromordinal(max(as_of.toordinal() - 1, date(as_of.year, 1, 1).toordinal()))
    days = season.days_of(year, newest)
    weights = season.day_weights(days)
    day = np.repeat(days, rng.multinomial(count, weights / weights.sum()))
    seconds = season.office_seconds(rng, count).astype("int64").astype("timedelta64[s]")
    at: npt.NDArray[np.datetime64] = day.astype("datetime64[s]") + seconds
    return at


def _shared(
    rng: np.random.Generator,
    level: npt.NDArray[np.object_],
    among: Bools,
    leaning: Floats,
    shares: Mapping[str, float],
    factor: float,
) -> Bools:
    chosen = np.zeros(len(level), dtype=bool)
    for name, share in shares.items():
        here = among & (level == name)
        chosen |= pick(rng, here, leaning, round(int(here.sum()) * share * factor))
    return chosen


def _handled(
    rng: np.random.Generator, registered: npt.NDArray[np.datetime64], as_of: datetime
) -> tuple[npt.NDArray[np.datetime64], npt.NDArray[np.datetime64]]:
    size = len(registered)
    allowed = np.where(rng.random(size) < _URGENT, 1, rng.integers(3, 15, size))
    took = rng.gamma(2.0, allowed / 4.2) + 0.05
    due = registered.astype("datetime64[D]") + allowed.astype("timedelta64[D]")
    done = registered + (took * 86_400).astype("int64").astype("timedelta64[s]")
    done[done > np.datetime64(as_of.replace(microsecond=0), "s")] = np.datetime64("NaT")
    return due.astype("datetime64[s]") + np.timedelta64(17, "h"), done


def _codes(agency: npt.NDArray[np.object_], year: int) -> list[str]:
    number = pd.Series(agency).groupby(agency).cumcount() + 1
    return [f"{unit}/{year}/{nth:05d}" for unit, nth in zip(agency, number, strict=True)]
