"""The shared cache away, full or damaged: figures come slower, never wrong, and nothing crashes."""

from __future__ import annotations

import logging
import os
import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from redis import Redis

from data_access import cache as cache_module
from data_access import kept
from data_access.cache import SharedCache, shared_cache
from data_access.errors import TamNhinError
from tests.integration.faults import disks
from tests.servers import Server, redis_process

ASKED = ("figure", 7)
PAUSE = 0.2


@pytest.fixture(autouse=True)
def short_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "PAUSE_SECONDS", PAUSE)


@pytest.fixture
def files(tmp_path: Path) -> SharedCache:
    return shared_cache(Flask("test"), None, tmp_path / "cache")


@pytest.fixture
def server() -> Iterator[Server]:
    with redis_process() as started:
        yield started


@pytest.fixture
def redis(server: Server) -> SharedCache:
    return shared_cache(Flask("test"), server.url, Path("unused"))


def client(server: Server) -> Redis:
    return Redis.from_url(server.url)


def answered(cache: SharedCache, value: object = 42) -> bool:
    """Whether the cache knew the answer; that it is right either way."""
    before = cache.computed
    assert cache.answer(ASKED, lambda: value) == value
    return cache.computed == before


def said(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [each.getMessage() for each in caplog.records if each.name == kept.__name__]


@pytest.mark.parametrize("where", ["files", "redis"])
def test_an_answer_is_computed_once_and_none_is_an_answer(
    where: str, request: pytest.FixtureRequest
) -> None:
    cache = request.getfixturevalue(where)
    assert not answered(cache, None)
    assert answered(cache, None)


def test_redis_killed_and_started_again_is_slower_not_wrong_and_said_once(
    server: Server, redis: SharedCache, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    assert [answered(redis), answered(redis)] == [False, True]
    server.kill()
    began = time.monotonic()
    assert not any(answered(redis) for _ in range(200))
    assert time.monotonic() - began < 2
    assert len(said(caplog)) == 1
    server.start()
    time.sleep(PAUSE)
    assert [answered(redis), answered(redis)] == [False, True]
    assert [line.split(":")[0] for line in said(caplog)] == [
        "The shared cache cannot be read",
        "The shared cache can be read again.",
    ]


@pytest.mark.parametrize("where", ["files", "redis"])
def test_what_a_process_holds_is_told_again_to_a_store_that_has_lost_it(
    where: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache_module, "TOLD_EVERY_SECONDS", PAUSE)
    cache: SharedCache = request.getfixturevalue(where)
    assert cache.held(ASKED, lambda: 42) == 42
    cache.clear()
    time.sleep(PAUSE)
    assert cache.held(ASKED, lambda: 43) == 42
    assert answered(cache)


def test_a_frozen_redis_holds_nobody_up_for_long(
    server: Server, redis: SharedCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "PAUSE_SECONDS", 60.0)
    assert not answered(redis)
    server.send(signal.SIGSTOP)
    began = time.monotonic()
    assert not any(answered(redis) for _ in range(50))
    assert time.monotonic() - began < 2
    server.send(signal.SIGCONT)


@pytest.mark.parametrize("seed", range(20))
def test_a_damaged_entry_is_a_miss(files: SharedCache, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    assert not answered(files)
    [entry] = (tmp_path / "cache").iterdir()
    held, until = bytearray(entry.read_bytes()), entry.stat().st_mtime
    held[chance.randrange(len(held))] ^= 1 << chance.randrange(8)
    entry.write_bytes(held[: chance.choice([len(held), chance.randrange(len(held))])])
    os.utime(entry, (until, until))
    assert not answered(files)
    assert answered(files)


def test_what_another_version_of_the_program_kept_is_a_miss(
    files: SharedCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "program", lambda: b"an older one")
    assert not answered(files, "by the old meaning")
    monkeypatch.undo()
    assert not answered(files, "by the new")


@pytest.mark.parametrize("foreign", [b"", b"!\x80\x05garbage", b"12", os.urandom(200)])
def test_what_anybody_else_put_into_redis_is_a_miss(
    server: Server, redis: SharedCache, foreign: bytes
) -> None:
    answered(redis)
    for key in client(server).scan_iter():
        client(server).set(key, foreign)
    assert not answered(redis)


def test_a_redis_that_takes_no_writes_still_lets_figures_through(
    server: Server, redis: SharedCache, caplog: pytest.LogCaptureFixture
) -> None:
    client(server).config_set("maxmemory", "1")
    assert not any(answered(redis) for _ in range(5))
    assert len(said(caplog)) == 1


def test_a_folder_that_cannot_be_written_is_a_miss(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    blocked = shared_cache(Flask("test"), None, tmp_path / "cache")
    blocked.clear()
    assert not any(answered(blocked) for _ in range(5))
    assert len(said(caplog)) <= 2


def test_a_full_disk_is_a_miss_and_leaves_no_rests(
    files: SharedCache, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with disks.limited_here(100):
        assert not any(answered(files, "x" * 1000) for _ in range(5))
    assert len(said(caplog)) == 1
    assert [path.name for path in (tmp_path / "cache").iterdir() if path.suffix] == []


def test_an_address_that_is_none_of_redis_is_named() -> None:
    with pytest.raises(TamNhinError, match="TAMNHIN_CACHE_URL"):
        shared_cache(Flask("test"), "memcached://127.0.0.1", Path("unused"))


def test_an_answer_that_has_expired_is_a_miss(files: SharedCache, tmp_path: Path) -> None:
    answered(files)
    [entry] = (tmp_path / "cache").iterdir()
    os.utime(entry, (time.time() - 1, time.time() - 1))
    assert not answered(files)
