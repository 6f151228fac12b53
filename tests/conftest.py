"""Real servers and demonstrations for the tests that need them, made once a run."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest
import redis
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from config.settings import ROOT
from tests.browser.site import chromium
from tests.once import made_once
from tests.servers import postgres_server, redis_server

# How long an example takes says more about what else runs than about the code.
settings.register_profile("gate", deadline=None)
settings.load_profile("gate")
settings.register_profile("deep", max_examples=2500)  # hours; the gate takes a few of each

_numbers = count(1)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A throwaway PostgreSQL; tests that write take `postgres_database` instead."""
    with postgres_server() as url:
        yield url


@pytest.fixture
def postgres_database(postgres_url: str) -> Iterator[str]:
    """The URL of an empty PostgreSQL database of this test's own."""
    name = f"test_{next(_numbers)}"
    with psycopg.connect(postgres_url.replace("+psycopg", ""), autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        yield postgres_url.removesuffix("postgres") + name
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def redis_of_the_run() -> Iterator[str]:
    with redis_server() as url:
        yield url


@pytest.fixture
def redis_url(redis_of_the_run: str) -> str:
    """A Redis that holds nothing of another test."""
    redis.Redis.from_url(redis_of_the_run).flushall()
    return redis_of_the_run


@pytest.fixture(scope="session")
def demonstration_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The whole demonstration as `tamnhin demo` makes it (some 40 s): to be read, not written."""
    return _demonstration(tmp_path_factory, "demonstration")


@pytest.fixture(scope="session")
def small_demonstration_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The same with 3,000 dossiers: for tests that need a province but not its figures."""
    return _demonstration(tmp_path_factory, "small", "--dossiers", "3000")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = chromium(playwright)
        yield opened
        opened.close()


def tamnhin(url: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """The installed command, on a database."""
    command: list[str | Path] = [Path(sys.executable).with_name("tamnhin"), *arguments]
    settings = {"TAMNHIN_DATABASE_URL": url, "TAMNHIN_SECRET_KEY": "test"}
    return subprocess.run(
        command, cwd=ROOT, env=os.environ | settings, capture_output=True, text=True, check=False
    )


def _demonstration(factory: pytest.TempPathFactory, name: str, *arguments: str) -> str:
    def make(folder: Path) -> None:
        done = tamnhin(_in(folder), "demo", *arguments)
        assert done.returncode == 0, done.stderr

    return _in(made_once(factory, name, make))


def _in(folder: Path) -> str:
    return f"sqlite:///{folder / 'demonstration.db'}"


@pytest.fixture
def small_demonstration_copy(small_demonstration_url: str, tmp_path: Path) -> str:
    """A copy of this test's own, to be written."""
    made = small_demonstration_url.removeprefix("sqlite:///")
    return f"sqlite:///{shutil.copy(made, tmp_path / 'copy.db')}"
