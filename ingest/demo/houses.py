"""Where the houses of the demonstration's agencies stand: synthetic, but in the right town."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
import shapely
from shapely import Polygon

_SEAT = "450"  # Đồng Hới
_WITHOUT = {"province": 1, "commune": 6}  # of whose house no source tells
_AWAY = 0.004  # degrees around a unit's point, some 440 m
_TRIES = 50


def with_houses(
    rng: np.random.Generator,
    agencies: pd.DataFrame,
    areas: pd.DataFrame,
    shapes: Mapping[str, Polygon],
) -> pd.DataFrame:
    """Table `agencies` with `longitude` and `latitude`: departments in wards of the seat,
    committees of districts in their town, of communes near their point."""
    communes = areas[areas.level == "commune"].set_index("code")
    towns = {
        str(district): towns_of(own).index.tolist()
        for district, own in communes.groupby("parent_code")
    }
    points: dict[str, tuple[float, float]] = {
        str(row.Index): (float(row.longitude), float(row.latitude))  # type: ignore[arg-type]
        for row in communes.itertuples()
    }
    places = []
    for row in agencies.itertuples():
        if row.level == "commune":
            commune = str(row.area_code)
        else:
            town = towns[str(row.area_code) if row.level == "district" else _SEAT]
            commune = town[int(rng.integers(len(town))) if row.level == "province" else 0]
        places.append(_near(rng, *points[commune], shapes[commune]))
    found = agencies.assign(
        longitude=[round(x, 5) for x, _ in places], latitude=[round(y, 5) for _, y in places]
    )
    for level, count in _WITHOUT.items():
        own = found.index[found.level == level]
        chosen = rng.choice(own, min(count, len(own)), replace=False)
        found.loc[chosen, ["longitude", "latitude"]] = np.nan
    return found


def towns_of(communes: pd.DataFrame) -> pd.DataFrame:
    """Of a district's communes its towns; all where it has none."""
    towns = communes[communes.kind.isin(["phuong", "thi_tran"])]
    return towns if len(towns) else communes


def _near(
    rng: np.random.Generator, longitude: float, latitude: float, shape: Polygon
) -> tuple[float, float]:
    """On the commune's own ground."""
    for _ in range(_TRIES):
        x, y = longitude + rng.normal(0, _AWAY), latitude + rng.normal(0, _AWAY)
        if shapely.contains_xy(shape, x, y):
            return x, y
    return longitude, latitude
