"""A database of an earlier program that is upgraded with its rows in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Engine, MetaData, select, text

from data_access.engine import make_engine, reading, writing
from data_access.migrate import _config, upgrade
from data_access.schema import metadata
from ingest.rollup import renew
from tests.integration import cells
from tests.integration.rows import load, read

DOCUMENTS = (
    ("on the day", "2024-06-10 17:00", "2024-06-10 16:00"),
    ("an hour late", "2024-06-10 17:00", "2024-06-10 18:00"),
    ("on the bare day", "2024-06-10", "2024-06-10 23:30"),
    ("the day after", "2024-06-10", "2024-06-11 00:30"),
    ("not done", "2024-06-10", None),
    ("due at no time", None, "2024-06-10 08:00"),
)
KEPT = ("dataset", "sources", "areas", "agencies", "holidays", "documents", "petitions")


@pytest.fixture(params=["sqlite", "postgresql"])
def earlier(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    """As revision 0002 left it: no rows yet."""
    url = f"sqlite:///{tmp_path / 'earlier.db'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres_database")
    engine = make_engine(url)
    with writing(engine) as connection:
        command.upgrade(_config(connection), "0002")
    return engine


def test_what_loading_works_out_is_worked_out_for_rows_of_before(
    earlier: Engine, settled_sqlite: str
) -> None:
    documents = [_document(*each) for each in DOCUMENTS]
    now = make_engine(settled_sqlite)
    load(now, "documents", *documents)
    load(now, "petitions", _petition("due", "2024-05-31 17:00"), _petition("never due", None))
    _copy(now, earlier)
    upgrade(earlier)
    assert _worked_out(earlier) == _worked_out(now)
    assert renew(earlier)
    with reading(earlier) as connection:
        cells.assert_as_counted(connection)
    assert read(earlier, "doc_on_time").numerator == 2
    again = load(earlier, "documents", *documents)
    assert (again.unchanged, again.updated) == (len(documents), 0)


def _copy(source: Engine, into: Engine) -> None:
    """The columns that there were."""
    old = MetaData()
    old.reflect(into, only=KEPT)
    with reading(source) as one, writing(into) as other:
        for name in KEPT:
            columns = [c for c in metadata.tables[name].columns if c.name in old.tables[name].c]
            rows = [dict(row._mapping) for row in one.execute(select(*columns))]
            other.execute(old.tables[name].insert(), rows)


def _document(code: str, due: str | None, done: str | None) -> dict[str, Any]:
    known = {"agency_code": "TP", "direction": "in", "registered_at": "2024-06-03 09:00"}
    return {**known, "code": code, "due_at": due, "done_at": done}


def _petition(code: str, due: str | None) -> dict[str, Any]:
    known = {"agency_code": "TP", "received_at": "2024-05-20 09:00"}
    return {**known, "code": code, "due_at": due}


def _worked_out(engine: Engine) -> list[Any]:
    documents = "SELECT code, done_day, late FROM documents ORDER BY code"
    petitions = "SELECT code, overdue_day FROM petitions ORDER BY code"
    with reading(engine) as connection:
        return [tuple(row) for of in (documents, petitions) for row in connection.execute(text(of))]
