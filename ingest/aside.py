"""Rows of a chunk that cannot be right: marked, and made ready for the quarantine."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Hashable, Iterator
from typing import Any

import numpy as np
import pandas as pd

from ingest.chunks import RawChunk
from ingest.faults import Faults
from ingest.keys import Positions, row_keys
from ingest.quarantine import BadRow
from ingest.reasons import Reason, detail
from ingest.tables import TableSpec


def bad_rows(
    raw: RawChunk,
    every: pd.DataFrame,
    spec: TableSpec,
    faults: Faults,
    *,
    read: Collection[str] | None = None,
) -> Iterator[BadRow]:
    """`every` holds at least the keys of the chunk's rows, as far as they could be read. `read`:
    the columns that the mapping asks for; what it does not ask for is not kept here either."""
    places = sorted(faults.found)
    keys = row_keys(every.iloc[places], spec.keys)
    raws = raw.frame.iloc[places].astype(object).to_dict("records")
    for at, key, row in zip(places, keys, raws, strict=True):
        asked = {n: v for n, v in row.items() if read is None or n in read}
        shown = raw.bad_events[at][1] if at in raw.bad_events else _shown(asked)
        yield BadRow(int(raw.lines[at]) or _number_of(shown), key, faults.found[at], shown)


def mark_broken(raw: RawChunk, faults: Faults) -> None:
    """Rows of another shape, and cases with an event that cannot be read."""
    for at, (fault, _) in raw.bad_events.items():
        faults.put(at, fault)
    where = np.zeros(len(raw.frame), dtype=bool)
    where[list(raw.broken)] = True
    faults.mark(where, Reason.BAD_SHAPE, lambda at: detail(Reason.BAD_SHAPE, value=raw.broken[at]))


def mark_keys(
    every: pd.DataFrame, spec: TableSpec, at: Positions, reason: Reason, faults: Faults
) -> None:
    """Marks the rows at these positions with a reason that names their key."""
    where = np.zeros(len(every), dtype=bool)
    where[at] = True
    faults.mark(
        where, reason, lambda n: detail(reason, value=row_keys(every.iloc[[n]], spec.keys)[0])
    )


def _number_of(shown: dict[str, Any]) -> int:
    """Rows of a query have no lines: the same row has the same number whenever it is read."""
    text = json.dumps(shown, default=str, sort_keys=True)
    return -1 - (int(hashlib.sha256(text.encode()).hexdigest()[:8], 16) >> 2)


def _shown(row: dict[Hashable, Any]) -> dict[str, Any]:
    """As JSON can say it: what is missing is null."""
    return {str(name): None if _is_missing(v) else v for name, v in row.items()}


def _is_missing(value: Any) -> bool:
    return value is None or value is pd.NA or value is pd.NaT or value != value
