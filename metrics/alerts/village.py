"""Villages that had a signal at the survey before and have none now, by commune."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Set
from typing import TYPE_CHECKING

from config.alerts import Rule
from data_access.alerts.condition import Condition
from data_access.alerts.facts import SilentVillage, newly_silent
from metrics.alerts.judging import judged
from metrics.alerts.units import about_area, named

if TYPE_CHECKING:
    from metrics.desk import View

NAMED = 3  # of them; the others are counted


def village(view: View, rule: Rule, standing: Set[str]) -> Iterator[Condition]:
    """`denominator`: how many people live there, which is what a minimum volume is of."""
    by_commune: dict[str, list[SilentVillage]] = defaultdict(list)
    for each in newly_silent(view.snap):
        by_commune[each.commune].append(each)
    for commune, found in by_commune.items():
        about, people = about_area(commune), sum(each.people for each in found)
        unit = named(view.snap.places, about)
        names = ", ".join(each.name for each in found[:NAMED])
        names += f" +{len(found) - NAMED}" if len(found) > NAMED else ""
        yield Condition(
            rule=rule.name,
            about=about,
            alarm=judged(rule, len(found), people, stands=about.key in standing),
            value=len(found),
            limit=rule.limit,
            numerator=len(found),
            denominator=people,
            text=f"{unit[0]}: {len(found)} thôn mới mất sóng ({names}), {people} người",
            text_en=f"{unit[1]}: {len(found)} villages newly without signal ({names}),"
            f" {people} people",
        )
