"""The cache that all viewers share: what was asked + data version -> answer, computed once.

The data version is part of every key, so nothing is ever invalidated: a new version asks anew, and
old answers fall out by age.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

from flask_caching import Cache

from data_access.counted import instruments
from data_access.errors import TamNhinError
from data_access.kept import MISSING, Kept, program
from data_access.stores import Files, Redis, redis_options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask

Answer = TypeVar("Answer")
# As long as a night: so long the last figures can be shown when the database is away.
KEPT_SECONDS = 12 * 3600
SHOWN_SECONDS = 600
HELD = 8
TOLD_EVERY_SECONDS = 2.0


class SharedCache:
    """Single flight: of many that ask for the same, in whatever thread or process, one computes
    and the others wait for it."""

    def __init__(self, store: Cache | None = None, meaning: bytes = b"") -> None:
        """`meaning`: tells one configuration from another, by which the same question may be
        answered otherwise. Nodes of another one, or of another version of the program, which share
        the store while one after the other is replaced, each find their own."""
        self._kept = Kept(store) if store is not None else None
        self._meaning = (program() if self._kept else b"") + meaning
        self._locks: dict[str, Lock] = {}
        self._guard = Lock()
        self._held: OrderedDict[str, Any] = OrderedDict()
        self._told_until: dict[str, float] = {}
        self.computed = 0

    def answer(self, asked: tuple[object, ...], compute: Callable[[], Answer]) -> Answer:
        """`asked` must spell out everything that the answer depends on, the version included."""
        return self.shown(asked, compute, seconds=KEPT_SECONDS)

    def shown(
        self,
        asked: tuple[object, ...],
        compute: Callable[[], Answer],
        *,
        seconds: int = SHOWN_SECONDS,
    ) -> Answer:
        """The same, for what is made of answers: soon made again, larger, and kept less long."""
        if self._kept is None:
            return compute()
        key = self._key(asked)
        found = self._kept.get(key)
        instruments().cache.labels("miss" if found is MISSING else "hit").inc()
        if found is MISSING:
            with self._alone(key), self._kept.alone(key):
                found = self._kept.get(key)
                if found is MISSING:
                    self.computed += 1
                    found = compute()
                    self._kept.set(key, found, seconds)
        answer: Answer = found
        return answer

    def held(self, asked: tuple[object, ...], compute: Callable[[], Answer]) -> Answer:
        """The same, for the few large things that a process is asked for all the time: it keeps
        the object itself. They are not to be changed."""
        key = self._key(asked)
        found = self._held.get(key, MISSING)
        if found is MISSING:
            found = self.answer(asked, compute)
            with self._guard:
                self._held[key] = found
                while len(self._held) > HELD:
                    self._told_until.pop(self._held.popitem(last=False)[0], None)
        self._tell(key, found)
        answer: Answer = found
        return answer

    def _tell(self, key: str, held: object) -> None:
        """Now and then: a store that was started anew has lost what this process still holds, and
        the next process would not find it when the database is away."""
        now = monotonic()
        if self._kept is None or now < self._told_until.get(key, now):
            return
        if self._kept.has(key) or self._kept.set(key, held, KEPT_SECONDS):
            self._told_until[key] = now + TOLD_EVERY_SECONDS

    def put(self, name: tuple[object, ...], value: object) -> bool:
        """Under a name that goes on meaning the newest; whether it is kept."""
        return self._kept is not None and self._kept.set(self._key(name), value, KEPT_SECONDS)

    def newest(self, name: tuple[object, ...]) -> Any:
        """What was `put` last, by any process; None where that is not known."""
        found = MISSING if self._kept is None else self._kept.get(self._key(name))
        return None if found is MISSING else found

    def clear(self) -> None:
        """For a start: what lies there may be of another database that stood at the same place."""
        if self._kept is not None:
            self._kept.clear()

    def _key(self, asked: tuple[object, ...]) -> str:
        return hashlib.sha256(self._meaning + repr(asked).encode()).hexdigest()

    @contextmanager
    def _alone(self, key: str) -> Iterator[None]:
        with self._guard:
            lock = self._locks.setdefault(key, Lock())
        try:
            with lock:
                yield
        finally:
            with self._guard:
                self._locks.pop(key, None)


def shared_cache(server: Flask, url: str | None, folder: Path, meaning: bytes = b"") -> SharedCache:
    """Redis where several machines share one, else files that all workers of this one share.
    `meaning`: see SharedCache. Raises TamNhinError for an address that is none of Redis."""
    config: dict[str, Any] = {"CACHE_DEFAULT_TIMEOUT": KEPT_SECONDS}
    if url:
        config |= {
            "CACHE_TYPE": _named(Redis),
            "CACHE_REDIS_URL": url,
            "CACHE_KEY_PREFIX": "tamnhin:",
        }
        config |= {"CACHE_OPTIONS": redis_options()}
    else:
        config |= {"CACHE_TYPE": _named(Files), "CACHE_DIR": str(folder)}
    try:
        return SharedCache(Cache(server, config=config), meaning)
    except ValueError as error:
        raise TamNhinError(
            vi=f"TAMNHIN_CACHE_URL không phải địa chỉ của Redis ({error})."
            " Ví dụ: redis://127.0.0.1:6379/0",
            en=f"TAMNHIN_CACHE_URL is no address of Redis ({error})."
            " For example: redis://127.0.0.1:6379/0",
        ) from error


def _named(backend: type) -> str:
    return f"{backend.__module__}.{backend.__name__}"
