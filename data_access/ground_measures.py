"""Measures of what is found on the ground: what phones measure, and what schools and health posts
have."""

from __future__ import annotations

from typing import Any

from data_access.measure import ONE, Measure, when
from data_access.schema import facilities as f
from data_access.schema import measurements as m


# -- measurements, each on its day
def _measured(name: str, *conditions: Any) -> Measure:
    adds = when(*conditions) if conditions else ONE
    return Measure(name=name, family="measurement", basis=m.c.measured_day, adds=adds)


measured = _measured("measured")
measured_good = _measured("measured_good", m.c.band == "good")
measured_weak = _measured("measured_weak", m.c.band == "weak")
measured_none = _measured("measured_none", m.c.band == "none")


# -- schools and health posts: a stock between one check and the next
def _facility(name: str, kind: str, *conditions: Any) -> Measure:
    return Measure(
        name=name,
        family="facility",
        basis=f.c.checked_day,
        until=f.c.superseded_day,
        adds=when(f.c.kind == kind, *conditions),
    )


schools = _facility("schools", "school")
schools_online = _facility("schools_online", "school", f.c.has_broadband)
schools_offline = _facility("schools_offline", "school", f.c.has_broadband.is_(False))
schools_untold = _facility("schools_untold", "school", f.c.has_broadband.is_(None))
health_posts = _facility("health_posts", "health_post")
health_posts_online = _facility("health_posts_online", "health_post", f.c.has_broadband)
health_posts_offline = _facility(
    "health_posts_offline", "health_post", f.c.has_broadband.is_(False)
)
health_posts_untold = _facility("health_posts_untold", "health_post", f.c.has_broadband.is_(None))
