"""Kept: answers in a store that may be away, full or damaged. Then figures come slower, not wrong.

What cannot be read, or is not exactly what this very program wrote, is a miss; what cannot be
written is not kept.
"""

from __future__ import annotations

import hashlib
import logging
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from flask_caching import Cache
from redis.exceptions import RedisError

from config.settings import ROOT
from data_access.breaker import Breaker
from data_access.counted import instruments

if TYPE_CHECKING:
    from data_access.stores import Files, Redis

log = logging.getLogger(__name__)

Done = TypeVar("Done")
MISSING: Final = object()
PAUSE_SECONDS = 5.0
_DIGEST_BYTES = 16
# Packages that write answers, or whose objects they are.
_WRITERS = ("components", "config", "data_access", "metrics", "pages", "wording")


class Kept:
    def __init__(self, store: Cache) -> None:
        self._store = store
        self._reads, self._writes = Gate("read"), Gate("written")

    def get(self, key: str) -> Any:
        """The answer, or MISSING."""
        sealed = self._reads.through(lambda: self._store.get(key))
        return MISSING if sealed is None else unsealed(sealed)

    def has(self, key: str) -> bool:
        return bool(self._reads.through(lambda: self._store.has(key)))

    def set(self, key: str, answer: object, seconds: int) -> bool:
        """Whether it is kept."""
        if not self._reads.open:
            return False
        sealed = seal(answer)
        return bool(self._writes.through(lambda: self._store.set(key, sealed, timeout=seconds)))

    @contextmanager
    def alone(self, key: str) -> Iterator[None]:
        """Alone with this key among all processes that share the store, while it is there."""
        release, backend = None, cast("Files | Redis", self._store.cache)
        with suppress(OSError, RedisError):
            if self._reads.open and self._writes.open:
                release = backend.hold(key)
        try:
            yield
        finally:
            if release:
                with suppress(OSError, RedisError):
                    release()

    def clear(self) -> None:
        self._writes.through(self._store.clear)


class Gate:
    """What fails behind it comes out as None."""

    def __init__(self, done: str) -> None:
        self._done = done
        self._breaker = Breaker(
            log,
            went=f"The shared cache cannot be {done}: %s. Going on without it.",
            back=f"The shared cache can be {done} again.",
        )

    @property
    def open(self) -> bool:
        return not self._breaker.away

    def through(self, act: Callable[[], Done]) -> Done | None:
        if not self._breaker.may_try(PAUSE_SECONDS):
            return None
        try:
            done = act()
        except (OSError, RedisError) as error:
            self._breaker.failed(error, PAUSE_SECONDS)
            instruments().cache_failures.labels(self._done).inc()
            return None
        self._breaker.worked()
        return done


def seal(answer: object) -> bytes:
    """With a checksum in front: a figure must not change by a flipped bit, and what another
    version of the program meant by the same name is not looked at."""
    body = pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
    return _digest(body) + body


def unsealed(sealed: object) -> Any:
    if not isinstance(sealed, bytes) or len(sealed) <= _DIGEST_BYTES:
        return MISSING
    digest, body = sealed[:_DIGEST_BYTES], sealed[_DIGEST_BYTES:]
    # Only what this program has sealed is unpickled.
    return pickle.loads(body) if digest == _digest(body) else MISSING  # noqa: S301


def _digest(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=_DIGEST_BYTES, key=program()).digest()


@cache
def program() -> bytes:
    """Tells one version of the program from another, by its source."""
    files = sorted(path for package in _WRITERS for path in (ROOT / package).rglob("*.py"))
    found = hashlib.sha256()
    for path in files:
        found.update(path.read_bytes())
    return found.digest()
