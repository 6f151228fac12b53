"""Servers and databases that these tests may break."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from flask import Flask

from config.meaning import meaning
from config.settings import ROOT
from data_access.cache import shared_cache
from data_access.engine import make_engine
from ingest.load import load_file
from tests.browser.conftest import visit  # noqa: F401
from tests.integration.conftest import settle_database
from tests.integration.faults.disks import database_in
from tests.integration.faults.serving import (
    KNOWN,
    ROWS,
    SOON,
    VERSION,
    Service,
    figure,
    service,
)
from tests.integration.faults.state import rows_file
from tests.integration.rows import province
from tests.servers import Server, postgres_process, redis_process

SMALL_SEGMENTS = ("--wal-segsize", "1")  # megabytes, so that a small limit meets the tables first


@pytest.fixture(scope="session")
def own_postgres() -> Iterator[Server]:
    """A PostgreSQL that is killed, starved and started again; it writes as safely as on duty."""
    with postgres_process(initdb=SMALL_SEGMENTS) as server:
        yield server


@pytest.fixture(scope="session")
def redis() -> Iterator[Server]:
    with redis_process() as server:
        yield server


@pytest.fixture(scope="session")
def served(
    own_postgres: Server, redis: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    folder = tmp_path_factory.mktemp("served")
    with ExitStack() as stack:
        url = stack.enter_context(database_in(own_postgres))
        settle_database(url)
        engine = make_engine(url)
        load_file(engine, "dossiers", rows_file(folder / "rows.csv", ROWS), province=province())
        engine.dispose()
        yield stack.enter_context(service(url, folder / "log", cache=redis.url))


def keeps_answers(served: Service, redis: Server) -> bool:
    """Whether the server writes to this Redis, which may have been started anew just now: it tries
    again to read, and to write, only every few seconds."""
    assert served.get(VERSION).status == 200
    cache = shared_cache(Flask("test"), redis.url, ROOT, meaning(ROOT / "config"))
    return cache.newest(("last version", served.settings["TAMNHIN_DATABASE_URL"])) is not None


@pytest.fixture
def site(served: Service, own_postgres: Server, redis: Server) -> Iterator[Service]:
    """In use: the year's figures and the overview have been looked at, and are kept."""
    served.until(lambda: keeps_answers(served, redis), within=2 * SOON)
    served.read = len(served.log.read_text())
    assert figure(served.get(KNOWN)) == ROWS
    assert served.callback("/").status == 200
    yield served
    for server in (own_postgres, redis):
        server.start_again()
    assert "Traceback" not in served.said(), served.said()[-5000:]
