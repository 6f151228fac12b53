"""Files that no system should send: each ends in a clear message and exit 2 or 3 within ten
seconds, and the database is as it was but for good rows."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import time
from contextlib import closing, suppress
from pathlib import Path
from random import Random

import psutil
import pytest
from click.testing import CliRunner
from sqlalchemy import Connection, inspect, text

from cli import main
from config.settings import ROOT
from data_access import schema
from data_access.engine import make_engine
from tests.integration.faults.malformed.case import ASIDE, GOOD, HEADER, NOTHING_DONE, Case
from tests.integration.faults.malformed.every import every_case
from tests.integration.faults.state import DOORS

SEED = 20241227
WITHIN = 10
MOST_MEMORY = 300 << 20
EVERY = {case.file: case for case in every_case()}
Tables = dict[str, list[tuple[object, ...]]]


def run(url: str, *arguments: str) -> tuple[int, str]:
    settings = {"TAMNHIN_DATABASE_URL": url, "TAMNHIN_SECRET_KEY": "test"}
    done = CliRunner().invoke(main, list(arguments), env=settings)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stderr


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with a province in it."""
    folder = tmp_path_factory.mktemp("malformed")
    _prepare(f"sqlite:///{folder / 'made.db'}", folder)
    path = folder / "prepared.db"
    with closing(sqlite3.connect(folder / "made.db")) as made:
        made.execute("VACUUM INTO ?", (str(path),))
    return path


def _prepare(url: str, folder: Path) -> None:
    areas = folder / "areas.csv"
    areas.write_text("code,name,level\n44,Quảng Bình,province\n")
    agencies = folder / "agencies.csv"
    agencies.write_text("code,name,level\nA000,Sở số 0,province\n")
    assert run(url, "load", "areas", str(areas))[0] == 0
    assert run(url, "load", "agencies", str(agencies))[0] == 0


def tables(url: str) -> Tables:
    engine = make_engine(url)
    try:
        with engine.connect() as connection:
            names = inspect(connection).get_table_names()
            return {
                name: sorted(
                    map(tuple, connection.execute(text(f'SELECT * FROM "{name}"'))), key=repr
                )
                for name in names
            }
    finally:
        engine.dispose()


def _rows(connection: Connection, name: str) -> list[tuple[object, ...]]:
    rows = connection.execute(text(f'SELECT * FROM "{name}"'))
    return sorted(map(tuple, rows), key=repr)


def written(case: Case, folder: Path) -> list[str]:
    """The file, and what the command is asked to do with it."""
    path = folder / case.file
    path.write_bytes(case.make(Random(f"{SEED} {case.file}")))
    asked = ["load", case.table, str(path), "--json"]
    if case.source:
        mapping = folder / "mapping.toml"
        mapping.write_text(f"[source]\n{case.source}\n")
        asked += ["--mapping", str(mapping)]
    return asked


def test_there_are_200_of_them() -> None:
    assert len(every_case()) == len(EVERY) >= 200


@pytest.mark.parametrize("file", EVERY)
def test_a_malformed_file_is_told_and_leaves_nothing_but_good_rows(
    prepared: Path, tmp_path: Path, file: str
) -> None:
    case = EVERY[file]
    asked = written(case, tmp_path)
    url = f"sqlite:///{shutil.copy(prepared, tmp_path / 'copy.db')}"
    before, began = tables(url), time.monotonic()
    code, said = run(url, *asked)
    assert time.monotonic() - began < WITHIN
    assert code in case.ends, said
    after = tables(url)
    if code == NOTHING_DONE:
        assert said.startswith("tamnhin: ")
        assert file in said or "không có cột" in said
        assert len(said.splitlines()) == 2
        assert len(said) < 4_000
        assert after == before
    else:
        assert_only_good_rows(before, after)


@pytest.mark.parametrize(
    "file", ["bomb.xlsx", "bomb.csv.gz", "long_line.csv", "far_1048575_16383.xlsx"]
)
def test_the_installed_command_stays_within_its_time_and_memory(
    prepared: Path, tmp_path: Path, file: str
) -> None:
    asked = written(EVERY[file], tmp_path)
    url = f"sqlite:///{shutil.copy(prepared, tmp_path / 'copy.db')}"
    settings = {"TAMNHIN_DATABASE_URL": url, "TAMNHIN_SECRET_KEY": "test"}
    command = [str(Path(sys.executable).with_name("tamnhin")), *asked]
    with (tmp_path / "said").open("wb") as said:
        process = psutil.Popen(command, cwd=ROOT, env=os.environ | settings, stderr=said)
        held, spent = [], 0.0
        while process.poll() is None:
            with suppress(psutil.NoSuchProcess):
                held.append(_memory(process))
                spent = sum(process.cpu_times()[:4])  # a busy machine gives it fewer a second
            time.sleep(0.1)
    assert spent < WITHIN
    assert process.returncode in EVERY[file].ends
    assert 0 < max(held) < MOST_MEMORY
    assert "Traceback" not in (tmp_path / "said").read_text()


def _memory(process: psutil.Process) -> int:
    """Of the command and what it started, in bytes."""
    every = (process, *process.children(recursive=True))
    return sum(each.memory_info().rss for each in every)


def test_postgresql_takes_what_is_put_aside(postgres_database: str, tmp_path: Path) -> None:
    _prepare(postgres_database, tmp_path)
    before = tables(postgres_database)
    for case in every_case():
        if case.ends == ASIDE:
            code, said = run(postgres_database, *written(case, tmp_path))
            assert code in case.ends, said
    assert_only_good_rows(before, tables(postgres_database))


def assert_only_good_rows(before: Tables, after: Tables) -> None:
    assert len(after["quarantine"]) > len(before["quarantine"])
    good = {*map(tuple, GOOD), ("A000", "Sở số 0", "province")}
    at = [schema.agencies.columns.keys().index(name) for name in HEADER]
    assert {tuple(row[n] for n in at) for row in after["agencies"]} <= good
    grown = {"agencies", "quarantine", "loads", "sources", "dataset"}
    for name in before.keys() - grown - {*DOORS}:  # the audit tells of loads
        assert after[name] == before[name], name
