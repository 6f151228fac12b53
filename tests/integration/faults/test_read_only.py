"""A database that may be read but not written, or is no database: said, and nothing written."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine, insert
from sqlalchemy.exc import DBAPIError

from data_access.engine import make_engine, reading, writing
from data_access.errors import DatabaseReadOnly, DatabaseRefused, TamNhinError
from data_access.schema import dossiers
from ingest.load import load_file
from tests.integration.faults.commands import DONE, assert_nothing_done, run
from tests.integration.faults.state import contents, rows_file

SAID = ("chỉ cho đọc", "read-only", "Chưa ghi gì", "quyền")
NOBODY = 65534


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    return rows_file(tmp_path / "rows.csv", 20)


def test_a_read_only_address_of_sqlite(settled_sqlite: str, rows: Path) -> None:
    path = settled_sqlite.removeprefix("sqlite:///")
    url = f"sqlite:///file:{path}?mode=ro&uri=true"
    before = contents(make_engine(settled_sqlite))
    assert_nothing_done(run(url, "load", "dossiers", str(rows)), *SAID, path)
    assert run(url, "figure", "received").code == DONE
    assert contents(make_engine(settled_sqlite)) == before


def test_a_read_only_account_of_postgresql(settled_postgresql: str, rows: Path) -> None:
    url = f"{settled_postgresql}?options=-c%20default_transaction_read_only%3Don"
    before = contents(make_engine(settled_postgresql))
    assert_nothing_done(run(url, "load", "dossiers", str(rows)), *SAID)
    assert run(url, "figure", "received").code == DONE
    assert contents(make_engine(settled_postgresql)) == before


@pytest.mark.parametrize("command", [["figure", "received"], ["load", "dossiers", "rows"]])
def test_an_account_without_rights_is_told_so(
    settled_postgresql: str, rows: Path, command: list[str]
) -> None:
    with psycopg.connect(settled_postgresql.replace("+psycopg", "")) as server:
        server.execute("DROP ROLE IF EXISTS clerk")
        server.execute("CREATE ROLE clerk LOGIN")
    url = settled_postgresql.replace("postgres@", "clerk@")
    done = run(url, *(str(rows) if part == "rows" else part for part in command))
    assert_nothing_done(done, "không có quyền", "has no rights", "permission denied")


def test_a_file_that_may_not_be_written(settled_sqlite: str, rows: Path) -> None:
    file = Path(settled_sqlite.removeprefix("sqlite:///"))
    before = contents(make_engine(settled_sqlite))
    file.chmod(0o444)
    file.parent.chmod(0o555)
    with_rights_of_nobody(lambda: load_refused(settled_sqlite, rows))
    file.parent.chmod(0o755)
    file.chmod(0o644)
    assert contents(make_engine(settled_sqlite)) == before


def load_refused(url: str, rows: Path) -> None:
    with pytest.raises(TamNhinError) as raised:
        load_file(make_engine(url), "dossiers", rows)
    assert isinstance(raised.value, DatabaseReadOnly), raised.value
    assert "Kiểm tra quyền ghi" in raised.value.vi


def with_rights_of_nobody(act: Callable[[], None]) -> None:
    """Root may write whatever is forbidden; so a child gives that up."""
    child = os.fork()
    if child == 0:
        if os.geteuid() == 0:
            os.setegid(NOBODY)
            os.seteuid(NOBODY)
        try:
            act()
        finally:
            os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@pytest.mark.parametrize("command", [["figure", "received"], ["load", "dossiers", "rows"]])
def test_a_file_that_is_no_database(tmp_path: Path, rows: Path, command: list[str]) -> None:
    file = tmp_path / "letter.db"
    file.write_text("Kính gửi Ủy ban nhân dân tỉnh, " * 200, encoding="utf-8")
    before = file.read_bytes()
    done = run(f"sqlite:///{file}", *(str(rows) if part == "rows" else part for part in command))
    assert_nothing_done(done, "hỏng", "is damaged or is no database", str(file))
    assert file.read_bytes() == before


def test_a_folder_that_cannot_be_made(tmp_path: Path, rows: Path) -> None:
    (tmp_path / "file").touch()
    url = f"sqlite:///{tmp_path}/file/tamnhin.db"
    assert_nothing_done(run(url, "load", "dossiers", str(rows)), "quyền", f"{tmp_path}/file")


def test_what_a_constraint_speaks_against_is_named(settled: Engine) -> None:
    row = {"code": "1", "agency_code": "NOWHERE", "field": "", "channel": "post", "state": 99}
    times = {"received_at": datetime(2024, 6, 3), "received_day": 20240603, "content_hash": ""}
    with pytest.raises(DatabaseRefused, match="constraint"), writing(settled) as connection:
        connection.execute(insert(dossiers).values(row | times))


def test_a_wrong_statement_stays_a_bug(settled: Engine) -> None:
    with pytest.raises(DBAPIError), reading(settled) as connection:
        connection.exec_driver_sql("SELECT no_such_column FROM dossiers")
