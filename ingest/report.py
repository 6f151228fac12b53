"""What a load did, in numbers that add up."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from ingest.notes import Note

DONE, IN_QUARANTINE = 0, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadReport:
    """`read == inserted + updated + unchanged + quarantined`, always. `notes` are for people and
    for the table `loads`; the JSON object has the contract's keys only."""

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
    notes: tuple[Note, ...] = ()

    @property
    def exit_code(self) -> int:
        return IN_QUARANTINE if self.quarantined else DONE

    @property
    def moved(self) -> bool:
        return bool(self.inserted or self.updated or self.deleted)

    @property
    def line(self) -> str:
        deleted = f", xóa {self.deleted}" if self.deleted else ""
        return (
            f"{self.table}: đọc {self.read}, thêm {self.inserted}, sửa {self.updated},"
            f" giữ nguyên {self.unchanged}, cách ly {self.quarantined}{deleted}"
            f" ({self.seconds:.1f} s, phiên bản {self.data_version})"
        )

    def to_json(self) -> str:
        shown = {name: value for name, value in asdict(self).items() if name != "notes"}
        return json.dumps(shown, ensure_ascii=False)
