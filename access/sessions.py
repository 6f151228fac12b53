"""Sessions: kept on the server, so that they can be ended there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, insert, select, update

from access.audit import record
from access.doors import Doors, hashed, new_token
from access.roles import Role
from access.schema import accounts, sessions
from access.viewer import Kind, Viewer
from data_access.errors import DatabaseTrouble
from data_access.scope import Scope

WRITTEN_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    hash: str
    account: str
    began_at: datetime
    seen_at: datetime
    browser: str


def begin(doors: Doors, account_id: int, *, browser: str, how: str) -> str:
    """The token that the browser keeps; here only its hash is."""
    token, now = new_token(), doors.now()
    with doors.store.changing() as connection:
        name = connection.scalar(select(accounts.c.name).where(accounts.c.id == account_id))
        made = {"hash": hashed(token), "account_id": account_id, "browser": browser[:160]}
        connection.execute(insert(sessions).values(**made, began_at=now, seen_at=now))
        record(connection, now, f"account:{name}", "signed in", how=how)
    return token


def viewer_of(doors: Doors, token: str, *, active: bool) -> Viewer | None:
    """Whose session it is, while it lasts. `active`: a person does something."""
    now = doors.now()
    with doors.store.reading() as connection:
        asked = _living(doors).where(sessions.c.hash == hashed(token))
        row = connection.execute(asked).one_or_none()
    if row is None:
        return None
    if active and now - row.seen_at >= WRITTEN_EVERY:
        _seen(doors, row.hash, now)
    return Viewer(
        kind=Kind.ACCOUNT,
        id=row.id,
        name=row.name,
        role=Role(row.role),
        scope=Scope.named(row.scope),
        token=row.hash,
    )


def _living(doors: Doors) -> Select[Any]:
    now, rules, s = doors.now(), doors.rules, sessions.c
    return (
        select(accounts, s.hash, s.began_at, s.seen_at, s.browser)
        .join(accounts, accounts.c.id == s.account_id)
        .where(
            s.ended_at.is_(None),
            accounts.c.closed_at.is_(None),
            s.began_at > now - rules.session,
            s.seen_at > now - rules.idle,
        )
    )


def _seen(doors: Doors, hash: str, now: datetime) -> None:
    """Nobody is kept waiting for it, nor kept out by it."""
    try:
        with doors.store.changing() as connection:
            connection.execute(update(sessions).where(sessions.c.hash == hash).values(seen_at=now))
    except DatabaseTrouble:
        return


def end(doors: Doors, who: str, hash: str) -> None:
    with doors.store.changing() as connection:
        own = (sessions.c.hash == hash, sessions.c.ended_at.is_(None))
        ended = connection.execute(update(sessions).where(*own).values(ended_at=doors.now()))
        if ended.rowcount:
            query = select(accounts.c.name).join(sessions).where(sessions.c.hash == hash)
            whose = connection.scalar(query)
            record(connection, doors.now(), who, "session ended", account=whose)


def living(doors: Doors, account_id: int | None = None) -> list[Session]:
    """Of one account or of all, the latest first."""
    query = _living(doors).order_by(sessions.c.seen_at.desc())
    if account_id is not None:
        query = query.where(sessions.c.account_id == account_id)
    with doors.store.reading() as connection:
        return [
            Session(
                hash=row.hash,
                account=row.name,
                began_at=row.began_at,
                seen_at=row.seen_at,
                browser=row.browser,
            )
            for row in connection.execute(query)
        ]
