"""Villages of the demonstration: about 1,200 with believable names, inside their communes."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from shapely import Point, Polygon

PEOPLE = 913_000
CUT_OFF_PEOPLE = 2_806
_PER_COMMUNE = {"phuong": (7, 10), "thi_tran": (6, 10), "xa": (5, 8)}
_IN_MOUNTAINS = (6, 9)
_REMOTE_MORE = 6  # scattered hamlets
_FAMILY = 4.3


def villages_file() -> dict[str, Any]:
    with (Path(__file__).parent / "villages.toml").open("rb") as file:
        data: dict[str, Any] = tomllib.load(file)
        return data


def settled(
    rng: np.random.Generator,
    areas: pd.DataFrame,
    shapes: dict[str, Polygon],
    remote: set[str],
) -> pd.DataFrame:
    """One row a village, as at the last survey: names, points, people, and how badly off it is.

    `rank`: order in which villages lack things, NaN where never; `cut_off`: place among those that
    lack all three (0 is the last to be helped), NaN for the others."""
    data = villages_file()
    rows: list[dict[str, Any]] = []
    for area in areas[areas.level == "commune"].itertuples():
        rows += _commune(rng, area, data, remote)
    frame = pd.DataFrame(rows)
    points = [_inside(rng, shapes[code]) for code in frame.commune_code]
    frame["longitude"] = [round(point.x, 5) for point in points]
    frame["latitude"] = [round(point.y, 5) for point in points]
    return _peopled(rng, frame)


def _commune(
    rng: np.random.Generator, area: Any, data: dict[str, Any], remote: set[str]
) -> list[dict[str, Any]]:
    low, high = _IN_MOUNTAINS if area.mountain else _PER_COMMUNE[area.kind]
    count = int(rng.integers(low, high + 1)) + _REMOTE_MORE * (area.code in remote)
    cut_off = data["cut_off"].get(area.code, [])
    since = data["since"].get(area.code, [])
    names = [f"Bản {name}" for name in cut_off + since]
    names += _names(rng, area, data["names"], max(count - len(names), 4), set(cut_off + since))
    return [
        {
            "code": f"{area.code}.{number:02d}",
            "commune_code": area.code,
            "name": name,
            "urban": area.kind != "xa",
            "mountain": area.mountain,
            "remote": area.code in remote,
            "group": 0 if number <= len(cut_off) else 1 if number <= len(cut_off + since) else 2,
        }
        for number, name in enumerate(names, start=1)
    ]


def _names(
    rng: np.random.Generator, area: Any, lists: dict[str, list[str]], count: int, taken: set[str]
) -> list[str]:
    if area.kind != "xa":
        return [f"Tổ dân phố {number}" for number in range(1, count + 1)]
    remote = area.mountain and rng.random() < 0.6
    free = [name for name in lists["mountain" if remote else "plain"] if name not in taken]
    chosen = rng.choice(len(free), count, replace=False)
    return [f"{'Bản' if remote else 'Thôn'} {free[index]}" for index in chosen]


def _inside(rng: np.random.Generator, shape: Polygon) -> Point:
    """A point in the outline, away from its edge where there is room."""
    inner = shape.buffer(-0.12 * shape.area**0.5)
    room = shape if inner.is_empty else inner
    west, south, east, north = room.bounds
    while True:
        point = Point(rng.uniform(west, east), rng.uniform(south, north))
        if room.contains(point):
            return point


def _peopled(rng: np.random.Generator, frame: pd.DataFrame) -> pd.DataFrame:
    typical = np.select(
        [frame.group < 2, frame.remote, frame.mountain, frame.urban], [134, 210, 480, 1050], 900
    )
    people = typical * rng.lognormal(0.0, 0.28, len(frame))
    worst, others = (frame.group == 0).to_numpy(), ((frame.group == 2) & ~frame.remote).to_numpy()
    frame["people"] = np.maximum(np.round(people), 22).astype("int64")
    _scale(frame, worst, CUT_OFF_PEOPLE)
    _scale(frame, others, PEOPLE - int(frame.people[~others].sum()))
    size = np.where(worst, 4.38, _FAMILY - 0.6 * frame.urban + rng.normal(0, 0.15, len(frame)))
    frame["households"] = np.round(frame.people / size).astype("int64")
    return frame


def _scale(frame: pd.DataFrame, rows: np.ndarray[Any, np.dtype[np.bool_]], total: int) -> None:
    """Whole people that sum up to `total`; what rounding leaves goes to the largest village."""
    now = frame.loc[rows, "people"]
    scaled = (now * (total / now.sum())).round().astype("int64")
    scaled.loc[scaled.idxmax()] += total - int(scaled.sum())
    frame.loc[rows, "people"] = scaled
