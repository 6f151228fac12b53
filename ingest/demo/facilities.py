"""Schools and health posts of the demonstration, and which of them have broadband. Made up."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from ingest.demo.surveys import rounds

_SCHOOLS = ("Mầm non", "Tiểu học", "THCS")
_KINDS = ("Phường", "Xã", "Thị trấn")
_ONLINE = {"remote": 0.55, "mountain": 0.86, "else": 0.985}
_BEFORE = 0.5  # of those that have it now, in remote places: how many got it in the last year
_UNTOLD = 0.035
_CHECKS = 3


def facilities_frame(
    rng: np.random.Generator,
    areas: pd.DataFrame,
    villages: pd.DataFrame,
    remote: set[str],
    *,
    years: int,
    today: date,
) -> pd.DataFrame:
    """Table `facilities`: a health post and three schools a commune, and outlying classes
    (điểm trường) in villages of remote ones."""
    days = rounds(years, today)[-_CHECKS:]
    standing = villages.drop_duplicates("code").groupby("commune_code")
    rows: list[dict[str, Any]] = []
    for area in areas[areas.level == "commune"].itertuples():
        kind = "remote" if area.code in remote else "mountain" if area.mountain else "else"
        for one in _of_commune(area, standing.get_group(area.code), kind):
            rows += _checked(rng, one, _ONLINE[kind], days)
    return pd.DataFrame(rows)


def _of_commune(area: Any, villages: pd.DataFrame, kind: str) -> list[dict[str, Any]]:
    name = area.name
    for prefix in _KINDS:
        name = name.removeprefix(f"{prefix} ")
    centre = villages.sort_values("people").iloc[-1]
    found = [_one(area, "T0", "health_post", f"Trạm Y tế {name}", centre)]
    for number, level in enumerate(_SCHOOLS, start=1):
        found.append(_one(area, f"S{number}", "school", f"Trường {level} {name}", centre))
    if kind == "remote":
        for number, village in enumerate(villages.sort_values("code").itertuples(), start=4):
            if number % 2 == 0:
                said = f"Điểm trường {village.name}"
                found.append(_one(area, f"S{number}", "school", said, village))
    return found


def _one(area: Any, number: str, kind: str, name: str, at: Any) -> dict[str, Any]:
    off = 0.0004 * (1 + sum(map(ord, number)) % 5)
    return {
        "code": f"{area.code}.{number}",
        "kind": kind,
        "name": name,
        "commune_code": area.code,
        "longitude": round(at.longitude + off, 5),
        "latitude": round(at.latitude - off, 5),
    }


def _checked(
    rng: np.random.Generator, one: dict[str, Any], online: float, days: list[date]
) -> list[dict[str, Any]]:
    """Nobody loses what they had; whether some have it was not asked."""
    has, got = rng.random() < online, rng.random() < _BEFORE * (1 - online)
    since = int(rng.integers(1, len(days))) if got and len(days) > 1 else 0
    untold = rng.random() < _UNTOLD
    return [
        {
            **one,
            "checked_on": day,
            "has_broadband": None if untold and at == len(days) - 1 else bool(has and at >= since),
        }
        for at, day in enumerate(days)
    ]
