"""Keys of rows: as text for people, and as hashes to know one that comes twice in a load."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from ingest.faults import Mask
from ingest.hashing import Hashes
from ingest.mapping import Mapping
from ingest.tables import TableSpec

Positions = npt.NDArray[np.intp]


class SeenKeys:
    """The keys that a load has brought so far: 8 bytes each, in a few sorted runs."""

    def __init__(self) -> None:
        self._runs: list[Hashes] = []

    def add(self, keys: Hashes) -> None:
        if not len(keys):
            return
        run = np.sort(keys)
        while self._runs and len(self._runs[-1]) < 2 * len(run):
            run = np.sort(np.concatenate([self._runs.pop(), run]))
        self._runs.append(run)

    def among(self, keys: Hashes, asked: Mask | None = None) -> Mask:
        """Which of the keys, or of the asked ones, came before."""
        found = np.zeros(len(keys), dtype=bool)
        where = np.ones(len(keys), dtype=bool) if asked is None else asked
        wanted = keys[where]
        for earlier in self._runs if len(wanted) else ():
            at = np.minimum(np.searchsorted(earlier, wanted), len(earlier) - 1)
            found[where] |= earlier[at] == wanted
        return found


def key_columns(spec: TableSpec, mapping: Mapping, plan: dict[str, str]) -> list[str]:
    """The columns of the source that a row's key is made of."""
    if mapping.key and set(mapping.key) != set(spec.keys):
        return [plan.get(name, name) for name in mapping.key]
    return [plan[key] for key in spec.keys if key in plan]


def taken(rows: pd.DataFrame, at: Positions) -> pd.DataFrame:
    """The rows at these positions, in rising order, numbered anew; columns added to the result are
    not added to `rows`. Mostly that is all of them, which costs nothing."""
    if len(at) == len(rows):
        return rows.copy(deep=False)
    return rows.iloc[at].reset_index(drop=True)


def repeats(keys: Hashes, contents: npt.NDArray[Any]) -> tuple[Positions, Positions]:
    """Positions of the first row of each key, and of later rows of it with other content."""
    duplicated = pd.Series(keys).duplicated().to_numpy()
    first, later = np.flatnonzero(~duplicated), np.flatnonzero(duplicated)
    held = dict(zip(keys[first].tolist(), contents[first], strict=True)) if len(later) else {}
    other = [at for at in later.tolist() if held[int(keys[at])] != contents[at]]
    return first, np.array(other, dtype=np.intp)


def row_keys(rows: pd.DataFrame, keys: tuple[str, ...]) -> list[str]:
    """Key parts joined by '|'; '' where a part is missing."""
    parts = [_texts(rows[key]) for key in keys]
    whole = rows[list(keys)].notna().all(axis=1)
    joined = zip(whole, zip(*parts, strict=True), strict=True)
    return ["|".join(values) if complete else "" for complete, values in joined]


def _texts(column: pd.Series) -> list[str]:
    texts = column.dt.strftime("%Y-%m-%d") if column.dtype.kind == "M" else column.astype(str)
    return [str(text) for text in texts]
