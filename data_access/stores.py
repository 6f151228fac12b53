"""Where shared answers lie: files on one machine, Redis for several. Flask-Caching's backends for
bytes; both raise OSError or RedisError when they cannot, which `kept` makes a miss.

Both can `hold` a key: of all processes that share them one has it, the others wait for it, though
never for long, nor for one that has died.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from tempfile import mkstemp
from typing import Any

from cachelib.serializers import RedisSerializer
from flask import Flask
from flask_caching.backends.base import BaseCache
from flask_caching.backends.rediscache import RedisCache
from redis.backoff import NoBackoff
from redis.retry import Retry

from data_access.filelocks import POLL_SECONDS, FileLocks

MOST_FILES = 2000
SWEPT_EVERY = 200  # writes of one process
HELD_SECONDS = 10.0  # for as long others wait for one that computes; then they compute, too
LEASE_SECONDS = 3.0  # in Redis, which cannot know that a holder has died
_PART = ".part"


class Files(BaseCache):
    """One file an answer, its time of expiry as the file's time. Writers never meet: each puts its
    file in place whole."""

    def __init__(self, folder: str, default_timeout: int) -> None:
        super().__init__(default_timeout)
        self._folder = Path(folder)
        self._locks = FileLocks(self._folder.with_name(f"{self._folder.name}.lock"))
        self._written = 0

    @classmethod
    def factory(cls, _app: Flask, config: dict[str, Any], _args: Any, _options: Any) -> Files:
        return cls(config["CACHE_DIR"], config["CACHE_DEFAULT_TIMEOUT"])

    def get(self, key: str) -> bytes | None:
        path = self._folder / key
        try:
            with path.open("rb") as file:
                alive = os.fstat(file.fileno()).st_mtime > time.time()
                return file.read() if alive else None
        except FileNotFoundError:
            return None

    def has(self, key: str) -> bool:
        return _end(self._folder / key) > time.time()

    def set(self, key: str, value: bytes, timeout: int | timedelta | None = None) -> bool:
        self._folder.mkdir(parents=True, exist_ok=True)
        until = time.time() + self._normalize_timeout(timeout)
        descriptor, part = mkstemp(suffix=_PART, dir=self._folder)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(value)
            os.utime(part, (until, until))
            Path(part).replace(self._folder / key)
        except OSError:
            Path(part).unlink(missing_ok=True)
            raise
        self._sweep()
        return True

    def hold(self, key: str) -> Callable[[], None] | None:
        return self._locks.hold(key, HELD_SECONDS)

    def clear(self) -> bool:
        for path in self._folder.glob("*"):
            _remove(path)
        return True

    def _sweep(self) -> None:
        """What has expired, and the oldest beyond so many; now and then, as it reads the folder."""
        self._written += 1
        if self._written % SWEPT_EVERY != 1:
            return
        ends = sorted((_end(path), path) for path in self._folder.glob("*"))
        now = time.time()
        spare = len(ends) - MOST_FILES
        for place, (end, path) in enumerate(ends):
            if place < spare or (end < now and not _being_written(path, end, now)):
                _remove(path)


def _being_written(path: Path, end: float, now: float) -> bool:
    return path.suffix == _PART and end > now - 60


def _end(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:  # another process was faster
        return 0.0


def _remove(path: Path) -> None:
    if path.is_file():
        path.unlink(missing_ok=True)


class _AsTheyAre(RedisSerializer):
    def dumps(self, value: bytes, protocol: int = 0) -> bytes:  # noqa: ARG002
        return value

    def loads(self, value: bytes | None) -> bytes | None:
        return value


class Redis(RedisCache):
    serializer = _AsTheyAre()

    def hold(self, key: str) -> Callable[[], None] | None:
        name = f"{self._get_prefix()}lock:{key}"
        lock = self._write_client.lock(name, timeout=LEASE_SECONDS, sleep=POLL_SECONDS)
        return lock.release if lock.acquire(blocking_timeout=LEASE_SECONDS) else None


def redis_options() -> dict[str, Any]:
    """Nobody waits long for a Redis that does not answer: computing takes less."""
    return {
        "socket_connect_timeout": 0.3,
        "socket_timeout": 0.5,
        "retry": Retry(NoBackoff(), 1),  # a connection that a restart has cut is opened anew
    }
