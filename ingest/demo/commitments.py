"""Commitments of the demonstration: which village is to have signal, power or broadband by when.

All of it is made up. Days are drawn around what the surveys found, so that most promises were
kept, some were kept late, some are late and the rest lie ahead; a few villages have none.
"""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd

_LACKS = {"signal": "no_signal", "power": "no_power", "broadband": "no_broadband"}
_OPERATORS = ("Viettel", "VNPT", "MobiFone", "Vietnamobile")
_OWNED = (0.44, 0.33, 0.19, 0.04)  # as they own masts
_GRID = "Điện lực tỉnh"
_WITHOUT, _KEPT, _LATE, _UNSEEN = 0.08, 0.75, 0.22, 0.06
_AHEAD = 8  # quarters
_DECISIONS = {"signal": 1215, "power": 482, "broadband": 1907}
_COLUMNS = ["village_code", "what", "decision", "planned_on", "operator"]


def commitments_frame(
    rng: np.random.Generator, villages: pd.DataFrame, today: date
) -> pd.DataFrame:
    """Table `commitments`, of the villages that one of the surveys found without."""
    lacking = villages.assign(
        no_signal=villages.signal == "none",
        no_power=~villages.has_power.astype(bool),
        no_broadband=~villages.has_broadband.astype(bool),
    )
    rows = [
        {
            "village_code": code,
            "what": what,
            **_promise(rng, what, own.surveyed_on, own[lack], today),
        }
        for what, lack in _LACKS.items()
        for code, own in _ever(lacking, lack).groupby("code")
        if rng.random() >= _WITHOUT
    ]
    return pd.DataFrame(rows, columns=_COLUMNS)


def _ever(villages: pd.DataFrame, lack: str) -> pd.DataFrame:
    return villages[villages.groupby("code")[lack].transform("any")].sort_values("surveyed_on")


def _promise(
    rng: np.random.Generator, what: str, days: pd.Series, lacks: pd.Series, today: date
) -> dict[str, object]:
    """`lacks`: what each survey found, oldest first."""
    planned = _planned(rng, list(days[lacks])[-1], today, still=bool(lacks.iloc[-1]))
    year = min(planned.year, today.year) - int(rng.random() < 0.5)
    drawn = str(rng.choice(_OPERATORS, p=_OWNED))
    return {
        "decision": f"{_DECISIONS[what] + 31 * (year % 10)}/QĐ-UBND năm {year}",
        "planned_on": planned,
        "operator": _GRID if what == "power" else drawn,
    }


def _planned(rng: np.random.Generator, lacked: date, today: date, *, still: bool) -> date:
    """The end of a quarter: after the last survey that found it lacking, or before it."""
    if not still:
        return _quarter(lacked, int(rng.integers(1, 3)) if rng.random() < _KEPT else 0)
    chance = rng.random()
    if chance < _LATE:
        return _quarter(lacked, -int(rng.integers(0, 4)))
    if chance < _LATE + _UNSEEN and (today - lacked).days > 2:
        return lacked + timedelta(days=int(rng.integers(1, (today - lacked).days)))
    return _quarter(today, int(rng.integers(1, _AHEAD + 1)))


def _quarter(day: date, steps: int) -> date:
    """The end of a quarter some steps after the last one that was over on a day."""
    number = day.year * 4 + (day.month - 1) // 3 + steps
    year, quarter = divmod(number, 4)
    return date(year, quarter * 3 + 1, 1) - timedelta(days=1)
