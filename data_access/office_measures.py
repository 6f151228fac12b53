"""Measures of what offices answer for: petitions, tasks, incidents, equipment, procedures."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, ColumnElement, Integer, literal_column, or_

from data_access.days import NEVER
from data_access.measure import BLOCK, ONE, Measure, when
from data_access.schema import incidents as i
from data_access.schema import networks as n
from data_access.schema import petitions as p
from data_access.schema import portals as q
from data_access.schema import procedures as r
from data_access.schema import tasks as t


def _of(
    family: str,
    name: str,
    basis: Column[int],
    *conditions: Any,
    until: Column[int] | None = None,
    then: Any = 1,
) -> Measure:
    adds = when(*conditions, then=then) if conditions else ONE
    return Measure(name=name, family=family, basis=basis, until=until, adds=adds)


# -- petitions. One is judged on the day it is answered in time, or the day after it was due: so
#    that a month's share is not moved by what happens after it.
_ANSWERED_IN_TIME = (p.c.late.is_(False), p.c.deadline_day < NEVER)
_ANSWERED_LATE = or_(p.c.late, p.c.answered_day == NEVER)

petitions_received = _of("petition", "petitions_received", p.c.received_day)
petitions_answered = _of("petition", "petitions_answered", p.c.answered_day)
petitions_in_time = _of("petition", "petitions_in_time", p.c.answered_day, *_ANSWERED_IN_TIME)
petitions_missed = _of("petition", "petitions_missed", p.c.overdue_day, _ANSWERED_LATE)
petitions_rated = _of("petition", "petitions_rated", p.c.answered_day, p.c.satisfied.is_not(None))
petitions_satisfied = _of("petition", "petitions_satisfied", p.c.answered_day, p.c.satisfied)
petitions_open = _of("petition", "petitions_open", p.c.received_day, until=p.c.answered_day)
petitions_overdue = _of(
    "petition",
    "petitions_overdue",
    p.c.overdue_day,
    p.c.answered_day >= p.c.overdue_day,
    until=p.c.answered_day,
)

# -- tasks, judged as petitions are
_DONE_IN_TIME = (t.c.late.is_(False), t.c.deadline_day < NEVER)
_DONE_LATE = or_(t.c.late, t.c.done_day == NEVER)

tasks_assigned = _of("task", "tasks_assigned", t.c.assigned_day)
tasks_done = _of("task", "tasks_done", t.c.done_day)
tasks_in_time = _of("task", "tasks_in_time", t.c.done_day, *_DONE_IN_TIME)
tasks_missed = _of("task", "tasks_missed", t.c.overdue_day, _DONE_LATE)
tasks_open = _of("task", "tasks_open", t.c.assigned_day, until=t.c.done_day)
tasks_overdue = _of(
    "task",
    "tasks_overdue",
    t.c.overdue_day,
    t.c.done_day >= t.c.overdue_day,
    until=t.c.done_day,
)

# -- incidents
_SERIOUS = i.c.severity == "serious"

incidents_opened = _of("incident", "incidents_opened", i.c.opened_day)
incidents_serious = _of("incident", "incidents_serious", i.c.opened_day, _SERIOUS)
incidents_closed = _of("incident", "incidents_closed", i.c.closed_day)
incidents_open = _of("incident", "incidents_open", i.c.opened_day, until=i.c.closed_day)

_BLOCK: ColumnElement[int] = literal_column(str(BLOCK), Integer)
closing_block: ColumnElement[int] = i.c.duration_days // _BLOCK
closing = tuple(
    _of(
        "closing",
        f"closing_{rest}",
        i.c.closed_day,
        i.c.duration_days % _BLOCK == literal_column(str(rest), Integer),
    )
    for rest in range(BLOCK)
)


# -- what agencies have, from one survey to the next
def _equipment(name: str, *conditions: Any, then: Any = 1) -> Measure:
    day, until = n.c.surveyed_day, n.c.superseded_day
    return _of("network", name, day, *conditions, until=until, then=then)


_COUNTED = (n.c.computers.is_not(None), n.c.officials.is_not(None))

agencies_surveyed = _equipment("agencies_surveyed")
on_network = _equipment("on_network", n.c.on_dedicated_network)
on_network_untold = _equipment("on_network_untold", n.c.on_dedicated_network.is_(None))
with_lan = _equipment("with_lan", n.c.has_lan)
with_lan_untold = _equipment("with_lan_untold", n.c.has_lan.is_(None))
with_video = _equipment("with_video", n.c.video_conferencing)
with_video_untold = _equipment("with_video_untold", n.c.video_conferencing.is_(None))
with_firewall = _equipment("with_firewall", n.c.firewall)
with_firewall_untold = _equipment("with_firewall_untold", n.c.firewall.is_(None))
with_antivirus = _equipment("with_antivirus", n.c.antivirus)
with_antivirus_untold = _equipment("with_antivirus_untold", n.c.antivirus.is_(None))
computers = _equipment("computers", *_COUNTED, then=n.c.computers)
officials = _equipment("officials", *_COUNTED, then=n.c.officials)

# -- portals, from one check to the next
portals_checked = _of("portal", "portals_checked", q.c.checked_day, until=q.c.superseded_day)
portals_updated = _of(
    "portal", "portals_updated", q.c.checked_day, q.c.updated, until=q.c.superseded_day
)
portals_untold = _of(
    "portal", "portals_untold", q.c.checked_day, q.c.updated.is_(None), until=q.c.superseded_day
)


# -- procedures, while they are on the list
def _procedure(name: str, *conditions: Any, basis: Column[int] = r.c.published_day) -> Measure:
    return _of("procedure", name, basis, *conditions, until=r.c.withdrawn_day)


_FULL = r.c.online_level == "end_to_end"

procedures = _procedure("procedures")
procedures_published = _procedure("procedures_published", r.c.published)
procedures_untold = _procedure("procedures_untold", r.c.published.is_(None))
services_partial = _procedure(
    "services_partial", r.c.online_level == "partial", basis=r.c.online_day
)
services_full = _procedure("services_full", _FULL, basis=r.c.online_day)
services_untold = _procedure("services_untold", r.c.online_level.is_(None))
services_eligible = _procedure("services_eligible", r.c.eligible)
eligible_full = _procedure("eligible_full", r.c.eligible, _FULL, basis=r.c.online_day)
procedures_integrated = _procedure("procedures_integrated", r.c.integrated)
integrated_untold = _procedure("integrated_untold", r.c.integrated.is_(None))
procedures_with_fee = _procedure("procedures_with_fee", r.c.has_fee)
fee_online = _procedure("fee_online", r.c.has_fee, r.c.online_payment)
fee_online_untold = _procedure("fee_online_untold", r.c.has_fee, r.c.online_payment.is_(None))
