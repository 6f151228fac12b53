"""Up one by one, down one by one and up again, with rows in the tables, on both databases."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, MetaData, func, inspect, select, text

from access.accounts import make_account
from access.audit import broken_at, newest
from access.doors import Doors
from access.schema import accounts
from access.store import Store, store_of
from access.store import _config as doors_config
from config.access import read_access
from config.settings import ROOT
from data_access.engine import make_engine, reading, writing
from data_access.errors import TamNhinError
from data_access.migrate import _config, downgrade, require_current, upgrade
from data_access.schema import metadata
from ingest.rollup import renew
from tests.integration import cells
from tests.integration.rows import dossier, finished, load, read

REVISIONS = tuple(f"{number:04}" for number in range(1, 15))
KEPT = ("dataset", "sources", "areas", "agencies", "documents", "dossiers")
WORKED_OUT = {"dataset": {"rollups_due"}}
KINDS = ["sqlite", "postgresql"]
Shape = dict[str, list[tuple[str, str]]]


@pytest.fixture(params=KINDS)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'rolled.db'}"
    url: str = request.getfixturevalue("postgres_database")
    return url


@pytest.fixture
def engine(empty_url: str) -> Iterator[Engine]:
    made = make_engine(empty_url)
    yield made
    made.dispose()


@pytest.fixture
def filled(settled_sqlite: str) -> Iterator[Engine]:
    """As the program of today has it."""
    made = make_engine(settled_sqlite)
    load(made, "dossiers", dossier("in hand"), finished("done"), finished("late", on="2024-09-30"))
    load(
        made,
        "documents",
        {"code": "d", "agency_code": "TP", "direction": "in", "registered_at": "2024-06-03"},
    )
    yield made
    made.dispose()


def test_these_are_all_revisions() -> None:
    scripts = ScriptDirectory.from_config(_config()).walk_revisions()
    assert sorted(each.revision for each in scripts) == list(REVISIONS)


def test_every_step_up_can_be_taken_back_with_rows_in_the_tables(
    engine: Engine, filled: Engine
) -> None:
    shapes: dict[str, Shape] = {}
    for revision in REVISIONS:
        _up(engine, revision)
        if revision == "0001":
            _copy(filled, engine)
        shapes[revision] = _shape(engine)
    rows = _rows(engine)
    assert renew(engine)
    for revision in reversed(REVISIONS[:-1]):
        downgrade(engine, revision)
        assert _shape(engine) == shapes[revision], revision
        assert _rows(engine) == {
            table: [{n: v for n, v in row.items() if n in _columns(engine, table)} for row in held]
            for table, held in rows.items()
        }
    for revision in REVISIONS[1:]:
        _up(engine, revision)
        assert _shape(engine) == shapes[revision], revision
    require_current(engine)
    assert _rows(engine) == rows
    assert renew(engine)
    with reading(engine) as connection:
        cells.assert_as_counted(connection)
    assert read(engine, "received").value == read(filled, "received").value == 3


def test_down_to_nothing_leaves_nothing(engine: Engine, filled: Engine) -> None:
    _up(engine, "0001")
    _copy(filled, engine)
    upgrade(engine)
    with writing(engine) as connection:
        command.downgrade(_config(connection), "base")
    assert inspect(engine).get_table_names() == ["alembic_version"]


def test_rollups_of_a_migrated_sqlite_database_stay_without_a_row_id(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'tamnhin.db'}")
    upgrade(engine)
    without = text("SELECT name FROM pragma_table_list WHERE wr = 1 ORDER BY 1")
    with engine.connect() as connection:
        before = connection.execute(without).scalars().all()
    downgrade(engine, "0001")
    upgrade(engine)
    with engine.connect() as connection:
        assert connection.execute(without).scalars().all() == before


@pytest.mark.parametrize("revision", [f"{len(REVISIONS) + 1:04}", "base", "", "v1"])
def test_a_revision_that_was_not_passed_is_refused_and_those_that_were_are_named(
    engine: Engine, revision: str
) -> None:
    upgrade(engine)
    with pytest.raises(TamNhinError, match="0001, 0002"):
        downgrade(engine, revision)
    require_current(engine)


def test_the_documented_commands_go_down_and_up(empty_url: str) -> None:
    """And the server says so meanwhile, instead of showing figures."""
    assert _command(empty_url, "data_access.migrate").returncode == 0
    assert _command(empty_url, "access.migrate").returncode == 0
    assert _command(empty_url, "data_access.migrate", "--down", "0003").returncode == 0
    engine = make_engine(empty_url)
    with pytest.raises(TamNhinError, match="0003"):
        require_current(engine)
    refused = _command(empty_url, "data_access.migrate", "--down", "0004")
    assert refused.returncode == 2
    assert "0001, 0002, 0003" in refused.stderr
    assert _command(empty_url, "data_access.migrate").returncode == 0
    require_current(engine)
    names = set(inspect(make_engine(store_of(empty_url))).get_table_names())
    assert {"accounts", "audit", "access_version"} <= names
    engine.dispose()


def test_tables_of_the_doors_go_down_and_up_again(empty_url: str) -> None:
    doors = Doors(store=Store(store_of(empty_url)), rules=read_access(ROOT / "config"))
    make_account(doors, "test", name="an.nguyen", shown="An", role="viewer")
    assert len(newest(doors, 10)) == 1
    shape = _shape(doors.store.engine)
    with doors.store._changing() as connection:
        command.downgrade(doors_config(connection), "base")
    assert "accounts" not in inspect(doors.store.engine).get_table_names()
    again = Doors(store=Store(store_of(empty_url)), rules=doors.rules)
    with again.store.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(accounts)) == 0
    assert _shape(doors.store.engine) == shape
    assert broken_at(again) is None
    make_account(again, "test", name="an.nguyen", shown="An", role="viewer")
    with (
        pytest.raises(Exception, match="the audit only grows"),
        again.store.changing() as connection,
    ):
        connection.execute(text("DELETE FROM audit"))
    for each in (doors, again):
        each.store.engine.dispose()


def _up(engine: Engine, revision: str) -> None:
    with writing(engine) as connection:
        command.upgrade(_config(connection), revision)


def _command(url: str, module: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"TAMNHIN_DATABASE_URL": url, "TAMNHIN_SECRET_KEY": "test"}
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def _copy(source: Engine, into: Engine) -> None:
    """The columns that there were."""
    with reading(source) as one, writing(into) as other:
        for table in _reflected(into).sorted_tables:
            if table.name in KEPT:
                known = metadata.tables[table.name].c
                query = select(*(known[c.name] for c in table.columns))
                other.execute(table.insert(), [dict(r._mapping) for r in one.execute(query)])


def _reflected(engine: Engine) -> MetaData:
    found = MetaData()
    found.reflect(engine, only=KEPT)
    return found


def _columns(engine: Engine, table: str) -> set[str]:
    names = {each["name"] for each in inspect(engine).get_columns(table)}
    return names - WORKED_OUT.get(table, set())


def _rows(engine: Engine) -> dict[str, list[dict[str, Any]]]:
    """Of the tables that are loaded; what is due to be done is told elsewhere."""
    found = {}
    with reading(engine) as connection:
        for name, table in _reflected(engine).tables.items():
            columns = [c for c in table.columns if c.name not in WORKED_OUT.get(name, set())]
            query = select(*columns).order_by(*table.primary_key.columns)
            found[name] = [dict(row._mapping) for row in connection.execute(query)]
    return found


def _shape(engine: Engine) -> Shape:
    """Tables with their columns, keys, checks and indexes; asked for of all tables at once, for it
    is asked after every step."""
    found = inspect(engine)
    several: dict[str, dict[Any, Any]] = {
        "column": found.get_multi_columns(),
        "index": found.get_multi_indexes(),
        "check": found.get_multi_check_constraints(),
        "unique": found.get_multi_unique_constraints(),
        "reference": found.get_multi_foreign_keys(),
    }
    shape: Shape = {
        str(name): [("key", _told(key))]
        for (_, name), key in found.get_multi_pk_constraint().items()
    }
    for what, told in several.items():
        for (_, name), each in told.items():
            shape[str(name)] += [(what, _told(one)) for one in each]
    return {name: sorted(each) for name, each in shape.items()}


def _told(each: Any) -> str:
    if isinstance(each, dict):
        return str(sorted((name, _told(value)) for name, value in each.items()))
    return str(each)
