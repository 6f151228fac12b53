"""Databases for integration tests: real ones, with all tables and nothing loaded."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert

import data_access.rollups  # noqa: F401  (its tables join the metadata)
from data_access.engine import make_engine, writing
from data_access.schema import dataset, metadata


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty Tầm Nhìn database, once on each kind of server."""
    if request.param == "sqlite":
        made = make_engine(f"sqlite:///{tmp_path / 'tamnhin.db'}")
    else:
        made = make_engine(request.getfixturevalue("postgres_database"))
    metadata.create_all(made)
    with writing(made) as connection:
        connection.execute(insert(dataset).values(id=1))
    yield made
    made.dispose()
