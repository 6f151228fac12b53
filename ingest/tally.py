"""What a load has done so far."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Tally:
    """Every row read is one of inserted, updated, unchanged and quarantined. A row that says that
    it is gone counts as updated when this deletes one of ours, and as unchanged when there was
    none; `deleted` counts what went, by such a row or by a comparison, beside them."""

    read: int = 0
    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
    deleted: int = 0
    quarantined: int = 0

    @property
    def moved(self) -> bool:
        return bool(self.inserted or self.updated or self.deleted)
