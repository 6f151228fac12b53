"""Codes of dossiers."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from ingest.demo.season import Days


def codes(agency: npt.NDArray[np.object_], day: Days) -> list[str]:
    """`H46.12-240918-0417`: unit, day, and a number that starts anew every day. Rows in order."""
    unit = np.unique(agency.astype(str), return_inverse=True)[1].astype("int64")
    key = unit * 1_000_000 + day.astype("int64")
    number = pd.Series(key).groupby(key).cumcount().to_numpy() + 1
    stamp = _stamps(day)
    return [f"{of}-{when}-{nth:04d}" for of, when, nth in zip(agency, stamp, number, strict=True)]


def _stamps(day: Days) -> npt.NDArray[np.object_]:
    unique, inverse = np.unique(day, return_inverse=True)
    text = pd.DatetimeIndex(unique).strftime("%y%m%d").to_numpy(dtype=object)
    stamps: npt.NDArray[np.object_] = text[inverse]
    return stamps
