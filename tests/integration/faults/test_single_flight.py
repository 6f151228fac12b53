"""Of all viewers that ask for the same at once one computes, in whatever process; one that dies
while it computes holds up nobody."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from threading import Barrier

import pytest
from flask import Flask

from data_access.cache import SharedCache, shared_cache
from data_access.engine import make_engine
from data_access.selection import By, Selection
from data_access.stores import LEASE_SECONDS
from metrics.catalogue import metric
from metrics.desk import Desk
from metrics.values import Asked
from tests.integration.rows import YEAR, province

WORKERS, THREADS = 2, 25  # fifty viewers
PATIENCE_SECONDS = 60
SPAWN = get_context("spawn")
NAMES = ("received", "on_time", "overdue", "online_submit", "median_days")


@pytest.fixture(params=["files", "redis"])
def store(request: pytest.FixtureRequest) -> str | None:
    return request.getfixturevalue("redis_url") if request.param == "redis" else None


def _cache(store: str | None, folder: Path) -> SharedCache:
    return shared_cache(Flask("viewer"), store, folder / "cache")


def _all_at_once(folder: Path, view: Callable[[], object]) -> list[object]:
    """Says that this process is there, and begins with the others."""
    (folder / f"there-{os.getpid()}").touch()
    _wait(lambda: len(list(folder.glob("there-*"))) == WORKERS)
    barrier = Barrier(THREADS)

    def begin(_: int) -> object:
        barrier.wait()
        return view()

    with ThreadPoolExecutor(THREADS) as threads:
        return list(threads.map(begin, range(THREADS)))


def _wait(until: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not until():
        assert time.monotonic() < deadline, "the others have not come"
        time.sleep(0.002)


def _ask_slowly(store: str | None, folder: Path) -> list[object]:
    cache = _cache(store, folder)

    def compute() -> int:
        time.sleep(0.5)  # everyone has asked by then
        return os.getpid()

    return _all_at_once(folder, lambda: cache.answer(("slow", str(folder)), compute))


def test_fifty_viewers_in_two_processes_cause_one_computation(
    store: str | None, tmp_path: Path
) -> None:
    with ProcessPoolExecutor(WORKERS, mp_context=SPAWN) as processes:
        asked = [processes.submit(_ask_slowly, store, tmp_path) for _ in range(WORKERS)]
        answers = [answer for each in asked for answer in each.result(PATIENCE_SECONDS)]
    assert len(answers) == WORKERS * THREADS
    assert len(set(answers)) == 1  # who computed it


def _look_at_a_page(store: str | None, folder: Path, url: str) -> int:
    cache = _cache(store, folder)
    desk = Desk(engine=make_engine(url), province=province(), cache=cache)

    def view() -> object:
        with desk.open() as opened:
            metrics = [metric(name) for name in NAMES]
            asked = Asked(months=12)
            whole = opened.readings(metrics, Selection(period=YEAR), asked=asked)
            return len(whole + opened.readings(metrics, Selection(period=YEAR), by=By.DISTRICT))

    found = set(_all_at_once(folder, view))
    assert len(found) == 1
    desk.engine.dispose()
    return cache.computed


def test_fifty_viewers_of_a_page_cause_one_computation_of_each_of_its_answers(
    store: str | None, tmp_path: Path, small_demonstration_copy: str
) -> None:
    with ProcessPoolExecutor(WORKERS, mp_context=SPAWN) as processes:
        looking = [
            processes.submit(_look_at_a_page, store, tmp_path, small_demonstration_copy)
            for _ in range(WORKERS)
        ]
        assert sum(each.result(PATIENCE_SECONDS) for each in looking) == 2


def _compute_for_ever(store: str | None, folder: Path, name: str) -> None:
    def compute() -> None:
        (folder / "computing").touch()
        time.sleep(PATIENCE_SECONDS)

    _cache(store, folder).answer((name,), compute)


def test_one_that_is_killed_while_it_computes_holds_up_nobody(
    store: str | None, tmp_path: Path
) -> None:
    name = str(tmp_path)
    holder = SPAWN.Process(target=_compute_for_ever, args=(store, tmp_path, name))
    holder.start()
    _wait((tmp_path / "computing").exists)
    with ThreadPoolExecutor(1) as waiting:
        asked = waiting.submit(_cache(store, tmp_path).answer, (name,), lambda: "computed")
        time.sleep(0.3)
        assert not asked.done()  # it waits for the one that computes
        os.kill(holder.pid or 0, signal.SIGKILL)
        killed = time.monotonic()
        assert asked.result(PATIENCE_SECONDS) == "computed"
    holder.join()
    assert time.monotonic() - killed < (LEASE_SECONDS + 2 if store else 2)


def test_one_that_takes_too_long_is_not_waited_for_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data_access.stores.HELD_SECONDS", 0.2)
    holder = SPAWN.Process(target=_compute_for_ever, args=(None, tmp_path, "one"))
    holder.start()
    _wait((tmp_path / "computing").exists)
    assert _cache(None, tmp_path).answer(("one",), lambda: "computed") == "computed"
    os.kill(holder.pid or 0, signal.SIGKILL)
    holder.join()
