"""Assessments: of departments and districts by the province, of the province among provinces."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from ingest.demo.calibrate import Floats
from ingest.demo.unit_shares import Spec

PROVINCES = 63
_INTEGERS = ["rank", "ranked"]
_OWN, _YEARLY = 0.08, 0.03  # of a criterion's points: how far agencies are apart, and move a year


def assessments_frame(
    rng: np.random.Generator, staff: pd.DataFrame, *, province: str, years: int, today: date
) -> pd.DataFrame:
    """Table `assessments`: a row a criterion, and one with the total, its place and its tier."""
    with (Path(__file__).parent / "assessments.toml").open("rb") as file:
        data = tomllib.load(file)
    rows = [*_of_agencies(rng, staff, data["ict"], years, today)]
    for spec in data["provinces"]:
        rows += _of_province(spec, province, today)
    return pd.DataFrame(rows).astype(dict.fromkeys(_INTEGERS, "Int64"))


def _row(scheme: str, year: int, **columns: Any) -> dict[str, Any]:
    keys = {"scheme": scheme, "year": year, "agency_code": "", "area_code": "", "criterion": ""}
    empty = dict.fromkeys(("points", "maximum", "rank", "ranked"))
    return keys | empty | {"tier": "", "note": ""} | columns


def _of_province(spec: Spec, province: str, today: date) -> Iterator[dict[str, Any]]:
    newest = today.year - (1 if today.month >= spec["month"] else 2)
    for back, (points, rank) in enumerate(zip(spec["points"], spec["ranks"], strict=True)):
        counted = {"points": points, "maximum": spec["maximum"], "rank": rank, "ranked": PROVINCES}
        yield _row(spec["scheme"], newest - back, area_code=province, **counted)


def _of_agencies(
    rng: np.random.Generator, staff: pd.DataFrame, spec: Spec, years: int, today: date
) -> Iterator[dict[str, Any]]:
    judged = staff[staff.level != "commune"].reset_index(drop=True)
    newest = today.year - int(today < date(today.year, *spec["told"]))
    own = spec["quality"] * judged.quality.to_numpy(dtype=float)[:, None]
    own = own + rng.normal(0, _OWN, (len(judged), len(spec["criteria"])))
    for back in range(min(years, len(spec["middles"]))):
        points = _points(rng, spec, own, back)
        without = {each["agency"]: each["note"] for each in spec["without"] if back == 0}
        yield from _year(spec, newest - back, judged, points, without)


def _points(rng: np.random.Generator, spec: Spec, own: Floats, back: int) -> Floats:
    over = np.array([each["over"] for each in spec["criteria"]])
    maximum = np.array([each["maximum"] for each in spec["criteria"]])
    share = spec["middles"][back] + over + own + rng.normal(0, _YEARLY, own.shape)
    points: Floats = np.round(maximum * np.clip(share, 0.1, 1.0), 1)
    return points


def _year(
    spec: Spec, year: int, judged: pd.DataFrame, points: Floats, without: dict[str, str]
) -> Iterator[dict[str, Any]]:
    """Departments are ranked among themselves, districts too."""
    total = pd.Series(points.sum(axis=1).round(1)).mask(judged.code.isin(list(without)))
    listed = total.groupby(judged.level)
    rank, ranked = listed.rank(ascending=False, method="min"), listed.transform("count")
    for at, code in enumerate(judged.code):
        row = partial(_row, spec["scheme"], year, agency_code=code)
        if code in without:
            yield row(note=without[code])
            continue
        for column, each in enumerate(spec["criteria"]):
            maximum = each["maximum"]
            yield row(criterion=each["id"], points=points[at, column], maximum=maximum)
        place = {"rank": rank[at], "ranked": ranked[at], "tier": _tier(spec, total[at])}
        yield row(points=total[at], maximum=_whole(spec), **place)


def _whole(spec: Spec) -> float:
    return float(sum(each["maximum"] for each in spec["criteria"]))


def _tier(spec: Spec, total: float) -> str:
    return next(str(each["name"]) for each in spec["tiers"] if total >= each["from"])
