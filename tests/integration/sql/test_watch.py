"""`tamnhin watch`: sources come by themselves; one that fails is said once and stops no other."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

import psycopg
import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Engine, func, select

from access.audit import newest
from access.doors import Doors
from access.store import Store, store_of
from cli import main
from config.access import AccessRules
from config.province import Province, read_province
from config.settings import ROOT
from data_access.engine import make_engine, reading
from data_access.schema import documents, dossiers, pulls
from ingest.watch.job import Job
from tests.integration.sql.joined import Joined
from tests.integration.sql.theirs import theirs_at, write_mapping
from tests.integration.test_load import assert_rollups_equal_rows

DOSSIERS = """
[[sources.one_stop.load]]
table = "dossiers"
address = "{address}"
mapping = "one_stop.toml"
every = "1s"
"""
DOCUMENTS = """
[[sources.documents.load]]
table = "documents"
address = "{address}"
every = "1s"
"""
HEADER = "code,agency_code,direction,registered_at\n"
PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Place:
    """A configuration folder, a folder for files, and our database."""

    folder: Path
    url: str
    engine: Engine

    def configure(self, *entries: str) -> Province:
        text = (ROOT / "config/province.toml").read_text(encoding="utf-8")
        (self.folder / "province.toml").write_text(text + "".join(entries), encoding="utf-8")
        return read_province(self.folder)

    def put(self, name: str, *codes: str) -> Path:
        path = self.folder / "in" / name
        path.parent.mkdir(exist_ok=True)
        rows = [f"{code},TP,in,2024-06-03 08:00\n" for code in codes]
        path.write_text(HEADER + "".join(rows), encoding="utf-8")
        settled = time.time() - 60
        os.utime(path, (settled, settled))
        return path

    def count(self, table: Any) -> int:
        with reading(self.engine) as connection:
            return int(connection.scalar(select(func.count()).select_from(table)) or 0)

    def pull(self, source: str) -> Any:
        with reading(self.engine) as connection:
            rows = connection.execute(
                select(pulls).where(pulls.c.source.contains(source, autoescape=True))
            )
            return rows.first()

    @property
    def environment(self) -> dict[str, str]:
        return {
            "TAMNHIN_DATABASE_URL": self.url,
            "TAMNHIN_SECRET_KEY": "test",
            "TAMNHIN_LOG": "text",
            "TAMNHIN_CONFIG": str(self.folder),
        }

    def run(self, *arguments: str) -> Result:
        return CliRunner().invoke(main, list(arguments), env=self.environment)


@pytest.fixture
def place(settled_sqlite: str, tmp_path: Path) -> Iterator[Place]:
    folder = tmp_path / "config"
    folder.mkdir()
    write_mapping(folder)
    engine = make_engine(settled_sqlite)
    yield Place(folder, settled_sqlite, engine)
    engine.dispose()


@contextmanager
def watching(place: Place, log: Path, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    command: list[str | Path] = [Path(sys.executable).with_name("tamnhin"), "watch"]
    with log.open("wb") as file:
        process = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | place.environment | environment, stderr=file
        )
        try:
            yield process
        finally:
            process.kill()
            process.wait()


def until(holds: Callable[[], object]) -> None:
    ends = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < ends
        time.sleep(0.1)


def stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    assert process.wait(PATIENCE) == 0


def test_one_source_fails_another_goes_on_and_both_are_said_once(
    place: Place, postgres_database: str, postgres_url: str, tmp_path: Path
) -> None:
    place.configure(
        DOSSIERS.format(address="env:ONE_STOP_URL"),
        DOCUMENTS.format(address=place.folder / "in" / "*.csv"),
    )
    place.put("a.csv", "1", "2")
    name = postgres_database.rpartition("/")[2]
    first, second = tmp_path / "first.log", tmp_path / "second.log"
    with theirs_at(postgres_database) as theirs:
        theirs.put(1, 2)
    with watching(place, first, ONE_STOP_URL=postgres_database) as process:
        until(lambda: place.count(dossiers) == 2 and place.count(documents) == 2)
        _on_server(postgres_url, f"DROP DATABASE {name} WITH (FORCE)")
        until(lambda: place.pull(name).failures >= 2)
        place.put("b.csv", "3")
        until(lambda: place.count(documents) == 3)
        stop(process)
    assert place.count(dossiers) == 2
    assert "không" in place.pull(name).problem.lower()
    assert first.read_text().count("WARNING one_stop / dossiers") == 1
    with watching(place, second, ONE_STOP_URL=postgres_database) as process:
        failures = place.pull(name).failures
        until(lambda: place.pull(name).failures > failures)
        _on_server(postgres_url, f"CREATE DATABASE {name}")
        with theirs_at(postgres_database) as theirs:
            theirs.put(1, 2, 3)
        until(lambda: place.count(dossiers) == 3)
        until(lambda: "works again" in second.read_text())
        stop(process)
    assert "WARNING" not in second.read_text()
    assert second.read_text().count("works again") == 1
    assert (place.pull(name).failures, place.pull(name).problem) == (0, None)
    assert place.pull("in/a.csv").watermark.startswith("file ")
    assert_rollups_equal_rows(place.engine)


def _on_server(url: str, statement: str) -> None:
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as server:
        server.execute(statement)


def test_what_is_being_written_when_it_is_told_to_stop_is_written_whole(
    place: Place, tmp_path: Path
) -> None:
    codes = [str(number) for number in range(30_000)]
    place.configure(DOCUMENTS.format(address=place.put("many.csv", *codes)))
    log = tmp_path / "watch.log"
    with watching(place, log) as process:
        until(lambda: "watching 1 sources" in log.read_text())
        time.sleep(0.3)
        stop(process)
    assert place.count(documents) in (0, len(codes))
    assert_rollups_equal_rows(place.engine)
    assert place.run("watch", "--once").exit_code == 0
    assert place.count(documents) == len(codes)


def test_files_come_in_order_and_again_only_when_they_hold_something_else(place: Place) -> None:
    place.configure(DOCUMENTS.format(address=place.folder / "in" / "*.csv"))
    late, early = place.put("a.csv", "1"), place.put("z.csv", "1", "2")
    early.write_text(early.read_text().replace("1,TP,in", "1,TP,out"))
    os.utime(early, (1_700_000_000, 1_700_000_000))
    assert place.run("watch", "--once").exit_code == 0
    with reading(place.engine) as connection:
        direction = select(documents.c.direction).where(documents.c.code == "1")
        assert connection.scalar(direction) == "in"
    os.utime(late, (1_700_000_001, 1_700_000_001))
    place.put("fresh.csv", "3").touch()
    assert place.run("watch", "--once").exit_code == 0
    assert place.count(documents) == 2


def test_a_file_that_cannot_be_read_stops_no_other_and_ends_in_2(place: Place) -> None:
    place.configure(DOCUMENTS.format(address=place.folder / "in" / "*.csv"))
    place.put("a.csv", "1").write_bytes(b"\x00\x01\x02")
    os.utime(place.folder / "in" / "a.csv", (1_700_000_000, 1_700_000_000))
    place.put("b.csv", "2")
    assert place.run("watch", "--once").exit_code == 2
    assert place.count(documents) == 1
    assert "a.csv" in place.pull("in/*.csv").problem
    place.put("a.csv", "1", "99,nobody")
    assert place.run("watch", "--once").exit_code == 3
    assert place.pull("in/*.csv").problem is None


def test_what_is_wrong_with_the_configuration_is_said_by_check_and_by_watch(place: Place) -> None:
    place.configure()
    nothing = place.run("watch")
    assert nothing.exit_code == 2
    assert "[[sources.one_stop.load]]" in nothing.stderr
    place.configure(
        DOSSIERS.format(address="env:NOT_SET").replace('"one_stop.toml"', '"absent.toml"'),
        DOCUMENTS.format(address="x.csv").replace('"documents"', '"documnets"'),
    )
    checked = place.run("check")
    assert checked.exit_code == 2
    assert "absent.toml" in checked.stdout
    assert "documnets" in checked.stdout
    for wrong in ('every = "soon"', 'at = "25:00"', 'every = "1s"\nat = "06:00"', 'evry = "1s"'):
        with pytest.raises(ValueError, match="one_stop"):
            place.configure(DOSSIERS.format(address="x").replace('every = "1s"', wrong))
    place.configure(DOSSIERS.format(address="x").replace('every = "1s"', 'cron = "each day"'))
    assert "cron" in place.run("watch").stderr


def test_deletions_that_somebody_has_to_look_at_do_not_hold_up_what_is_new(
    one: Joined, place: Place
) -> None:
    write_mapping(place.folder, deletes='[deletes]\ncompare = "24h"')
    (spec,) = place.configure(DOSSIERS.format(address=one.theirs.url)).sources["one_stop"].loads
    job = Job(
        place.engine, read_province(place.folder), spec, Lock(), lambda: False, lambda _: None
    )
    one.theirs.put(1, 2, 3)
    assert job.run()
    one.theirs.drop(1, 2)
    one.theirs.put(4, at="2024-06-05 08:00:00")
    with place.engine.begin() as connection:
        connection.execute(pulls.update().values(compared_at=None))
    for failures in (1, 2):
        assert job.run()
        assert place.count(dossiers) == 4
        assert "--accept-deletes" in place.pull("theirs.db").problem
        assert job.failures == failures
    address = one.theirs.url
    mapping = str(place.folder / "one_stop.toml")
    arguments = ("load", "dossiers", address, "--mapping", mapping, "--accept-deletes")
    assert place.run(*arguments).exit_code == 0
    assert place.count(dossiers) == 2
    again = Job(
        place.engine, read_province(place.folder), spec, Lock(), lambda: False, lambda _: None
    )
    assert again.run()
    assert place.pull("theirs.db").problem is None


def test_a_database_whose_address_is_not_set_is_a_failure_until_it_is(
    one: Joined, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.configure(DOSSIERS.format(address="env:ONE_STOP_URL"))
    assert place.run("watch", "--once").exit_code == 2
    assert "ONE_STOP_URL" in place.pull("env:").problem
    monkeypatch.setenv("ONE_STOP_URL", one.theirs.url)
    one.theirs.put(1)
    assert place.run("watch", "--once").exit_code == 0
    assert place.pull("env:") is None
    assert place.count(dossiers) == 1


def test_what_comes_by_schedule_is_in_the_audit(place: Place) -> None:
    place.configure(DOCUMENTS.format(address=place.folder / "in" / "*.csv"))
    place.put("a.csv", "1", "2")
    assert place.run("watch", "--once").exit_code == 0
    assert place.run("watch", "--once").exit_code == 0  # nothing new: nothing to be told
    doors = Doors(store=Store(store_of(place.url)), rules=AccessRules())
    [line] = newest(doors, 10)
    assert (line.what, line.about["table"], line.about["inserted"]) == ("loaded", "documents", 2)
    assert line.who.startswith("command:")
