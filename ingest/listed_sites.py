"""Checks of table sites: where nobody could stand, and what nobody could build for."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ingest.faults import Faults
from ingest.reasons import Reason, detail
from ingest.references import References

LIMITS: Mapping[str, tuple[float, str]] = {
    "longitude": (180.0, "kinh độ (đổi chỗ hai cột?)"),
    "latitude": (90.0, "vĩ độ (đổi chỗ hai cột?)"),
}
ABOVE_0 = ("height_m", "cost")


def check_sites(rows: pd.DataFrame, faults: Faults, _: References) -> None:
    for name, (most, wanted) in LIMITS.items():
        _mark(rows, name, rows[name].abs() > most, wanted, faults)
    for name in ABOVE_0:
        _mark(rows, name, rows[name] <= 0, "số lớn hơn 0", faults)


def _mark(rows: pd.DataFrame, name: str, wrong: pd.Series, wanted: str, faults: Faults) -> None:
    def describe(at: int) -> str:
        value = f"{rows[name].iloc[at]:g}"
        return detail(Reason.BAD_NUMBER, column=name, value=value, wanted=wanted)

    faults.mark(wrong.fillna(False).to_numpy(dtype=bool), Reason.BAD_NUMBER, describe)
