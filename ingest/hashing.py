"""Hashes of rows: the same in every process and database, so that an unchanged row is known."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.util import hash_array

Hashes = npt.NDArray[np.uint64]

_SALT = "tamnhin-rows-v1!"  # hash_array wants 16 bytes


def row_hashes(rows: pd.DataFrame, columns: Iterable[str]) -> Hashes:
    """64 bits a row. A missing value adds nothing, so that a column added later with no value
    leaves the hash as it was."""
    total = np.zeros(len(rows), dtype=np.uint64)
    for name in columns:
        missing = rows[name].isna().to_numpy()
        if missing.all():
            continue
        salt = hash_array(np.array([name], dtype=object), hash_key=_SALT, categorize=False)[0]
        hashed = _mixed(_column_hashes(rows[name]) ^ salt)
        hashed[missing] = 0
        total += hashed
    return total


def content_hashes(rows: pd.DataFrame, columns: Iterable[str]) -> list[str]:
    return [f"{value:016x}" for value in row_hashes(rows, columns).tolist()]


def _column_hashes(column: pd.Series) -> Hashes:
    kind = column.dtype.kind
    if kind == "M":
        return hash_array(column.astype("datetime64[us]").to_numpy().astype("int64"))
    if kind in "biu":
        filled = column.fillna(False if kind == "b" else 0) if column.isna().any() else column
        return hash_array(filled.to_numpy(dtype="int64"))
    if kind == "f":
        return hash_array(column.to_numpy(dtype="float64") + 0.0)  # -0.0 is 0.0
    texts = column.where(column.notna(), "").to_numpy(dtype=object)
    return hash_array(texts, hash_key=_SALT)


def _mixed(value: Hashes) -> Hashes:
    """The finaliser of SplitMix64."""
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(31))
