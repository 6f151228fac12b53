"""Cells of events as text."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from pandas.api.types import infer_dtype

BLANK = ("", "NULL", "null")


def texts(column: pd.Series) -> list[str]:
    values = column.to_numpy(dtype=object)
    if infer_dtype(values, skipna=False) == "string":
        return [value.strip() for value in values]
    return [text_of(value) for value in values]


def text_of(value: Any) -> str:
    if value is None or value is pd.NA or value != value:
        return ""
    return value.strip() if isinstance(value, str) else str(value)


def is_blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and value.strip() in BLANK)


def unblanked(column: pd.Series) -> pd.Series:
    if column.dtype != object:
        return column
    there = np.array([not is_blank(value) for value in column], dtype=bool)
    unblanked: pd.Series = column.where(there, None)
    return unblanked
