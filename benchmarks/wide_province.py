"""A province larger than any: 500 communes, 5,000 villages, 10,000 stations, loaded from files."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from math import cos, pi, sin
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.first_load import TAMNHIN
from config.settings import ROOT

COLUMNS, ROWS = 25, 20
VILLAGES, MASTS, STATIONS = 10, 5_000, 10_000  # villages of each commune
CORNERS = 25  # of each side of a commune
WEST, SOUTH, STEP = 105.0, 16.0, 0.08
SURVEYED, OPERATORS = "2024-06-30", ("Viettel", "VNPT", "MobiFone", "Vietnamobile")
SIGNALS, SIGNALS_SHARE = ("good", "weak", "none"), (0.8, 0.12, 0.08)


@dataclass(frozen=True, slots=True)
class Wide:
    url: str

    def load(self, table: str, file: Path) -> None:
        settings = {"TAMNHIN_DATABASE_URL": self.url, "TAMNHIN_SECRET_KEY": "bench"}
        command = [str(TAMNHIN), "load", table, str(file), "--json"]
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=os.environ | settings,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise SystemExit(f"load {table}: {done.stdout}{done.stderr}")


def wide_province(folder: Path) -> Wide:
    """In a database of its own in `folder`, which is empty."""
    found, rng = Wide(f"sqlite:///{folder / 'wide.db'}"), np.random.default_rng(9)
    for table, frame in (
        ("areas", _areas()),
        ("villages", villages(rng)),
        ("stations", _stations(rng)),
    ):
        file = folder / f"{table}.csv"
        frame.to_csv(file, index=False)
        found.load(table, file)
        if table == "areas":
            found.load("boundaries", _outlines(folder / "boundaries.geojson"))
    return found


def _code(column: int, row: int) -> str:
    return f"{10000 + row * COLUMNS + column}"


def _areas() -> pd.DataFrame:
    rows = [
        ("44", "Tỉnh rộng", "province", "tinh", ""),
        ("440", "Huyện Một", "district", "huyen", "44"),
    ]
    rows += [
        (_code(column, row), f"Xã Đồng {row + 1}.{column + 1}", "commune", "xa", "440")
        for row in range(ROWS)
        for column in range(COLUMNS)
    ]
    return pd.DataFrame(rows, columns=["code", "name", "level", "kind", "parent_code"]).assign(
        valid_from="2000-01-01", longitude=105.5, latitude=17.0, mountain=False
    )


def _outlines(file: Path) -> Path:
    features = [
        {
            "type": "Feature",
            "properties": {"area_code": _code(column, row), "kind": "official"},
            "geometry": {"type": "Polygon", "coordinates": [_ring(column, row)]},
        }
        for row in range(ROWS)
        for column in range(COLUMNS)
    ]
    found = {"type": "FeatureCollection", "source": "Dữ liệu đo thử", "features": features}
    file.write_text(json.dumps(found), encoding="utf-8")
    return file


def _ring(column: int, row: int) -> list[tuple[float, float]]:
    """Neighbours wind along the very same line."""
    steps = [(n / CORNERS, 0.0) for n in range(CORNERS)] + [
        (1.0, n / CORNERS) for n in range(CORNERS)
    ]
    steps += [(1 - n / CORNERS, 1.0) for n in range(CORNERS)]
    steps += [(0.0, 1 - n / CORNERS) for n in range(CORNERS + 1)]
    return [_wound(column + x, row + y) for x, y in steps]


def _wound(x: float, y: float) -> tuple[float, float]:
    east = x + 0.12 * sin(2 * pi * y) + 0.05 * sin(9 * pi * y)
    north = y + 0.12 * cos(2 * pi * x) + 0.05 * cos(9 * pi * x)
    return round(WEST + STEP * east, 5), round(SOUTH + STEP * north, 5)


def villages(rng: np.random.Generator, surveyed: str = SURVEYED) -> pd.DataFrame:
    count = COLUMNS * ROWS * VILLAGES
    home = np.repeat(np.arange(COLUMNS * ROWS), VILLAGES)
    place = rng.uniform(0.2, 0.8, (count, 2))
    people = (rng.lognormal(6.0, 0.7, count) + 20).astype("int64")
    return pd.DataFrame(
        {
            "code": [f"V{n:05}" for n in range(count)],
            "surveyed_on": surveyed,
            "name": [f"Bản Cà Roòng {n}" for n in range(count)],
            "commune_code": [f"{10000 + n}" for n in home],
            "longitude": (WEST + STEP * (home % COLUMNS + place[:, 0])).round(5),
            "latitude": (SOUTH + STEP * (home // COLUMNS + place[:, 1])).round(5),
            "people": people,
            "households": people // 4 + 1,
            "signal": rng.choice(SIGNALS, count, p=SIGNALS_SHARE),
            "technology": "4g",
            "has_power": rng.random(count) > 0.06,
            "has_broadband": rng.random(count) > 0.15,
        }
    )


def _stations(rng: np.random.Generator) -> pd.DataFrame:
    """Two a mast, as they stand in the country; some planned, some off the air."""
    mast = rng.integers(0, MASTS, STATIONS)
    places = rng.uniform((0, 0), (COLUMNS, ROWS), (MASTS, 2))
    home = places[mast].astype("int64")
    year = rng.choice((2012, 2018, 2022, 2030), STATIONS, p=(0.3, 0.4, 0.25, 0.05))
    gone = (rng.random(STATIONS) < 0.05) & (year < 2020)
    return pd.DataFrame(
        {
            "code": [f"S{n:05}" for n in range(STATIONS)],
            "mast_code": [f"M{n:04}" for n in mast],
            "operator": rng.choice(OPERATORS, STATIONS),
            "technology": rng.choice(("2g", "3g", "4g", "5g"), STATIONS, p=(0.2, 0.3, 0.45, 0.05)),
            "commune_code": [f"{10000 + row * COLUMNS + column}" for column, row in home],
            "longitude": (WEST + STEP * places[mast, 0]).round(5),
            "latitude": (SOUTH + STEP * places[mast, 1]).round(5),
            "on_air_on": [f"{each}-03-01" for each in year],
            "off_air_on": ["2023-01-01" if off else "" for off in gone],
        }
    )
