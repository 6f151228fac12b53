"""The units that a rule is applied to, by their names."""

from __future__ import annotations

from data_access.alerts.condition import About
from data_access.places import Places
from data_access.selection import By
from metrics.reading import Group

PROVINCE = About()


def about_agency(code: str) -> About:
    return About(key=f"agency:{code}", agency=code)


def about_area(key: str) -> About:
    return About(key=f"area:{key}", area=key)


def about_group(group: Group | None) -> About:
    if group is None:
        return PROVINCE
    return about_agency(group.code) if group.by is By.AGENCY else about_area(group.code)


def named(places: Places, about: About) -> tuple[str, str]:
    """In both languages: names of units stay as they are."""
    if about.agency:
        name = places.agencies[about.agency].name if about.agency in places.agencies else ""
        return name or about.agency, name or about.agency
    if about.area:
        name = places.areas[about.area].name if about.area in places.areas else about.area
        return name, name
    return "Toàn tỉnh", "Province"
