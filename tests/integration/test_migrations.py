"""The migrations and the tables in the code say the same, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

import data_access.rollups  # noqa: F401  (its tables join the metadata)
from data_access.engine import make_engine
from data_access.errors import NotReady
from data_access.migrate import is_filled, require_current, upgrade
from data_access.schema import metadata


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    if request.param == "sqlite":
        return make_engine(f"sqlite:///{tmp_path / 'tamnhin.db'}")
    return make_engine(request.getfixturevalue("postgres_database"))


def test_upgrading_an_empty_database_gives_exactly_the_tables_of_the_code(empty: Engine) -> None:
    upgrade(empty)
    with empty.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_constraints_and_options_are_those_of_the_code_too(empty: Engine) -> None:
    """What Alembic's comparison does not look at: checks, defaults, conditions of indexes."""
    upgrade(empty)
    by_migrations = _reflected(empty)
    metadata.drop_all(empty)
    metadata.create_all(empty)
    assert by_migrations == _reflected(empty)


def _reflected(engine: Engine) -> dict[str, Any]:
    found = inspect(engine)
    return {
        table: _comparable(
            {
                "columns": found.get_columns(table),
                "primary_key": found.get_pk_constraint(table),
                "checks": found.get_check_constraints(table),
                "indexes": found.get_indexes(table),
                "uniques": found.get_unique_constraints(table),
                "references": found.get_foreign_keys(table),
            }
        )
        for table in metadata.tables
    }


def _comparable(reflected: Any) -> Any:
    """Plain values only: types and conditions as their SQL; constraints in a fixed order."""
    if isinstance(reflected, dict):
        return {key: _comparable(value) for key, value in reflected.items()}
    if isinstance(reflected, list):
        return sorted((_comparable(value) for value in reflected), key=str)
    return str(reflected)


def test_rollups_of_a_migrated_sqlite_database_are_kept_without_a_row_id(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'tamnhin.db'}")
    upgrade(engine)
    wanted = {
        t.name for t in metadata.tables.values() if not t.dialect_options["sqlite"]["with_rowid"]
    }
    with engine.connect() as connection:
        listed = connection.execute(text("SELECT name FROM pragma_table_list WHERE wr = 1"))
        assert set(listed.scalars()) == wanted


def test_upgrading_twice_changes_nothing(empty: Engine) -> None:
    upgrade(empty)
    first = _reflected(empty)
    upgrade(empty)
    assert _reflected(empty) == first


def test_an_upgrade_that_fails_leaves_the_database_as_it_was(empty: Engine) -> None:
    in_the_way = list(metadata.tables)[-1]
    with empty.begin() as connection:
        connection.execute(text(f"CREATE TABLE {in_the_way} (a INTEGER)"))
    with pytest.raises(Exception, match=in_the_way):
        upgrade(empty)
    assert inspect(empty).get_table_names() == [in_the_way]


def test_a_migrated_database_is_current_and_not_yet_filled(empty: Engine) -> None:
    upgrade(empty)
    require_current(empty)
    assert not is_filled(empty)


def test_an_empty_database_is_not_ready_and_the_remedy_is_named(empty: Engine) -> None:
    with pytest.raises(NotReady) as raised:
        require_current(empty)
    assert "tamnhin demo" in raised.value.vi
    assert "tamnhin load" in raised.value.en


@pytest.mark.parametrize("attempt", [require_current, upgrade])
def test_a_database_of_a_newer_program_is_left_alone(
    empty: Engine, attempt: Callable[[Engine], None]
) -> None:
    upgrade(empty)
    _mark(empty, "9999")
    with pytest.raises(NotReady, match="9999"):
        attempt(empty)


def _mark(engine: Engine, revision: str) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :it"), {"it": revision})
