"""Playlists of walls that an administrator has made; they stand over those of province.toml."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from time import monotonic
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import delete, insert, select

from access.audit import record
from access.doors import Doors
from access.errors import CannotBe
from access.schema import playlists
from access.store import Store
from config.playlists import Playlist, read_playlist
from config.settings import SettingsError
from data_access.errors import DatabaseTrouble

FRESH_SECONDS = 2.0  # of many walls one asks; a change is on all of them within 10 s


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One made on the page; `body` as it was given."""

    playlist: Playlist
    body: Mapping[str, Any]
    edited_at: datetime
    edited_by: str


_guard = Lock()
_read: WeakKeyDictionary[Store, tuple[float, dict[str, Made]]] = WeakKeyDictionary()


def made(doors: Doors) -> dict[str, Made]:
    """By name. While the doors' database is away: as they were read last."""
    until, found = _read.get(doors.store, (0.0, {}))
    if monotonic() < until:
        return found
    with _guard:
        until, found = _read.get(doors.store, (0.0, {}))
        if monotonic() >= until:
            with suppress(DatabaseTrouble):
                found = _all(doors.store)
            _read[doors.store] = monotonic() + FRESH_SECONDS, found
    return found


def sign(doors: Doors) -> str:
    """Another one once a list has changed."""
    times = [each.edited_at for each in made(doors).values()]
    return f"{len(times)}-{max(times):%Y%m%d%H%M%S%f}" if times else "0"


def keep(doors: Doors, who: str, name: str, body: Mapping[str, Any]) -> Playlist:
    """Raises CannotBe, saying what in it cannot be and what can."""
    try:
        found = read_playlist(name, body)
    except SettingsError as error:
        vi, _, en = str(error).partition(" / ")
        raise CannotBe(vi=vi, en=en) from error
    text = json.dumps(body, ensure_ascii=False)
    now = doors.now()
    with doors.store.changing() as connection:
        connection.execute(delete(playlists).where(playlists.c.name == name))
        row = {"name": name, "body": text, "edited_at": now, "edited_by": who}
        connection.execute(insert(playlists).values(row))
        record(connection, now, who, "playlist kept", playlist=name, body=text)
    _read.pop(doors.store, None)
    return found


def drop(doors: Doors, who: str, name: str) -> bool:
    """One of province.toml that it stood over shows again. Whether there was one."""
    with doors.store.changing() as connection:
        done = connection.execute(delete(playlists).where(playlists.c.name == name)).rowcount
        if done:
            record(connection, doors.now(), who, "playlist dropped", playlist=name)
    _read.pop(doors.store, None)
    return bool(done)


def _all(store: Store) -> dict[str, Made]:
    """Without those that only another version of the program understands."""
    with store.reading() as connection:
        rows = connection.execute(select(playlists).order_by(playlists.c.name)).all()
    found = {}
    for row in rows:
        body = json.loads(row.body)
        try:
            playlist = read_playlist(row.name, body)
        except SettingsError:
            continue
        found[row.name] = Made(
            playlist=playlist, body=body, edited_at=row.edited_at, edited_by=row.edited_by
        )
    return found
