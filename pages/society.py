"""Digital society: who is reached at home, and whether offices' portals are alive."""

from __future__ import annotations

from data_access.selection import By
from pages.group import Group, page_of
from pages.group_trend import Trend
from pages.group_units import Compare
from wording.words import mark

GROUP = Group(
    name="society",
    label=mark("Xã hội số"),
    short=mark("Xã hội số"),
    group=mark("Hạ tầng, an toàn"),
    order=22,
    gauges=(
        "internet_users",
        "adults_smartphone",
        "households_smartphone",
        "households_fibre",
        "postal_broadband",
        "portal_fresh",
        "schools_online",
        "health_posts_online",
    ),
    counts=(("portals", "schools_offline", "health_posts_offline"),),
    trends=(Trend(metrics=("portal_fresh",)),),
    compares=(
        Compare(metric="portal_fresh", by=By.DISTRICT),
        Compare(metric="households_fibre", by=By.DISTRICT),
    ),
    by_level=("portal_fresh",),
)
PAGE = page_of(GROUP)
