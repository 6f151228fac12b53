"""Measurements of the demonstration: phones in villages, and drive tests through some of them.

All of it is made up. Most agree with what the last survey of the village reported; in some villages
they do not, in many there are too few to tell, and in some there are none.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
import pandas as pd

from config.phone_bars import PHONE_BARS

_OPERATORS = ("Viettel", "VNPT", "MobiFone", "Vietnamobile")
_OWNED = (0.5, 0.27, 0.19, 0.04)
_OTHERWISE = 0.11  # of villages: measured other than reported
_UNMEASURED, _DRIVEN = 0.18, 0.11
_SAME = 0.7  # of a village's measurements are of one network
_DRIVE = 40  # measurements of a drive test in a village, on average
_PER_1000 = 9.0  # of people's own phones, in a year, on average of as many people
_SPREAD_DEGREES = 0.0035
_DAYS = 380
_STATES = ("none", "weak", "good")
_FALLBACK = {"5g": "4g", "4g": "3g", "3g": "2g", "2g": "2g", "none": "2g"}
_COLUMNS = [
    "code", "measured_at", "longitude", "latitude", "operator", "technology", "strength_dbm",
]  # fmt: skip


def measurements_frame(
    rng: np.random.Generator, villages: pd.DataFrame, as_of: datetime
) -> pd.DataFrame:
    """Table `measurements`, of the year before `as_of` (local)."""
    last = villages.sort_values("surveyed_on").drop_duplicates("code", keep="last")
    last = last.sort_values("code").reset_index(drop=True)
    there = _as_it_is(rng, last.signal.to_numpy(dtype=object))
    own, driven = _counts(rng, last)
    own[there == "none"] = 0  # where there is no signal no phone sends one
    rows = np.repeat(np.arange(len(last)), own + driven)
    frame = last.iloc[rows].reset_index(drop=True)
    first = rng.choice(_OPERATORS, len(last), p=_OWNED)[rows]
    other = rng.choice(_OPERATORS, len(frame), p=_OWNED)
    technology, strength = _heard(rng, there[rows], frame.technology.to_numpy(dtype=object))
    made = pd.DataFrame(
        {
            "code": [f"DT{number:06d}" for number in range(len(frame))],
            "measured_at": _times(rng, len(frame), as_of),
            "longitude": (frame.longitude + rng.normal(0, _SPREAD_DEGREES, len(frame))).round(5),
            "latitude": (frame.latitude + rng.normal(0, _SPREAD_DEGREES, len(frame))).round(5),
            "operator": np.where(rng.random(len(frame)) < _SAME, first, other),
            "technology": technology,
            "strength_dbm": strength,
        }
    )
    return made[_COLUMNS]


def _as_it_is(rng: np.random.Generator, reported: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """What is found there: mostly what was reported."""
    other = rng.random(len(reported)) < _OTHERWISE
    found = reported.copy()
    found[other & (reported == "good")] = "weak"
    found[other & (reported != "good")] = "good"
    return found


def _counts(
    rng: np.random.Generator, villages: pd.DataFrame
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """By people's own phones, and by drive tests."""
    expected = _PER_1000 * (villages.people.to_numpy() / 1000) ** 0.6
    own = rng.poisson(expected)
    own[rng.random(len(villages)) < _UNMEASURED] = 0
    tested = rng.random(len(villages)) < np.where(villages.signal == "good", _DRIVEN, 0.4)
    return own, np.where(tested, rng.poisson(_DRIVE, len(villages)), 0)


def _heard(
    rng: np.random.Generator, there: np.ndarray[Any, Any], best: np.ndarray[Any, Any]
) -> tuple[list[str], list[float | None]]:
    technologies: list[str] = []
    strengths: list[float | None] = []
    chance, noise = rng.random((2, len(there))), rng.normal(0, 1, len(there))
    for state, technology, luck, older, off in zip(there, best, *chance, noise, strict=True):
        band = state if luck < 0.8 else _STATES[int(luck * 1000) % 3]
        used = _FALLBACK[technology] if older < 0.2 or technology == "none" else technology
        technologies.append("none" if band == "none" and state == "none" else used)
        strengths.append(None if technologies[-1] == "none" else _strength(used, band, off))
    return technologies, strengths


def _strength(technology: str, band: str, off: float) -> float:
    """Around the middle of what a phone would draw so."""
    weak, good = PHONE_BARS[technology]
    if band == "good":
        return round(float(np.clip(good + 12 + 6 * off, good, -50)))
    if band == "weak":
        return round(float(np.clip((weak + good) / 2 + off, weak, good - 1)))
    return round(float(weak - 2 - abs(off)))


def _times(rng: np.random.Generator, count: int, as_of: datetime) -> list[datetime]:
    """By day, in the hours when people are about."""
    last: date = as_of.date() - timedelta(days=1)
    days, minutes = rng.integers(0, _DAYS, count), rng.integers(6 * 60, 22 * 60, count)
    midnight = datetime(last.year, last.month, last.day)
    return [
        midnight - timedelta(days=int(back)) + timedelta(minutes=int(minute))
        for back, minute in zip(days, minutes, strict=True)
    ]
