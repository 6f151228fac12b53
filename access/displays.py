"""Wall displays: a screen shows a code, an administrator pairs it, and it stays until revoked."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, select, update

from access.audit import record
from access.doors import Doors, hashed, new_token
from access.errors import CannotBe
from access.roles import Role
from access.schema import displays, waiting
from access.viewer import Kind, Viewer
from data_access.errors import DatabaseTrouble
from data_access.scope import EVERYTHING, Scope

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none read for another  # pragma: allowlist secret
LENGTH = 6
SEEN_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Display:
    id: int
    name: str
    playlist: str
    scope: Scope
    paired_at: datetime
    seen_at: datetime | None
    revoked_at: datetime | None


def await_pairing(doors: Doors, token: str | None) -> tuple[str, str]:
    """The token that the screen keeps and the code that it shows: the same as long as the code
    lasts, then another one."""
    now = doors.now()
    with doors.store.changing() as connection:
        connection.execute(delete(waiting).where(waiting.c.made_at <= now - doors.rules.pairing))
        if token:
            query = select(waiting.c.code).where(waiting.c.hash == hashed(token))
            known = connection.scalar(query)
            if known:
                return token, known
        made, code = new_token(), "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
        connection.execute(insert(waiting).values(hash=hashed(made), code=code, made_at=now))
    return made, code


def pair(
    doors: Doors, who: str, code: str, *, name: str, playlist: str = "", scope: Scope = EVERYTHING
) -> Display:
    """Raises CannotBe for a code that no screen shows."""
    now, plain = doors.now(), "".join(code.split()).replace("-", "").upper()
    if not name.strip():
        raise CannotBe(vi="Đặt tên cho màn hình.", en="Give the screen a name.")
    with doors.store.changing() as connection:
        fresh = (waiting.c.code == plain, waiting.c.made_at > now - doors.rules.pairing)
        hash = connection.scalar(select(waiting.c.hash).where(*fresh))
        if hash is None:
            raise CannotBe(
                vi=f"Không màn hình nào đang hiện mã '{code}'. Đọc lại mã trên màn hình.",
                en=f"No screen shows the code '{code}'. Read it from the screen again.",
            )
        connection.execute(delete(waiting).where(waiting.c.hash == hash))
        made = {"name": name.strip()[:80], "playlist": playlist, "scope": str(scope)}
        connection.execute(insert(displays).values(**made, hash=hash, paired_at=now))
        row = connection.execute(select(displays).where(displays.c.hash == hash)).one()
        record(connection, now, who, "display paired", display=row.id, **made)
    return _display(row)


def revoke(doors: Doors, who: str, id: int) -> None:
    with doors.store.changing() as connection:
        own = (displays.c.id == id, displays.c.revoked_at.is_(None))
        done = connection.execute(update(displays).where(*own).values(revoked_at=doors.now()))
        if done.rowcount:
            name = connection.scalar(select(displays.c.name).where(displays.c.id == id))
            record(connection, doors.now(), who, "display revoked", display=id, name=name)


def give(doors: Doors, who: str, id: int, playlist: str) -> None:
    """Another list to show, without pairing it anew."""
    with doors.store.changing() as connection:
        own = (displays.c.id == id, displays.c.revoked_at.is_(None))
        done = connection.execute(update(displays).where(*own).values(playlist=playlist))
        if done.rowcount:
            record(connection, doors.now(), who, "display given", display=id, playlist=playlist)


def viewer_of(doors: Doors, token: str) -> Viewer | None:
    query = select(displays).where(
        displays.c.hash == hashed(token), displays.c.revoked_at.is_(None)
    )
    with doors.store.reading() as connection:
        row = connection.execute(query).one_or_none()
    if row is None:
        return None
    if row.seen_at is None or doors.now() - row.seen_at >= SEEN_EVERY:
        _seen(doors, row.id)
    return Viewer(
        kind=Kind.DISPLAY,
        id=row.id,
        name=row.name,
        role=Role.DISPLAY,
        scope=Scope.named(row.scope),
        playlist=row.playlist,
        token=row.hash,
    )


def _seen(doors: Doors, id: int) -> None:
    try:
        with doors.store.changing() as connection:
            own = displays.c.id == id
            connection.execute(update(displays).where(own).values(seen_at=doors.now()))
    except DatabaseTrouble:
        return


def every_display(doors: Doors) -> list[Display]:
    """Those that show something, by name."""
    query = select(displays).where(displays.c.revoked_at.is_(None)).order_by(displays.c.name)
    with doors.store.reading() as connection:
        return [_display(row) for row in connection.execute(query)]


def _display(row: Any) -> Display:
    return Display(
        id=row.id,
        name=row.name,
        playlist=row.playlist,
        scope=Scope.named(row.scope),
        paired_at=row.paired_at,
        seen_at=row.seen_at,
        revoked_at=row.revoked_at,
    )
