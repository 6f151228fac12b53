"""Servers and databases that these tests may break."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.integration.conftest import (  # noqa: F401
    settled,
    settled_file,
    settled_postgresql,
    settled_sqlite,
    settled_template,
)
from tests.servers import Server, postgres_process

SMALL_SEGMENTS = ("--wal-segsize", "1")  # megabytes, so that a small limit meets the tables first


@pytest.fixture(scope="session")
def own_postgres() -> Iterator[Server]:
    """A PostgreSQL that is killed, starved and started again; it writes as safely as on duty."""
    with postgres_process(initdb=SMALL_SEGMENTS) as server:
        yield server
