"""The last version: what must be known of it to find its answers while the database is away.

Answers are kept under the version that they were computed from. Which version that was, when, and
of which places, is remembered here by each process, and in the shared cache for those that start
later.
"""

from __future__ import annotations

import logging
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from time import monotonic
from typing import Any

from data_access.breaker import Breaker
from data_access.cache import SharedCache
from data_access.clock import real_now
from data_access.days import to_local
from data_access.engine import Engine
from data_access.errors import DatabaseSilent, DatabaseTrouble
from data_access.places import Places
from data_access.snapshot import Snapshot, snapshot

log = logging.getLogger(__name__)

TOLD_EVERY_SECONDS = 5.0
PAUSE_SECONDS = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """`at`: the real time of `now`. `kept`: what every page reads anew, so that it is not among the
    answers of a version: the sources."""

    identity: str
    version: int
    places_version: int
    alerts_version: int
    now: datetime
    at: datetime
    runs: bool
    synthetic: bool
    places: Places
    kept: Mapping[Hashable, Any]


def has_gone_back(cache: SharedCache, engine: Engine) -> bool:
    """Whether this database is older than the answers that are kept of it, or another one: it has
    been restored, and will come to the same versions with other data."""
    seen: Seen | None = cache.newest(_name_of(engine))
    if seen is None:
        return False
    with snapshot(engine) as snap:
        another = seen.identity != snap.identity
        return another or seen.version > snap.version or seen.places_version > snap.places_version


def _name_of(engine: Engine) -> tuple[str, str]:
    return "last version", engine.url.render_as_string(hide_password=True)


class LastVersion:
    """Of one database, for one process."""

    def __init__(self, cache: SharedCache, engine: Engine) -> None:
        self._cache, self._name = cache, _name_of(engine)
        self._seen: Seen | None = None
        self._told = 0.0
        self._guard = Lock()
        self._trouble: DatabaseTrouble | None = None
        self._breaker = Breaker(
            log,
            went="The database does not answer: %s. Showing its last version.",
            back="The database answers again.",
        )

    def is_worth_asking(self) -> bool:
        return self._breaker.may_try(PAUSE_SECONDS)

    def failed(self, trouble: DatabaseTrouble) -> None:
        self._trouble = trouble
        self._breaker.failed(trouble, PAUSE_SECONDS)

    def remember(self, snap: Snapshot) -> None:
        """The database has answered. Kept at each new version, and every few seconds."""
        self._breaker.worked()
        with self._guard:
            same = self._seen is not None and self._seen.version == snap.version
            if same and monotonic() - self._told < TOLD_EVERY_SECONDS:
                return
        self._seen = Seen(
            identity=snap.identity,
            version=snap.version,
            places_version=snap.places_version,
            alerts_version=snap.alerts_version,
            now=snap.now,
            at=real_now(),
            runs=snap.runs,
            synthetic=snap.synthetic,
            places=snap.places,
            kept=dict(snap.kept),
        )
        if self._cache.put(self._name, self._seen):
            self._told = monotonic()

    def snapshot(self) -> Snapshot:
        """That version, from which nothing more can be read. Raises DatabaseTrouble where none is
        known."""
        seen = self._seen or self._cache.newest(self._name)
        if seen is None:
            assert self._trouble is not None
            raise self._trouble
        self._seen = seen
        return Snapshot(
            reader=DatabaseSilent(f"{to_local(seen.now):%H:%M %d/%m/%Y}"),
            identity=seen.identity,
            version=seen.version,
            places_version=seen.places_version,
            alerts_version=seen.alerts_version,
            now=seen.now,
            clock=seen.now + (real_now() - seen.at) if seen.runs else seen.now,
            runs=seen.runs,
            places=seen.places,
            synthetic=seen.synthetic,
            kept=dict(seen.kept),
        )
