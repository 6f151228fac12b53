"""Security incidents that are open, by the agency whose system it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Set
from datetime import timedelta
from typing import TYPE_CHECKING

from config.alerts import Rule
from data_access.alerts.condition import Condition
from data_access.alerts.facts import OpenIncident, open_incidents
from metrics.alerts.judging import judged
from metrics.alerts.units import about_agency, named
from metrics.alerts.words import lasted, moment

if TYPE_CHECKING:
    from metrics.desk import View


def incident(view: View, rule: Rule, standing: Set[str]) -> Iterator[Condition]:
    """`value`: for how many hours the oldest has been open; `numerator`: how many are."""
    by_agency: dict[str, list[OpenIncident]] = defaultdict(list)
    for each in open_incidents(view.snap, rule.severity):
        by_agency[each.agency].append(each)
    for agency, found in by_agency.items():
        about, oldest = about_agency(agency), found[0]
        hours = (view.snap.now - oldest.opened_at) / timedelta(hours=1)
        unit, open_for = named(view.snap.places, about), lasted(hours)
        more = f" (+{len(found) - 1})" if len(found) > 1 else ""
        since = moment(oldest.opened_at)
        yield Condition(
            rule=rule.name,
            about=about,
            alarm=judged(rule, hours, None, stands=about.key in standing),
            value=hours,
            limit=rule.limit,
            numerator=len(found),
            text=f"{unit[0]}: {oldest.kind}{more}, từ {since}, {open_for[0]} chưa khắc phục",
            text_en=f"{unit[1]}: {oldest.kind}{more}, since {since}, open for {open_for[1]}",
        )
