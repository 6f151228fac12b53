"""What is wrong with the rows of a chunk: at most one reason a row, the first one found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ingest.notes import Notes
from ingest.reasons import Reason

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Fault:
    reason: Reason
    detail: str


class Faults:
    """`notes`: what must be said of rows that were taken."""

    def __init__(self, rows: int, notes: Notes | None = None) -> None:
        self.found: dict[int, Fault] = {}
        self.notes = notes or Notes()
        self._clean = np.ones(rows, dtype=bool)

    @property
    def clean(self) -> Mask:
        return self._clean

    def put(self, position: int, fault: Fault) -> None:
        if self._clean[position]:
            self.found[position] = fault
            self._clean[position] = False

    def mark(self, where: Mask, reason: Reason, describe: Callable[[int], str]) -> None:
        """`describe` is asked only for the positions that had no fault yet."""
        for position in np.flatnonzero(where & self._clean):
            self.found[int(position)] = Fault(reason, describe(int(position)))
        self._clean &= ~where
