"""A source from which nothing new has come for much longer than it should."""

from __future__ import annotations

from collections.abc import Iterator, Set
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from config.alerts import Rule
from data_access.alerts.condition import About, Condition
from data_access.calendar import working_days
from data_access.days import to_local
from data_access.snapshot import Snapshot
from metrics.alerts.judging import judged
from metrics.alerts.words import moment

if TYPE_CHECKING:
    from metrics.desk import View

OPENS, CLOSES = time(7, 30), time(17, 0)


def source(view: View, rule: Rule, standing: Set[str]) -> Iterator[Condition]:
    """`value`: how many times as long as expected. Nobody sends at night: then it cannot be told,
    where the rule says so."""
    told = not rule.in_office_hours or in_office_hours(view.snap)
    for name, status in view.sources().items():
        if status.as_of is None:
            continue  # it has never spoken: the page of sources says so
        about = About(key=f"source:{name}")
        times = worked_since(view.snap, status.as_of) / status.spec.expected_every
        since = moment(status.as_of)
        yield Condition(
            rule=rule.name,
            about=about,
            alarm=judged(rule, times, None, stands=about.key in standing) if told else None,
            value=times,
            limit=rule.limit,
            text=f"{status.spec.label}: không có gì mới từ {since}",
            text_en=f"{status.spec.label_en}: nothing new since {since}",
        )


def in_office_hours(snap: Snapshot) -> bool:
    now = to_local(snap.now)
    return OPENS <= now.time() < CLOSES and bool(working_days(snap, now.date(), now.date()))


def worked_since(snap: Snapshot, since: datetime) -> timedelta:
    """The time since then, without days off."""
    first, now = (to_local(each).replace(tzinfo=None) for each in (since, snap.now))
    spans = (
        min(now, datetime.combine(day, time()) + timedelta(days=1))
        - max(first, datetime.combine(day, time()))
        for day in working_days(snap, first.date(), now.date())
    )
    return sum(spans, timedelta())
