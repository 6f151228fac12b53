"""What has no rows: reported totals (observations) and targets by decision."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from data_access.days import first_of, last_of


def reports_file() -> dict[str, Any]:
    return _file("reports.toml")


def _file(name: str) -> dict[str, Any]:
    with (Path(__file__).parent / name).open("rb") as file:
        return tomllib.load(file)


def observations_frame(rng: np.random.Generator, *, years: int, today: date) -> pd.DataFrame:
    """Table `observations`: yearly totals, and ratings month by month."""
    data = reports_file()
    rows = [
        _yearly(spec, today.year - back, back)
        for spec in data["yearly"]
        for back in range(min(years, len(spec.get("values", spec.get("numerators")))))
    ]
    rows += [
        _of_district(spec, code, lean, today.year - back, back)
        for spec in data["yearly"]
        if "apart" in spec
        for code, lean in data["districts"].items()
        for back in range(min(years, len(spec["values"])))
    ]
    rows += _ratings(rng, data["monthly"], years, today)
    return pd.DataFrame(rows)


def report(metric: str, by: str, start: date, end: date, **counts: Any) -> dict[str, Any]:
    """One row of table `observations`; without a level or an agency it is of the whole."""
    scope = dict.fromkeys(("level", "area_code", "agency_code"), "")
    empty = scope | dict.fromkeys(("numerator", "denominator", "value"))
    keys = {"metric": metric, "period_from": start, "period_to": end, "reported_by": by}
    return keys | empty | counts


def _yearly(spec: dict[str, Any], year: int, back: int) -> dict[str, Any]:
    counts: dict[str, Any] = {"level": spec.get("level", ""), "denominator": spec.get("of")}
    for name, of in (("value", "values"), ("numerator", "numerators")):
        if of in spec:
            counts[name] = spec[of][back]
    return report(spec["metric"], spec["by"], date(year, 1, 1), date(year, 12, 31), **counts)


def _of_district(
    spec: dict[str, Any], code: str, lean: float, year: int, back: int
) -> dict[str, Any]:
    """About the province's own; the farther from the coast, the less."""
    value = round(min(spec["values"][back] + lean * spec["apart"], 0.995), 3)
    span = date(year, 1, 1), date(year, 12, 31)
    return report(spec["metric"], spec["by"], *span, area_code=code, value=value)


def _ratings(
    rng: np.random.Generator, spec: dict[str, Any], years: int, today: date
) -> list[dict[str, Any]]:
    rows = []
    for back in range(min(years, len(spec["shares"]))):
        for key in months_told(today.year - back, today):
            rated = int(spec["rated"] * rng.uniform(0.85, 1.15))
            share = spec["shares"][back] + 0.0012 * (key % 100 - 6.5) + rng.normal(0, 0.0025)
            rows.append(
                report(
                    spec["metric"], spec["by"], first_of(key), last_of(key),
                    numerator=round(rated * share), denominator=rated,
                )
            )  # fmt: skip
    return rows


def months_told(year: int, today: date) -> list[int]:
    """Whole months only; the running one is reported when it is over, unless it nearly is."""
    return [
        key
        for key in range(year * 100 + 1, year * 100 + 13)
        if first_of(key) <= today and (last_of(key) <= today or today.day >= 25)
    ]


def targets_frame() -> pd.DataFrame:
    """Table `targets`."""
    return pd.DataFrame(
        {
            "metric": target["metric"],
            "level": target.get("level", ""),
            "area_code": target.get("area", ""),
            "agency_code": target.get("agency", ""),
            "period_from": date(year["year"], 1, 1),
            "period_to": date(year["year"], 12, 31),
            "value": float(target["value"]),
            "decision": year["decision"],
        }
        for year in _file("targets.toml")["year"]
        for target in year["targets"]
    )
