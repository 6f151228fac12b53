"""Masts and the stations on them: 3,560 on 1,491 at the end of August and ever since, and some that
are planned."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

MASTS, STATIONS, STATIONS_5G = 1_491, 3_560, 15
_DONG_HOI = "450"
_OPERATORS = ("Viettel", "VNPT", "MobiFone", "Vietnamobile")
_OWNED = (0.44, 0.33, 0.19, 0.04)
_CLOSED = 96  # 2G and 3G stations that were switched off before: rows, but no longer on air
_PLANNED, _PLANNED_5G = 24, 18  # new masts near villages without a signal; 5G on masts of a town
_FIRST, _FIRST_5G = date(2009, 1, 1), date(2023, 9, 1)
_COLUMNS = [
    "code", "mast_code", "operator", "technology", "commune_code", "longitude", "latitude",
    "on_air_on", "off_air_on",
]  # fmt: skip


def stations_frame(
    rng: np.random.Generator, areas: pd.DataFrame, villages: pd.DataFrame, today: date
) -> pd.DataFrame:
    """Table `stations`. Nothing goes on or off air after the published day, 31 August."""
    end = min(today, date(today.year, 8, 31))
    masts = _masts(rng, areas, villages, end)
    stations = pd.concat([_base(masts), _further(rng, masts), _fifth(rng, masts)])
    stations["on_air_on"] = _on_air(rng, stations, end)
    closed = _switched_off(rng, masts, end)
    stations = pd.concat([stations, closed]).sort_values(["mast_code", "technology", "operator"])
    number = stations.groupby("mast_code", sort=False).cumcount() + 1
    stations["code"] = [f"{mast}-{n}" for mast, n in zip(stations.mast_code, number, strict=True)]
    planned = _planned(rng, villages, masts, today)
    ordered: pd.DataFrame = pd.concat([stations, planned])[_COLUMNS].reset_index(drop=True)
    return ordered


def _masts(
    rng: np.random.Generator, areas: pd.DataFrame, villages: pd.DataFrame, end: date
) -> pd.DataFrame:
    """Each stands near a village; where people are many, masts are many."""
    served = villages[villages.group == 2].reset_index(drop=True)
    chance = served.people.to_numpy() ** 0.75
    near = served.iloc[np.sort(rng.choice(len(served), MASTS, p=chance / chance.sum()))]
    days = (end - _FIRST).days
    district = areas.set_index("code").parent_code
    masts = pd.DataFrame(
        {
            "commune_code": near.commune_code.to_numpy(dtype=object),
            "longitude": (near.longitude.to_numpy() + rng.normal(0, 0.002, MASTS)).round(5),
            "latitude": (near.latitude.to_numpy() + rng.normal(0, 0.002, MASTS)).round(5),
            "operator": rng.choice(_OPERATORS, MASTS, p=_OWNED),
            "built": np.floor(days * rng.beta(1.7, 1.6, MASTS)).astype("int64"),
        }
    )
    masts["urban"] = (masts.commune_code.map(district) == _DONG_HOI).to_numpy()
    number = masts.groupby("commune_code").cumcount() + 1
    pairs = zip(masts.commune_code, number, strict=True)
    masts["mast_code"] = [f"QB{code}-{n:02d}" for code, n in pairs]
    return masts


def _base(masts: pd.DataFrame) -> pd.DataFrame:
    """Every mast has its owner's 4G."""
    return masts.assign(technology="4g", wait=0)


def _further(rng: np.random.Generator, masts: pd.DataFrame) -> pd.DataFrame:
    """2G and 3G of the owner, 4G of a guest, to the exact number."""
    guests = np.array(_OPERATORS)[rng.integers(0, 3, len(masts))]
    guest = masts.assign(technology="4g", operator=guests)[guests != masts.operator]
    slots = pd.concat([masts.assign(technology="3g"), masts.assign(technology="2g"), guest])
    weight = slots.technology.map({"3g": 1.0, "2g": 0.85, "4g": 0.5}).to_numpy()
    count = STATIONS - STATIONS_5G - len(masts)
    chosen = rng.choice(len(slots), count, replace=False, p=weight / weight.sum())
    further: pd.DataFrame = slots.iloc[np.sort(chosen)].assign(wait=1)
    return further


def _fifth(rng: np.random.Generator, masts: pd.DataFrame) -> pd.DataFrame:
    urban = masts[masts.urban & masts.operator.isin(_OPERATORS[:2])]
    chosen = urban.iloc[np.sort(rng.choice(len(urban), STATIONS_5G, replace=False))]
    fifth: pd.DataFrame = chosen.assign(technology="5g", wait=1)
    return fifth


def _on_air(rng: np.random.Generator, stations: pd.DataFrame, end: date) -> list[date]:
    """The mast's own day for its first station; later ones at any time until the end."""
    span = (end - _FIRST).days
    day = stations.built + stations.wait * np.floor(
        (span - stations.built) * rng.beta(1.0, 2.0, len(stations))
    ).astype("int64")
    fifth = (stations.technology == "5g").to_numpy()
    first_5g = min((_FIRST_5G - _FIRST).days, span - 1)
    day = np.where(fifth, rng.integers(first_5g, span + 1, len(stations)), day)
    return [date.fromordinal(_FIRST.toordinal() + int(step)) for step in day]


def _switched_off(rng: np.random.Generator, masts: pd.DataFrame, end: date) -> pd.DataFrame:
    old = masts[masts.built < (end - _FIRST).days - 1200]
    chosen = old.iloc[np.sort(rng.choice(len(old), _CLOSED, replace=False))]
    first = _FIRST.toordinal()
    days = [int(rng.integers(400, 1150)) for _ in range(_CLOSED)]
    return chosen.assign(
        technology=rng.choice(["2g", "3g"], _CLOSED, p=[0.3, 0.7]),
        operator="Vietnamobile",
        on_air_on=[date.fromordinal(first + int(built)) for built in chosen.built],
        off_air_on=[date.fromordinal(end.toordinal() - back) for back in days],
    )


def _planned(
    rng: np.random.Generator, villages: pd.DataFrame, masts: pd.DataFrame, today: date
) -> pd.DataFrame:
    """On air within two years from now."""
    without = villages[villages.group < 2].reset_index(drop=True)
    chosen = np.sort(rng.choice(len(without), min(_PLANNED, len(without)), replace=False))
    near = without.iloc[chosen]
    new = pd.DataFrame(
        {
            "mast_code": [
                f"QB{code}-K{n:02d}" for n, code in enumerate(near.commune_code, start=1)
            ],
            "operator": rng.choice(_OPERATORS[:3], len(near)),
            "technology": "4g",
            **{name: near[name].to_numpy() for name in ("commune_code", "longitude", "latitude")},
        }
    )
    town = masts[masts.urban & masts.operator.isin(_OPERATORS[:2])]
    upgraded = town.iloc[np.sort(rng.choice(len(town), _PLANNED_5G, replace=False))]
    found = pd.concat([new, upgraded.assign(technology="5g")], ignore_index=True)
    days = rng.integers(40, 730, len(found))
    found["on_air_on"] = [date.fromordinal(today.toordinal() + int(day)) for day in days]
    found["code"] = [f"{mast}-K" for mast in found.mast_code]
    found["off_air_on"] = None
    return found
