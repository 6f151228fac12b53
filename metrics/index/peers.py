"""Peers: units like one another, so that a mountain commune is compared with its like."""

from __future__ import annotations

from enum import StrEnum

import numpy as np

from data_access.places import Places
from data_access.selection import By
from metrics.index.sheet import Sheet


class Peers(StrEnum):
    SMALL = "small"
    MIDDLE = "middle"
    LARGE = "large"
    MOUNTAIN = "mountain"
    PLAIN = "plain"


SIZES = (Peers.SMALL, Peers.MIDDLE, Peers.LARGE)


def peers(sheet: Sheet, level: str, kind: Peers, places: Places, by: By) -> frozenset[str]:
    """Codes of the units of a level that are of a kind."""
    if kind in SIZES:
        return frozenset(c for c, own in sizes(sheet, level).items() if own is kind)
    wanted = kind is Peers.MOUNTAIN
    found = terrain(sheet, level, places, by)
    return frozenset(code for code, mountain in found.items() if mountain is wanted)


def sizes(sheet: Sheet, level: str) -> dict[str, Peers]:
    """By thirds of what units of a level have to do; without volumes nobody has a size."""
    own = [
        (code, float(sheet.volume[at]))
        for at, code in enumerate(sheet.codes)
        if sheet.levels[at] == level and not np.isnan(sheet.volume[at])
    ]
    if not own:
        return {}
    ends = np.quantile([volume for _, volume in own], [1 / 3, 2 / 3])
    return {code: SIZES[int(np.searchsorted(ends, volume))] for code, volume in own}


def terrain(sheet: Sheet, level: str, places: Places, by: By) -> dict[str, bool]:
    """Whether the unit's area is in the mountains; departments have none of their own."""
    if level == "province":
        return {}
    found = {}
    for at, code in enumerate(sheet.codes):
        if sheet.levels[at] == level:
            area = _area(code, places, by)
            if area is not None:
                found[code] = area
    return found


def _area(code: str, places: Places, by: By) -> bool | None:
    if by is not By.AGENCY:
        unit = places.areas.get(code)
    else:
        agency = places.agencies.get(code)
        versions = places.versions.by_code.get(agency.area_code or "", []) if agency else []
        unit = versions[-1] if versions else None
    return unit.mountain if unit else None
