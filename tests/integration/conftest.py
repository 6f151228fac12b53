"""Databases for integration tests: real ones, with all tables and nothing loaded."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine, insert

import data_access.rollups  # noqa: F401  (its tables join the metadata)
from data_access.engine import make_engine, writing
from data_access.migrate import upgrade
from data_access.schema import dataset, metadata
from tests.integration.rows import settle

KINDS = ["sqlite", "postgresql"]


@pytest.fixture(params=KINDS)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty Tầm Nhìn database, once on each kind of server."""
    if request.param == "sqlite":
        made = make_engine(f"sqlite:///{tmp_path / 'tamnhin.db'}")
    else:
        made = make_engine(request.getfixturevalue("postgres_database"))
    _set_up(made)
    yield made
    made.dispose()


@pytest.fixture(params=KINDS)
def settled(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """A province of six agencies (`tests.integration.rows`) on each kind of server."""
    made = make_engine(request.getfixturevalue(f"settled_{request.param}"))
    yield made
    made.dispose()


@pytest.fixture
def settled_sqlite(settled_file: Path, tmp_path: Path) -> str:
    """The URL of a copy of this test's own."""
    return f"sqlite:///{shutil.copy(settled_file, tmp_path / 'settled.db')}"


@pytest.fixture(scope="session")
def settled_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("settled") / "settled.db"
    settle_database(f"sqlite:///{path}")
    return path


@pytest.fixture
def settled_postgresql(settled_template: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of a copy of this test's own."""
    server, template = settled_template.rsplit("/", 1)
    with psycopg.connect(_plain(f"{server}/postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE settled_copy TEMPLATE {template}")
        yield f"{server}/settled_copy"
        connection.execute("DROP DATABASE settled_copy WITH (FORCE)")


@pytest.fixture(scope="session")
def settled_template(postgres_url: str) -> str:
    url = postgres_url.removesuffix("postgres") + "settled_template"
    with psycopg.connect(_plain(postgres_url), autocommit=True) as connection:
        connection.execute("CREATE DATABASE settled_template")
    settle_database(url)
    return url


def _plain(url: str) -> str:
    return url.replace("+psycopg", "")


def settle_database(url: str) -> None:
    """By its migrations, so that commands take it too."""
    engine = make_engine(url)
    upgrade(engine)
    _dataset(engine)
    settle(engine)
    engine.dispose()


def _set_up(engine: Engine) -> None:
    metadata.create_all(engine)
    _dataset(engine)


def _dataset(engine: Engine) -> None:
    with writing(engine) as connection:
        connection.execute(insert(dataset).values(id=1))
