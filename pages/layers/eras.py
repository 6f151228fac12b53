"""Eras: the days on which communes were the same units. Of each the outlines can be drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data_access.areas import DAY
from data_access.places import Places
from data_access.selection import Level

MOST = 4  # that are offered, the last ones


@dataclass(frozen=True, slots=True, kw_only=True)
class Era:
    """`keys` of its communes; `until` is None for today's."""

    code: str
    begins: date
    until: date | None
    keys: Sequence[str]


def eras_of(places: Places) -> list[Era]:
    """None where there has been only one."""
    communes = [each for each in places.areas.values() if each.level is Level.COMMUNE]
    begun = sorted({each.begins for each in communes})
    if len(begun) < 2:
        return []
    ends: list[date | None] = [day - DAY for day in begun[1:]]
    return [
        Era(
            code=f"units-{day:%Y%m%d}",
            begins=day,
            until=end,
            keys=[each.key for each in places.communes_on(day)],
        )
        for day, end in list(zip(begun, [*ends, None], strict=True))[-MOST:]
    ]
