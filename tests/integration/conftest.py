"""Databases for integration tests: real ones, with all tables and nothing loaded."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine, insert

import data_access.rollups  # noqa: F401  (its tables join the metadata)
from data_access.engine import make_engine, writing
from data_access.migrate import upgrade
from data_access.schema import dataset, metadata
from tests.integration.reform import reform
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
def settled_postgresql(settled_template: str) -> Iterator[str]:
    """The URL of a copy of this test's own."""
    with _copied(settled_template) as url:
        yield url


@pytest.fixture(scope="session")
def settled_template(postgres_url: str) -> str:
    url = _template(postgres_url, "settled_template")
    settle_database(url)
    return url


@pytest.fixture(params=KINDS)
def reformed(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """A province on both sides of a reform (`tests.integration.reform`) on each kind of server."""
    made = make_engine(request.getfixturevalue(f"reformed_{request.param}"))
    yield made
    made.dispose()


@pytest.fixture
def reformed_sqlite(reformed_file: Path, tmp_path: Path) -> str:
    return f"sqlite:///{shutil.copy(reformed_file, tmp_path / 'reformed.db')}"


@pytest.fixture(scope="session")
def reformed_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("reformed") / "reformed.db"
    _reform(f"sqlite:///{path}")
    return path


@pytest.fixture
def reformed_postgresql(reformed_template: str) -> Iterator[str]:
    with _copied(reformed_template) as url:
        yield url


@pytest.fixture(scope="session")
def reformed_template(postgres_url: str) -> str:
    url = _template(postgres_url, "reformed_template")
    _reform(url)
    return url


def _template(server: str, name: str) -> str:
    with psycopg.connect(_plain(server), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return server.removesuffix("postgres") + name


@contextmanager
def _copied(template: str) -> Iterator[str]:
    server, name = template.rsplit("/", 1)
    with psycopg.connect(_plain(f"{server}/postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}_copy TEMPLATE {name}")
        yield f"{server}/{name}_copy"
        connection.execute(f"DROP DATABASE {name}_copy WITH (FORCE)")


def _plain(url: str) -> str:
    return url.replace("+psycopg", "")


def settle_database(url: str) -> None:
    """By its migrations, so that commands take it too."""
    engine = make_engine(url)
    upgrade(engine)
    _dataset(engine)
    settle(engine)
    engine.dispose()


def _reform(url: str) -> None:
    engine = make_engine(url)
    upgrade(engine)
    _dataset(engine)
    reform(engine)
    engine.dispose()


def _set_up(engine: Engine) -> None:
    metadata.create_all(engine)
    _dataset(engine)


def _dataset(engine: Engine) -> None:
    with writing(engine) as connection:
        connection.execute(insert(dataset).values(id=1))
