"""What the levels of online services were called, and when.

Until Decree 42/2022 came into force there were four levels, of which 3 and 4 counted as online
services: 3 is now partial (một phần), 4 end to end (toàn trình). A report says what they were
called at the end of its period.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from metrics.metric import Former

RENAMED = date(2022, 8, 15)
BASIS = "Nghị định 42/2022/NĐ-CP (hiệu lực 15/8/2022), thay Nghị định 43/2011/NĐ-CP"
PARTIAL, FULL = "partial", "end_to_end"  # as `procedures.online_level` has them


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelName:
    vi: str
    en: str


_NOW = {
    PARTIAL: LevelName(vi="Một phần", en="Partial"),
    FULL: LevelName(vi="Toàn trình", en="End to end"),
}
_THEN = {
    PARTIAL: LevelName(vi="Mức độ 3", en="Level 3"),
    FULL: LevelName(vi="Mức độ 4", en="Level 4"),
}


def label_on(level: str, day: date) -> LevelName:
    """What a level of `procedures.online_level` was called on a day."""
    return (_THEN if day < RENAMED else _NOW)[level]


def former(level: str) -> Former:
    """The labels that a metric about services of a level had."""
    name = _THEN[level]
    return Former(
        since=RENAMED,
        label=f"Dịch vụ công {name.vi.lower()}",
        label_en=f"Services of {name.en.lower()}",
        label_wall=("Dịch vụ công", name.vi.lower()),
        basis=BASIS,
    )
