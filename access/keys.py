"""Keys for programs: shown once, kept as a hash, limited and revocable as an account is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, select, update

from access.audit import record
from access.doors import Doors, hashed, new_token
from access.errors import CannotBe
from access.roles import Role
from access.schema import keys
from access.viewer import Kind, Viewer
from data_access.errors import DatabaseTrouble
from data_access.scope import EVERYTHING, Scope

PREFIX = "tn_"  # so that a scanner knows one that lies around
MAY_BE = (Role.VIEWER, Role.LEADER, Role.OFFICER, Role.NATION)
SEEN_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    id: int
    name: str
    role: Role
    scope: Scope
    made_at: datetime
    made_by: str
    seen_at: datetime | None


def make_key(
    doors: Doors, who: str, *, name: str, role: str = Role.VIEWER, scope: Scope = EVERYTHING
) -> str:
    """The key itself, which nobody can be told again. Raises CannotBe."""
    if not name.strip() or role not in {str(each) for each in MAY_BE}:
        raise CannotBe(
            vi=f"Khóa cần tên, và vai trò là một trong: {', '.join(MAY_BE)}",
            en=f"A key needs a name, and one of the roles: {', '.join(MAY_BE)}",
        )
    token, now = PREFIX + new_token(), doors.now()
    made = {"name": name.strip()[:80], "role": str(role), "scope": str(scope)}
    with doors.store.changing() as connection:
        values = {**made, "hash": hashed(token), "made_at": now, "made_by": who}
        connection.execute(insert(keys).values(**values))
        record(connection, now, who, "key made", **made)
    return token


def revoke(doors: Doors, who: str, id: int) -> None:
    with doors.store.changing() as connection:
        own = (keys.c.id == id, keys.c.revoked_at.is_(None))
        done = connection.execute(update(keys).where(*own).values(revoked_at=doors.now()))
        if done.rowcount:
            name = connection.scalar(select(keys.c.name).where(keys.c.id == id))
            record(connection, doors.now(), who, "key revoked", key=id, name=name)


def viewer_of(doors: Doors, token: str) -> Viewer | None:
    query = select(keys).where(keys.c.hash == hashed(token), keys.c.revoked_at.is_(None))
    with doors.store.reading() as connection:
        row = connection.execute(query).one_or_none()
    if row is None:
        return None
    if row.seen_at is None or doors.now() - row.seen_at >= SEEN_EVERY:
        _seen(doors, row.id)
    return Viewer(
        kind=Kind.KEY,
        id=row.id,
        name=row.name,
        role=Role(row.role),
        scope=Scope.named(row.scope),
        token=row.hash,
    )


def _seen(doors: Doors, id: int) -> None:
    try:
        with doors.store.changing() as connection:
            connection.execute(update(keys).where(keys.c.id == id).values(seen_at=doors.now()))
    except DatabaseTrouble:
        return


def every_key(doors: Doors) -> list[Key]:
    """Those that are in force, by name."""
    query = select(keys).where(keys.c.revoked_at.is_(None)).order_by(keys.c.name)
    with doors.store.reading() as connection:
        return [_key(row) for row in connection.execute(query)]


def _key(row: Any) -> Key:
    return Key(
        id=row.id,
        name=row.name,
        role=Role(row.role),
        scope=Scope.named(row.scope),
        made_at=row.made_at,
        made_by=row.made_by,
        seen_at=row.seen_at,
    )
