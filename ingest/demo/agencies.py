"""Agencies of the demonstration: 21 departments, 8 districts' and 151 communes' committees."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

SHORT = 10  # characters that a wall's table has for a name


def agencies_file() -> dict[str, Any]:
    with (Path(__file__).parent / "agencies.toml").open("rb") as file:
        data: dict[str, Any] = tomllib.load(file)
        return data


def staffed(areas: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Agencies with what their dossiers are drawn by: `weight` within the level, `quality`."""
    data = agencies_file()
    rows = [_department(spec) for spec in data["province"]]
    districts = data["districts"]
    for area in areas[areas.level == "district"].itertuples():
        spec = districts[area.code]
        rows.append(_committee(area, spec["code"], spec["weight"], spec["quality"]))
    communes = areas[areas.level == "commune"]
    weights = rng.lognormal(0.0, 0.42, len(communes)) * np.where(communes.mountain, 0.55, 1.0)
    weights *= communes.kind.map({"phuong": 1.5, "thi_tran": 1.3, "xa": 1.0}).to_numpy()
    quality = rng.normal(0.0, 0.7, len(communes)) - np.where(communes.mountain, 0.3, 0.0)
    number = communes.groupby("parent_code").cumcount() + 1
    for area, nth, weight, good in zip(
        communes.itertuples(), number, weights, quality, strict=True
    ):
        code = f"{districts[area.parent_code]['code']}.{nth:02d}"
        rows.append(_committee(area, code, float(weight), float(good)))
    return pd.DataFrame(rows)


def agencies_frame(staff: pd.DataFrame) -> pd.DataFrame:
    """Table `agencies`."""
    return staff[["code", "name", "short_name", "level", "area_code"]]


def _department(spec: dict[str, Any]) -> dict[str, Any]:
    return {
        "code": spec["code"],
        "name": spec["name"],
        "short_name": spec["short"],
        "level": "province",
        "area_code": None,
        "weight": spec["weight"],
        "quality": spec["quality"],
    }


def _committee(area: Any, code: str, weight: float, quality: float) -> dict[str, Any]:
    return {
        "code": code,
        "name": f"UBND {area.name[0].lower()}{area.name[1:]}",
        "short_name": short(area.name),
        "level": area.level,
        "area_code": area.code,
        "weight": weight,
        "quality": quality,
    }


def short(name: str) -> str:
    """The bare name, its first words cut to initials until it fits: 'Thượng Trạch' → 'T. Trạch'."""
    kind = r"^(Thành phố|Thị xã|Thị trấn( Nông trường)?|Huyện|Phường|Xã) "
    words = re.sub(kind, "", name).split()
    for cut in range(len(words)):
        initials = "".join(f"{word[0]}." for word in words[:cut])
        shown = " ".join(part for part in (initials, *words[cut:]) if part)
        if len(shown) <= SHORT:
            return shown
    return words[-1][:SHORT]
