"""What every source gives: a header, and rows as they came, a bounded chunk at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd

from ingest.faults import Fault

CHUNK_ROWS = 10_000


@dataclass(frozen=True, slots=True)
class RawChunk:
    """Rows as they came. `lines`: the line of the file that each begins on, counted from 1, or 0
    where there are none; `broken`: position → what is wrong with the row's shape; `bad_events`:
    position → what is wrong with an event of the case that the row stands for, and that event as
    it came."""

    frame: pd.DataFrame
    lines: npt.NDArray[np.int64]
    broken: dict[int, str] = field(default_factory=dict)
    bad_events: dict[int, tuple[Fault, dict[str, Any]]] = field(default_factory=dict)


class Source(Protocol):
    """`total` is None where the number of rows is not known beforehand."""

    @property
    def header(self) -> list[str]: ...

    @property
    def total(self) -> int | None: ...

    def chunks(self) -> Iterator[RawChunk]: ...
