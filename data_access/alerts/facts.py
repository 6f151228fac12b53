"""What rules ask that no rollup tells: as of the snapshot's moment, not of the newest row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, func, or_, select

from data_access.days import day_key
from data_access.schema import incidents, petitions, villages
from data_access.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenIncident:
    agency: str
    kind: str
    opened_at: datetime


def open_incidents(snap: Snapshot, severity: str) -> list[OpenIncident]:
    """The oldest first."""
    c = incidents.c
    found = (
        select(c.agency_code, c.kind, c.opened_at)
        .where(c.severity == severity, c.opened_at <= snap.now)
        .where(or_(c.closed_at.is_(None), c.closed_at > snap.now))
        .order_by(c.opened_at, c.code)
    )
    return [
        OpenIncident(agency=row.agency_code, kind=row.kind, opened_at=row.opened_at)
        for row in snap.connection.execute(found)
    ]


def petitions_past_due(snap: Snapshot, days: int) -> dict[str, int]:
    """By agency, those not answered whose deadline passed more than so many days ago."""
    c, today = petitions.c, day_key(snap.today)
    before = day_key(snap.today - timedelta(days=days))
    found = (
        select(c.agency_code, func.count())
        .where(c.received_day <= today, c.answered_day > today, c.deadline_day < before)
        .group_by(c.agency_code)
        .order_by(c.agency_code)
    )
    return {row.agency_code: row[1] for row in snap.connection.execute(found)}


@dataclass(frozen=True, slots=True, kw_only=True)
class SilentVillage:
    """`commune` is the key of the unit that it was surveyed in."""

    name: str
    commune: str
    people: int


def newly_silent(snap: Snapshot) -> list[SilentVillage]:
    """Without signal by the survey in force, with one by the survey before it; most people
    first."""
    now, before, today = villages.alias(), villages.alias(), day_key(snap.today)
    followed = and_(before.c.code == now.c.code, before.c.superseded_day == now.c.surveyed_day)
    found = (
        select(now.c.name, now.c.commune_code, now.c.people, now.c.surveyed_on)
        .join(before, followed)
        .where(now.c.surveyed_day <= today, now.c.superseded_day > today)
        .where(now.c.signal == "none", before.c.signal != "none")
        .order_by(now.c.people.desc(), now.c.code)
    )
    return [
        SilentVillage(name=row.name, commune=unit.key, people=row.people)
        for row in snap.connection.execute(found)
        if (unit := snap.places.versions.on(row.commune_code, row.surveyed_on))
    ]
