"""Units of a made-up province before and after a reform, without a database."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from data_access.areas import Area, Areas, Link
from data_access.places import Agency, Places
from data_access.selection import Level

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)
BEGAN = date(2020, 1, 1)


def unit(code: str, level: Level, parent: str | None, *, new: bool = False) -> Area:
    return Area(
        key=f"{code}@{AFTER}" if new else code,
        code=code,
        name=code,
        level=level,
        kind="",
        parent=parent,
        longitude=None,
        latitude=None,
        mountain=False,
        begins=AFTER if new else BEGAN,
        ends=None if new or level is Level.PROVINCE else BEFORE,
    )


def reformed(communes: Mapping[str, str], links: Mapping[tuple[str, str], float]) -> Areas:
    """`communes`: old commune -> district. `links`: (old, new) -> share; a new unit's code may be
    an old one's, its key never is."""
    old = [unit(code, Level.COMMUNE, district) for code, district in communes.items()]
    new = [unit(code, Level.COMMUNE, "P", new=True) for code in sorted({code for _, code in links})]
    districts = [unit(code, Level.DISTRICT, "P") for code in sorted(set(communes.values()))]
    every = [unit("P", Level.PROVINCE, None), *districts, *old, *new]
    joins = [
        Link(old=before, new=f"{after}@{AFTER}", share=share, people=None)
        for (before, after), share in links.items()
    ]
    return Areas({area.key: area for area in every}, tuple(joins))


def agency(code: str, area: str, *, new: bool = False) -> Agency:
    return Agency(
        code=code,
        name=code,
        short_name=code,
        level=Level.COMMUNE,
        area_code=area,
        area=None,
        district=None,
        begins=AFTER if new else None,
        ends=None if new else BEFORE,
    )


def offices(areas: Areas) -> Places:
    """One agency for every commune there has been, called by its key."""
    communes = [area for area in areas.units.values() if area.level is Level.COMMUNE]
    found = [agency(a.key, a.code, new=a.begins == AFTER) for a in communes]
    return Places(areas, {each.code: each for each in found})
