"""What a load did, in numbers that add up."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

DONE, IN_QUARANTINE = 0, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadReport:
    """`read == inserted + updated + unchanged + quarantined`, always."""

    table: str
    source: str
    read: int
    inserted: int
    updated: int
    unchanged: int
    deleted: int
    quarantined: int
    data_version: int
    seconds: float

    @property
    def exit_code(self) -> int:
        return IN_QUARANTINE if self.quarantined else DONE

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)
