"""Another system's database beside ours, on each kind of server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from data_access.engine import make_engine
from tests.integration.sql.joined import Joined
from tests.integration.sql.theirs import theirs_at, write_mapping


@pytest.fixture(params=["sqlite-postgresql", "postgresql-sqlite"])
def joined(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Joined]:
    """Theirs of one kind with ours of the other: both kinds are read, and both are written."""
    kind, our_kind = request.param.split("-")
    their_url = f"sqlite:///{tmp_path / 'theirs.db'}"
    if kind == "postgresql":
        their_url = request.getfixturevalue("postgres_database")
    with _joined(their_url, request.getfixturevalue(f"settled_{our_kind}"), tmp_path) as made:
        yield made


@pytest.fixture
def one(settled_sqlite: str, tmp_path: Path) -> Iterator[Joined]:
    """Both SQLite: for what does not depend on a database's kind."""
    with _joined(f"sqlite:///{tmp_path / 'theirs.db'}", settled_sqlite, tmp_path) as made:
        yield made


@contextmanager
def _joined(their_url: str, our_url: str, folder: Path) -> Iterator[Joined]:
    with theirs_at(their_url) as theirs:
        ours = make_engine(our_url)
        yield Joined(theirs, ours, write_mapping(folder))
        ours.dispose()
