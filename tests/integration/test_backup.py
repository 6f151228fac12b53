"""Backups made as docs/operations.md says, while the database is written: what is restored from
them says the same, to the digit."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import delete, make_url, text

from access.accounts import make_account, set_password, verified
from access.audit import broken_at, newest
from access.doors import Doors
from access.keys import make_key, viewer_of
from access.store import Store, store_of
from api.figures import figure_json
from api.frozen import frozen_figure
from config.access import read_access
from config.province import read_province
from config.settings import ROOT
from data_access.cache import SharedCache
from data_access.engine import make_engine, writing
from data_access.schema import dossiers, metadata
from ingest.proof import prove
from metrics.catalogue import CATALOGUE
from metrics.desk import Desk
from tests.conftest import tamnhin
from tests.servers import postgres_binary

PASSWORD = "sông Gianh chảy chậm 7"
YEAR = {"from": "2024-01-01", "to": "2024-12-31"}
BY = {**YEAR, "by": "agency"}
FROZEN = "Giao ban năm"
OPERATIONS = ROOT / "docs/operations.md"


def _commands(heading: str) -> list[str]:
    """Those of the first block below a heading."""
    below = OPERATIONS.read_text(encoding="utf-8").partition(f"\n### {heading}\n")[2]
    block = re.search(r"```\n(.*?)```", below, re.DOTALL)
    assert block, heading
    return block[1].splitlines()


def _run(commands: list[str], replaced: dict[str, str]) -> None:
    for line in commands:
        for old, new in replaced.items():
            line = line.replace(old, new)
        done = subprocess.run(
            shlex.split(line, comments=True),
            cwd=ROOT,
            env=os.environ | {"PATH": f"{postgres_binary('psql').parent}:{os.environ['PATH']}"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, (line, done.stderr)


@pytest.fixture(params=["sqlite", "postgresql"])
def original(request: pytest.FixtureRequest) -> str:
    """A small province, with a frozen set, somebody who may sign in, and a key."""
    if request.param == "sqlite":
        url: str = request.getfixturevalue("small_demonstration_copy")
    else:
        url = request.getfixturevalue("postgres_database")
        made = tamnhin(url, "demo", "--dossiers", "3000")
        assert made.returncode == 0, made.stderr
    frozen = tamnhin(url, "freeze", FROZEN, "--from", YEAR["from"], "--to", YEAR["to"])
    assert frozen.returncode == 0, frozen.stderr
    doors = _doors(url)
    account = make_account(doors, "test", name="an", shown="An", role="leader")
    set_password(doors, "test", account.id, PASSWORD)
    doors.store.engine.dispose()
    return url


@pytest.fixture
def restored(original: str, tmp_path: Path) -> Iterator[str]:
    """While a writer has deleted every dossier and not said whether it means it."""
    engine = make_engine(original)
    with writing(engine) as connection:
        connection.execute(delete(dossiers))
        saved = _sqlite if engine.dialect.name == "sqlite" else _postgresql
        url = saved(original, tmp_path)
        connection.rollback()
    engine.dispose()
    yield url
    if url.startswith("postgresql"):
        with psycopg.connect(_server(url), autocommit=True) as server:
            server.execute(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")


def _sqlite(url: str, folder: Path) -> str:
    live, copy = str(make_url(url).database), folder / "backup"
    copy.mkdir()
    replaced = {
        ".venv/bin/python": sys.executable,
        "var/tamnhin": live.removesuffix(".db"),
        "/srv/backup/": f"{copy}/",
    }
    _run(_commands("Backup of SQLite"), replaced)
    again = folder / "again"
    again.mkdir()
    _run(
        _commands("Restoring SQLite"),
        {"/srv/backup/": f"{copy}/", "var/tamnhin": f"{again}/tamnhin"},
    )
    return f"sqlite:///{again / 'tamnhin.db'}"


def _postgresql(url: str, folder: Path) -> str:
    made = make_url(url)
    name = f"{made.database}_restored"
    server = f"-h {made.host} -p {made.port} -U {made.username}"
    replaced = {"-U tamnhin_loader": server, "/srv/backup/": f"{folder}/"}
    _run(_commands("Backup of PostgreSQL"), replaced | {"-d tamnhin ": f"-d {made.database} "})
    with psycopg.connect(_server(url), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    _run(_commands("Restoring PostgreSQL"), replaced | {"-d tamnhin_again ": f"-d {name} "})
    return str(made.set(database=name).render_as_string(hide_password=False))


def _server(url: str) -> str:
    plain = make_url(url).set(database="postgres", drivername="postgresql")
    return str(plain.render_as_string(hide_password=False))


def _doors(url: str) -> Doors:
    return Doors(store=Store(store_of(url)), rules=read_access(ROOT / "config"))


def _figures(url: str) -> dict[str, Any]:
    """Of every metric the year, and the year by agency."""
    engine = make_engine(url)
    desk = Desk(engine=engine, province=read_province(ROOT / "config"), cache=SharedCache())
    with desk.open() as view:
        found: dict[str, Any] = {name: figure_json(view, name, YEAR) for name in CATALOGUE}
        found["by agency"] = figure_json(view, "received", BY)
        found["frozen"] = frozen_figure(view, FROZEN, "received", {})
    engine.dispose()
    return found


def test_what_is_restored_says_the_same(original: str, restored: str) -> None:
    figures = _figures(original)
    assert _figures(restored) == figures
    assert len(figures) == len(CATALOGUE) + 2
    assert sum(each.get("value") is not None for each in figures.values() if "value" in each) > 20
    _same_rows(original, restored)
    engine = make_engine(restored)
    assert prove(engine).holds
    engine.dispose()
    _doors_are_whole(restored)
    assert newest(_doors(restored), 100)[1:] == newest(_doors(original), 100)


def _same_rows(original: str, restored: str) -> None:
    one, other = make_engine(original), make_engine(restored)
    with one.connect() as first, other.connect() as second:
        for table in metadata.tables:
            counted = text(f"SELECT count(*) FROM {table}")
            assert first.scalar(counted) == second.scalar(counted), table
    one.dispose()
    other.dispose()


def _doors_are_whole(url: str) -> None:
    """Whoever had an account signs in, numbers go on, and the audit still only grows."""
    doors = _doors(url)
    assert broken_at(doors) is None
    assert verified(doors, "an", PASSWORD).name == "an"
    assert viewer_of(doors, make_key(doors, "test", name="kho"))
    assert broken_at(doors) is None
    with pytest.raises(Exception, match="only grows"), doors.store.changing() as connection:
        connection.execute(text("DELETE FROM audit"))
    doors.store.engine.dispose()
