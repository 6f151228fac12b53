"""Petitions that should have been answered some days ago, by who has to answer."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import TYPE_CHECKING

from config.alerts import Rule
from data_access.alerts.condition import Condition
from data_access.alerts.facts import petitions_past_due
from metrics.alerts.judging import judged
from metrics.alerts.units import about_agency, named

if TYPE_CHECKING:
    from metrics.desk import View


def petition(view: View, rule: Rule, standing: Set[str]) -> Iterator[Condition]:
    days = rule.past_due_days
    for agency, count in petitions_past_due(view.snap, days).items():
        about = about_agency(agency)
        unit = named(view.snap.places, about)
        yield Condition(
            rule=rule.name,
            about=about,
            alarm=judged(rule, count, None, stands=about.key in standing),
            value=count,
            limit=rule.limit,
            numerator=count,
            text=f"{unit[0]}: {count} phản ánh quá hạn trả lời hơn {days} ngày",
            text_en=f"{unit[1]}: {count} petitions past due for more than {days} days",
        )
