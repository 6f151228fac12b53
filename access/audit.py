"""The audit: who did what. Lines are only added, and each holds the hash of the one before, so that
one that is changed or gone is missed; the newest hash stands apart, so that the end is too."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from access.doors import Doors
from access.schema import audit, audit_head

BLOCK = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """`at` is UTC; `who`: 'account:an.nguyen'; `about`: what was done, and to what."""

    number: int
    at: datetime
    who: str
    what: str
    about: dict[str, Any]
    hash: str


def record(connection: Connection, now: datetime, who: str, what: str, **about: object) -> None:
    """In the transaction of what is told of. Holds the head until that has ended, so numbers have
    no gaps."""
    head = connection.execute(select(audit_head).with_for_update()).one()
    text = json.dumps(about, ensure_ascii=False, sort_keys=True, default=str)
    number = head.number + 1
    made = _hash(head.hash, number, now, who, what, text)
    line = {"number": number, "at": now, "who": who, "what": what, "about": text}
    connection.execute(insert(audit).values(**line, before=head.hash, hash=made))
    connection.execute(update(audit_head).values(number=number, hash=made))


def recorded(doors: Doors, who: str, what: str, **about: object) -> None:
    """By itself, for what was done elsewhere."""
    with doors.store.changing() as connection:
        record(connection, doors.now(), who, what, **about)


def newest(doors: Doors, most: int, *, before: int | None = None) -> list[Line]:
    query = select(audit).order_by(audit.c.number.desc()).limit(most)
    if before is not None:
        query = query.where(audit.c.number < before)
    with doors.store.reading() as connection:
        return [_line(row) for row in connection.execute(query)]


def every(doors: Doors) -> Iterator[Line]:
    """Oldest first, a block at a time."""
    last = 0
    while True:
        query = select(audit).where(audit.c.number > last).order_by(audit.c.number).limit(BLOCK)
        with doors.store.reading() as connection:
            found = [_line(row) for row in connection.execute(query)]
        yield from found
        if len(found) < BLOCK:
            return
        last = found[-1].number


def broken_at(doors: Doors) -> int | None:
    """The number of the first line that is missing or not as it was written; None: all are."""
    number, before = 0, ""
    with doors.store.reading() as connection:
        head = connection.execute(select(audit_head)).one_or_none()
        for row in connection.execute(select(audit).order_by(audit.c.number)):
            number += 1
            made = _hash(before, number, row.at, row.who, row.what, row.about)
            if (row.number, row.before, row.hash) != (number, before, made):
                return number
            before = row.hash
    whole = head is not None and (head.number, head.hash) == (number, before)
    return None if whole else number + 1


def _hash(before: str, number: int, at: datetime, who: str, what: str, about: str) -> str:
    told = json.dumps([before, number, at.isoformat(), who, what, about], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()


def _line(row: Any) -> Line:
    return Line(
        number=row.number,
        at=row.at,
        who=row.who,
        what=row.what,
        about=json.loads(row.about),
        hash=row.hash,
    )
