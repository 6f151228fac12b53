"""The cache that all viewers share: what was asked + data version -> answer, computed once.

The data version is part of every key, so nothing is ever invalidated: a new version asks anew, and
old answers fall out by age.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from flask_caching import Cache

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask

Answer = TypeVar("Answer")
KEPT_SECONDS = 3600


class SharedCache:
    """Single flight: of many that ask for the same, one computes and the others wait for it."""

    def __init__(self, store: Cache | None = None) -> None:
        self._store = store
        self._locks: dict[str, Lock] = {}
        self._guard = Lock()
        self.computed = 0

    def answer(self, asked: tuple[object, ...], compute: Callable[[], Answer]) -> Answer:
        """`asked` must spell out everything that the answer depends on, the version included."""
        if self._store is None:
            return compute()
        key = hashlib.sha256(repr(asked).encode()).hexdigest()
        found = self._store.get(key)
        if found is None:
            with self._alone(key):
                found = self._store.get(key)
                if found is None:
                    self.computed += 1
                    found = compute()
                    self._store.set(key, found, timeout=KEPT_SECONDS)
        answer: Answer = found
        return answer

    def clear(self) -> None:
        """For a start: another version of the program may mean something else by the same name."""
        if self._store is not None:
            self._store.clear()

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


def shared_cache(server: Flask, url: str | None, folder: Path) -> SharedCache:
    """Redis where several machines share one, else files that all workers of this one share."""
    config: dict[str, Any] = {"CACHE_DEFAULT_TIMEOUT": KEPT_SECONDS}
    if url:
        config |= {"CACHE_TYPE": "RedisCache", "CACHE_REDIS_URL": url}
    else:
        folder.mkdir(parents=True, exist_ok=True)
        config |= {
            "CACHE_TYPE": "FileSystemCache",
            "CACHE_DIR": str(folder),
            "CACHE_THRESHOLD": 2000,
        }
    return SharedCache(Cache(server, config=config))
