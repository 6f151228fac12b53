"""The database, the cache or the server killed while pages are served: pages answer from the last
version and say so, or say plainly what is down; and everything comes right again by itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

import psutil
import pytest

from app import ANSWERS_WITHIN
from config.settings import ROOT
from tests.integration.faults.serving import (
    FIGURE,
    KNOWN,
    ROWS,
    SOON,
    VERSION,
    Answer,
    Service,
    figure,
)
from tests.servers import Server

_days = count(2)
NOT_KNOWN = "chưa được tính trước lúc"
SILENT = "Cơ sở dữ liệu không trả lời từ"
WORKER_SECONDS = 30.0  # a worker of its own starts in three, on a machine at rest


def said(answer: Answer) -> str:
    return json.dumps(answer.json, ensure_ascii=False)


def assert_problem(answer: Answer, *said: str) -> None:
    assert answer.status == 503, answer.text
    assert answer.seconds < SOON
    for text in said:
        assert text in answer.json["title"] + answer.json["title_en"]


@pytest.fixture
def unknown() -> str:
    """Filters that nobody has asked for yet."""
    return f"?from=2024-01-{next(_days):02d}&to=2024-06-30"


def assert_served_from_the_last_version(site: Service, version: int, unknown: str) -> None:
    told = site.get(VERSION)
    assert_problem(told, SILENT, "has not answered since")
    assert told.json["data_version"] == version
    assert told.json["since"].startswith("2024-12-27T08:00")
    shown = site.get(KNOWN)
    assert figure(shown) == ROWS
    assert shown.json["data_version"] == version
    assert shown.json["stale_since"] == told.json["since"]
    assert_problem(site.get(FIGURE + unknown), SILENT)
    page = site.callback("/")
    assert page.status == 200
    assert NOT_KNOWN not in said(page)
    notice = site.callback("/", unknown)
    assert notice.status == 200
    assert NOT_KNOWN in said(notice)
    assert max(page.seconds, notice.seconds, shown.seconds) < SOON
    assert site.get("/healthz").status == 200
    assert_problem(site.get("/readyz"), "Không kết nối được cơ sở dữ liệu")
    assert "tamnhin_database_up 0" in site.get("/metrics").text


def assert_all_well(site: Service, version: int, unknown: str) -> None:
    site.until(lambda: site.get(VERSION).status == 200, within=SOON)
    assert site.get(VERSION).json["data_version"] == version
    assert 0 < figure(site.get(FIGURE + unknown)) < ROWS
    assert NOT_KNOWN not in said(site.callback("/", unknown))
    assert site.get("/readyz").status == 200
    assert "tamnhin_database_up 1" in site.get("/metrics").text


def test_postgresql_killed_and_started_again(
    site: Service, own_postgres: Server, unknown: str
) -> None:
    version = site.get(VERSION).json["data_version"]
    own_postgres.kill()
    assert_served_from_the_last_version(site, version, unknown)
    own_postgres.start()
    assert_all_well(site, version, unknown)
    assert site.said().count("The database does not answer") == 1
    assert site.said().count("The database answers again") == 1


def test_a_worker_that_starts_while_postgresql_is_away_knows_the_last_version(
    site: Service, own_postgres: Server, unknown: str
) -> None:
    version = site.get(VERSION).json["data_version"]
    own_postgres.kill()
    [worker] = site.workers()
    worker.kill()
    site.until(lambda: site.get(VERSION).status == 503, within=WORKER_SECONDS)
    assert site.workers() != [worker]
    assert_served_from_the_last_version(site, version, unknown)
    own_postgres.start()
    assert_all_well(site, version, unknown)


def test_a_frozen_postgresql_holds_nobody_up_for_long(
    site: Service, own_postgres: Server, unknown: str
) -> None:
    version = site.get(VERSION).json["data_version"]
    with frozen(own_postgres):
        first = site.get(KNOWN)
        assert figure(first) == ROWS
        assert first.seconds < 2 * ANSWERS_WITHIN
        assert site.get(KNOWN).seconds < SOON
    assert_all_well(site, version, unknown)


@contextmanager
def frozen(server: Server) -> Iterator[None]:
    """With all its processes, as by a disk that does not answer."""
    assert server.process
    main = psutil.Process(server.process.pid)
    every = [main, *main.children()]
    for process in every:
        process.suspend()
    try:
        yield
    finally:
        for process in every:
            process.resume()


def test_redis_killed_is_slower_and_not_wrong(site: Service, redis: Server, unknown: str) -> None:
    redis.kill()
    for _ in range(20):
        assert figure(site.get(KNOWN)) == ROWS
        assert 0 < figure(site.get(FIGURE + unknown)) < ROWS
    assert site.callback("/").seconds < SOON
    assert site.get("/readyz").status == 200
    redis.start()
    assert_cache_is_back(site)
    assert site.said().count("shared cache cannot be read") == 1


def assert_cache_is_back(site: Service) -> None:
    def back() -> bool:
        assert figure(site.get(KNOWN)) == ROWS
        return "shared cache can be read again" in site.said()

    site.until(back, within=2 * SOON)


def test_redis_and_postgresql_killed_is_said_plainly(
    site: Service, own_postgres: Server, redis: Server, unknown: str
) -> None:
    version = site.get(VERSION).json["data_version"]
    redis.kill()
    own_postgres.kill()
    told = site.get(VERSION)
    assert_problem(told, SILENT)
    assert told.json["data_version"] == version
    assert_problem(site.get(KNOWN), SILENT)
    page = site.callback("/")
    assert page.status == 200
    assert SILENT in said(page)
    redis.start()
    own_postgres.start()
    assert_all_well(site, version, unknown)
    assert_cache_is_back(site)


def test_a_killed_server_leaves_nothing_behind_that_keeps_the_next_from_starting(
    site: Service,
) -> None:
    left = site.processes()
    left[0].kill()
    _, alive = psutil.wait_procs(left, timeout=WORKER_SECONDS)
    assert not alive
    site.start()
    assert figure(site.get(KNOWN)) == ROWS


def test_the_feed_of_a_demonstration_ends_with_its_server(
    small_demonstration_copy: str,
) -> None:
    code = "import os, subprocess, sys; subprocess.run([*sys.argv[1:], str(os.getpid())])"
    feed = [sys.executable, "-m", "cli", "feed", "--every", "0.2", "--server"]
    settings = os.environ | {"TAMNHIN_DATABASE_URL": small_demonstration_copy}
    server = subprocess.Popen([sys.executable, "-c", code, *feed], cwd=ROOT, env=settings)
    [child] = wait_for_children(server.pid)
    server.kill()
    server.wait()
    child.wait(WORKER_SECONDS)


def wait_for_children(pid: int) -> list[psutil.Process]:
    deadline = time.monotonic() + SOON
    while time.monotonic() < deadline:
        found: list[psutil.Process] = psutil.Process(pid).children()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError("no child was started")
