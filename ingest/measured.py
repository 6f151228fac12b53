"""Measurements of signal: whose network, where, how strong; and what follows from it at load."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from h3.api.basic_str import latlng_to_cell

from config.phone_bars import PHONE_BARS
from ingest import times
from ingest.faults import Faults, Mask
from ingest.reasons import Reason, detail
from ingest.references import References

RESOLUTION = 9  # hexagons of some 0.1 km², 350 m from one to the next
NO_SERVICE = "none"
# Mobile country and network codes: ITU-T Operational Bulletin, list for Recommendation E.212;
# VinaPhone is VNPT's network, 452-08 Viettel's since EVN Telecom went to it (2012).
NETWORKS: Mapping[tuple[int, int], str] = {
    (452, 1): "MobiFone",
    (452, 2): "VNPT",
    (452, 4): "Viettel",
    (452, 5): "Vietnamobile",
    (452, 6): "Viettel",
    (452, 7): "Gtel",
    (452, 8): "Viettel",
}
OPERATORS = tuple(dict.fromkeys(NETWORKS.values()))
_ALSO = {"vinaphone": "VNPT", "viettel mobile": "Viettel", "gmobile": "Gtel", "gtel mobile": "Gtel"}
# What a phone can report, dBm: 3GPP TS 45.008 (RXLEV, as Android widens it), TS 25.133 (RSCP),
# TS 36.133 (RSRP, extended), TS 38.133 (SS-RSRP).
REPORTED: Mapping[str, tuple[float, float]] = {
    "2g": (-120.0, -25.0),
    "3g": (-120.0, -24.0),
    "4g": (-156.0, -44.0),
    "5g": (-156.0, -31.0),
}


def check_measurements(rows: pd.DataFrame, faults: Faults, _: References) -> None:
    """Names the operator where only its network's codes are given. A strength of 0 is what
    OpenCelliD writes where none is known."""
    check_places(rows, faults)
    rows["operator"] = _operators(rows)
    _check_operators(rows, faults)
    untold = (rows["strength_dbm"] == 0) | (rows["technology"] == NO_SERVICE)
    rows["strength_dbm"] = rows["strength_dbm"].mask(untold)
    for technology, limits in REPORTED.items():
        _check_strength(rows, technology, limits, faults)


def check_places(rows: pd.DataFrame, faults: Faults, _: References | None = None) -> None:
    """Degrees, WGS 84. 0, 0 is where devices without a fix say that they are."""
    longitude, latitude = (rows[name].to_numpy("float64") for name in ("longitude", "latitude"))
    beyond = (np.abs(longitude) > 180) | (np.abs(latitude) > 90)
    nowhere = (longitude == 0) & (latitude == 0)

    def describe(at: int) -> str:
        value = f"kinh độ {longitude[at]:g}, vĩ độ {latitude[at]:g}"
        wanted = "đổi chỗ hai cột?" if beyond[at] else "thiết bị chưa định vị được"
        return detail(Reason.BAD_PLACE, column="longitude, latitude", value=value, wanted=wanted)

    faults.mark(beyond | nowhere, Reason.BAD_PLACE, describe)


def complete_measurements(rows: pd.DataFrame) -> None:
    """The local day, the hexagon, and whether a phone calls it none, weak or good."""
    days = times.as_days(times.local_midnights(rows["measured_at"]))
    rows["measured_day"] = times.day_keys(days)
    places = zip(rows["latitude"], rows["longitude"], strict=True)
    rows["hexagon"] = [latlng_to_cell(lat, lng, RESOLUTION) for lat, lng in places]
    rows["band"] = _bands(rows)


def _bands(rows: pd.DataFrame) -> list[str]:
    strength = rows["strength_dbm"].to_numpy("float64")
    found = np.full(len(rows), "", dtype=object)
    for technology, (weak, good) in PHONE_BARS.items():
        here = (rows["technology"] == technology).to_numpy() & ~np.isnan(strength)
        band = np.where(strength >= good, "good", np.where(strength >= weak, "weak", "none"))
        found[here] = band[here]
    found[(rows["technology"] == NO_SERVICE).to_numpy()] = "none"
    return list(found)


def _operators(rows: pd.DataFrame) -> pd.Series:
    spelt = {name.lower(): name for name in OPERATORS} | _ALSO
    given = rows["operator"].map(lambda name: spelt.get(name.lower(), name), na_action="ignore")
    codes = zip(rows["mcc"], rows["mnc"], strict=True)
    named = [None if pd.isna(a) or pd.isna(b) else NETWORKS.get((int(a), int(b))) for a, b in codes]
    return given.where(given.notna(), pd.Series(named, index=rows.index, dtype=object))


def _check_operators(rows: pd.DataFrame, faults: Faults) -> None:
    operator, coded = rows["operator"], (rows["mcc"].notna() & rows["mnc"].notna()).to_numpy()
    absent = operator.isna().to_numpy()
    faults.mark(absent & ~coded, Reason.MISSING, _saying(Reason.MISSING, "operator (mcc, mnc)"))
    known = ", ".join(f"{mcc}-{mnc:02d} {name}" for (mcc, mnc), name in NETWORKS.items())
    strange = (~operator.isin(OPERATORS)).to_numpy() & ~absent

    def described(at: int) -> str:
        row = rows.iloc[at]
        value = row["operator"] if strange[at] else f"{row['mcc']}-{int(row['mnc']):02d}"
        return detail(Reason.UNKNOWN_VALUE, column="operator", value=value, wanted=known)

    faults.mark((absent & coded) | strange, Reason.UNKNOWN_VALUE, described)


def _saying(reason: Reason, column: str) -> Callable[[int], str]:
    return lambda _: detail(reason, column=column)


def _check_strength(
    rows: pd.DataFrame, technology: str, limits: tuple[float, float], faults: Faults
) -> None:
    low, high = limits
    strength: Any = rows["strength_dbm"].to_numpy("float64")
    outside: Mask = (rows["technology"] == technology).to_numpy() & (
        (strength < low) | (strength > high)
    )
    wanted = f"{low:g} đến {high:g} dBm của {technology.upper()}"

    def describe(at: int) -> str:
        value = f"{strength[at]:g}"
        return detail(Reason.OUT_OF_RANGE, column="strength_dbm", value=value, wanted=wanted)

    faults.mark(outside, Reason.OUT_OF_RANGE, describe)
