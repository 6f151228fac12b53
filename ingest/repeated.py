"""Columns in which the same texts come again and again: each is worked out once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

Objects = npt.NDArray[np.object_]

_LOOKED_AT = 1000


def once_each(values: Objects, work: Callable[[Objects], Any]) -> Any:
    """`work` makes an array of as many values, each from one value alone. What it makes of None
    stands where a value is missing."""
    if not _repeated(values):
        return work(values)
    codes, texts = pd.factorize(values)
    return work(objects([*texts, None]))[codes]  # what is missing has code -1: the last


def objects(values: Iterable[Any]) -> Objects:
    return np.array([*values, None], dtype=object)[:-1]


def all_text(values: Objects) -> bool:
    """Whether there is nothing but texts and missing values."""
    return pd.api.types.infer_dtype(values, skipna=True) in ("string", "empty")


def _repeated(values: Objects) -> bool:
    """Only of texts: 1, 1.0 and True are the same to a table of hashes."""
    some = values[:_LOOKED_AT]
    if len(some) < 2 or not all_text(values):
        return False
    return 2 * len({value for value in some if isinstance(value, str)}) <= len(some)
