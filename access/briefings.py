"""Briefings that were composed on the page, which stand over those of briefings.toml; and those
that were made, as they were told."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, delete, insert, select

from access.audit import record
from access.doors import Doors
from access.errors import CannotBe
from access.schema import audit_head, briefings, briefings_made, briefings_sent
from config.briefings import BriefingSpec, Delivery, read_briefing
from config.settings import SettingsError
from data_access.errors import UnknownFilter

MOST_LISTED = 30
SCHEDULE = "schedule"  # who makes those that nobody asks for
GIVEN_UP = timedelta(days=1)  # after which what was delivered in no way is not tried again


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    spec: BriefingSpec
    edited_at: datetime
    edited_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One that was made. `scope`: as much of the province as whoever made it may see."""

    id: int
    name: str
    title: str
    filters: str
    scope: str
    data_version: int
    made_at: datetime
    made_by: str


def composed(
    doors: Doors, shipped: Mapping[str, BriefingSpec]
) -> tuple[dict[str, BriefingSpec], dict[str, Composed]]:
    """All there are by name, and those of the page. Where a saved one stands over one of the file,
    it goes to whom that one goes. Those that only another version understands are passed over."""
    with doors.store.reading() as connection:
        rows = connection.execute(select(briefings).order_by(briefings.c.name)).all()
    own = {}
    for row in rows:
        to = shipped[row.name].delivery if row.name in shipped else Delivery()
        try:
            spec = read_briefing(row.name, json.loads(row.body), to)
        except SettingsError:
            continue
        own[row.name] = Composed(spec=spec, edited_at=row.edited_at, edited_by=row.edited_by)
    return dict(shipped) | {name: each.spec for name, each in own.items()}, own


def keep(doors: Doors, who: str, name: str, body: Mapping[str, Any]) -> BriefingSpec:
    """Raises CannotBe, saying what in it cannot be and what can."""
    try:
        found = read_briefing(name, body)
    except SettingsError as error:
        vi, _, en = str(error).partition(" / ")
        raise CannotBe(vi=vi, en=en) from error
    text, now = json.dumps(body, ensure_ascii=False), doors.now()
    with doors.store.changing() as connection:
        connection.execute(delete(briefings).where(briefings.c.name == name))
        row = {"name": name, "body": text, "edited_at": now, "edited_by": who}
        connection.execute(insert(briefings).values(row))
        record(connection, now, who, "briefing kept", briefing=name, body=text)
    return found


def drop(doors: Doors, who: str, name: str) -> bool:
    """One of the file that it stood over is offered again. Whether there was one."""
    with doors.store.changing() as connection:
        done = connection.execute(delete(briefings).where(briefings.c.name == name)).rowcount
        if done:
            record(connection, doors.now(), who, "briefing dropped", briefing=name)
    return bool(done)


def remember(
    doors: Doors, who: str, told: Mapping[str, Any], body: bytes, *, after: int | None = None
) -> int | None:
    """`told`: what Told has of it; `body`: what it is made again from. Its number; None where
    somebody has made a newer one of this name than that of the number `after`: of two processes
    that found it due, one makes it."""
    row = {**told, "made_at": doors.now(), "made_by": who, "body": body}
    with doors.store.changing() as connection:
        connection.execute(select(audit_head).with_for_update())  # the others wait from here
        if after is not None and connection.scalar(_newer(who, told["name"], after)):
            return None
        done = connection.execute(insert(briefings_made).values(row))
        assert done.inserted_primary_key
        found: int = done.inserted_primary_key[0]
        record(connection, row["made_at"], who, "briefing made", briefing=told["name"], id=found)
    return found


def _newer(who: str, name: str, after: int) -> Select[tuple[int]]:
    made = briefings_made.c
    return select(made.id).where(made.made_by == who, made.name == name, made.id > after).limit(1)


def last_made(doors: Doors, who: str) -> dict[str, Told]:
    """By name, the newest of those that `who` has made."""
    columns = [column for column in briefings_made.c if column.name != "body"]
    made = select(*columns).where(briefings_made.c.made_by == who).order_by(briefings_made.c.id)
    with doors.store.reading() as connection:
        return {row.name: Told(**row._mapping) for row in connection.execute(made)}


def every_way_gone(doors: Doors, made: Collection[int]) -> dict[int, set[str]]:
    """By the number of a briefing, those in which it was delivered."""
    columns = briefings_sent.c.made, briefings_sent.c.way
    found: dict[int, set[str]] = {number: set() for number in made}
    with doors.store.reading() as connection:
        sent = select(*columns).where(briefings_sent.c.made.in_(made))
        for number, way in connection.execute(sent):
            found[number].add(way)
    return found


def gone(doors: Doors, who: str, made: int, way: str) -> None:
    """It was delivered in this way."""
    now = doors.now()
    with doors.store.changing() as connection:
        connection.execute(insert(briefings_sent).values(made=made, way=way, sent_at=now))
        record(connection, now, who, "briefing sent", id=made, way=way)


def told_before(doors: Doors, scope: str) -> list[Told]:
    """The newest first, of those made within the same scope."""
    columns = [column for column in briefings_made.c if column.name != "body"]
    made = (
        select(*columns)
        .where(briefings_made.c.scope == scope)
        .order_by(briefings_made.c.id.desc())
        .limit(MOST_LISTED)
    )
    with doors.store.reading() as connection:
        return [Told(**row._mapping) for row in connection.execute(made)]


def body_of(doors: Doors, number: str, scope: str) -> bytes:
    """Raises UnknownFilter, also for one made within another scope."""
    wanted = select(briefings_made.c.body).where(
        briefings_made.c.scope == scope,
        briefings_made.c.id == (int(number) if number.isdecimal() and len(number) < 10 else 0),
    )
    with doors.store.reading() as connection:
        found = connection.execute(wanted).scalar()
    if found is None:
        raise UnknownFilter("made", number, [str(each.id) for each in told_before(doors, scope)])
    return bytes(found)
