"""Two that watch the same database, as on two machines: one does each job, and when it is killed
the other does it soon."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from access.briefings import SCHEDULE, last_made, remember
from access.doors import Doors
from access.leases import LEASE_SECONDS, RENEWED_EVERY_SECONDS, Leases, holders, keeping, taken
from access.schema import briefings_made
from access.store import Store, store_of
from config.access import AccessRules
from config.settings import ROOT
from data_access.engine import make_engine, reading
from data_access.schema import alert_watch, documents, loads

TAKEN_OVER_WITHIN = 30.0
HEADER = "code,agency_code,direction,registered_at\n"
LOAD = """
[[sources.documents.load]]
table = "documents"
address = "{address}"
every = "1s"
"""
JOBS = {"alerts", "briefings", "forget applicants", "load documents"}


def url_of(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=False)


@dataclass(slots=True)
class Watcher:
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def own(self) -> str:
        """How its leases name it."""
        return f"/{self.process.pid}/"


@dataclass(frozen=True, slots=True)
class Two:
    folder: Path
    url: str
    engine: Engine
    store: Store

    def start(self, name: str) -> Watcher:
        log = self.folder / f"{name}.log"
        settings = {
            "TAMNHIN_DATABASE_URL": self.url,
            "TAMNHIN_SECRET_KEY": "test",
            "TAMNHIN_CONFIG": str(self.folder / "config"),
            "TAMNHIN_LOG": "text",
        }
        with log.open("wb") as file:
            process = subprocess.Popen(
                [sys.executable, "-m", "cli", "watch"],
                cwd=ROOT,
                env=os.environ | settings,
                stderr=file,
            )
        return Watcher(process, log)

    def put(self, name: str, *codes: str) -> None:
        path = self.folder / "in" / name
        path.parent.mkdir(exist_ok=True)
        rows = [f"{code},TP,in,2024-06-03 08:00\n" for code in codes]
        path.write_text(HEADER + "".join(rows), encoding="utf-8")
        settled = time.time() - 60
        os.utime(path, (settled, settled))

    def loaded(self) -> int:
        with reading(self.engine) as connection:
            return int(connection.scalar(select(func.count()).select_from(documents)) or 0)

    def loads(self) -> int:
        of_files = select(func.count()).where(loads.c.source.endswith(".csv"))
        with reading(self.engine) as connection:
            return int(connection.scalar(of_files) or 0)

    def looked(self) -> object:
        with reading(self.engine) as connection:
            return connection.scalar(select(alert_watch.c.evaluated_real))

    def done_by(self) -> set[str]:
        return set(holders(self.store).values())


def until(holds: object, *, within: float = 60.0) -> float:
    began = time.monotonic()
    while not holds():  # type: ignore[operator]
        assert time.monotonic() - began < within
        time.sleep(0.1)
    return time.monotonic() - began


@pytest.fixture
def two(settled_postgresql: str, tmp_path: Path) -> Iterator[Two]:
    config = tmp_path / "config"
    shutil.copytree(ROOT / "config", config, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    with (config / "province.toml").open("a", encoding="utf-8") as file:
        file.write(LOAD.format(address=tmp_path / "in" / "*.csv"))
    engine = make_engine(settled_postgresql)
    store = Store(store_of(settled_postgresql))
    yield Two(tmp_path, settled_postgresql, engine, store)
    engine.dispose()
    store.engine.dispose()


@contextmanager
def both(two: Two) -> Iterator[tuple[Watcher, Watcher]]:
    """The first has everything, the second waits."""
    watchers = [two.start("first")]
    try:
        until(lambda: holders(two.store).keys() >= JOBS)
        watchers.append(two.start("second"))
        until(lambda: "watching 1 sources" in watchers[1].log.read_text())
        yield watchers[0], watchers[1]
    finally:
        for each in watchers:
            each.process.kill()
            each.process.wait()


def test_one_does_each_job_and_another_goes_on_when_it_is_killed(two: Two) -> None:
    two.put("a.csv", "1", "2")
    with both(two) as (first, second):
        until(lambda: two.loaded() == 2 and two.looked() is not None)
        assert all(first.own in each for each in two.done_by())
        assert "TamNhin" not in second.log.read_text()
        before = two.looked()
        first.process.kill()
        first.process.wait()
        two.put("b.csv", "3")
        took = until(lambda: two.loaded() == 3, within=TAKEN_OVER_WITHIN)
        until(lambda: two.looked() != before, within=TAKEN_OVER_WITHIN - took)
        assert holders(two.store).keys() >= JOBS
        assert all(second.own in each for each in two.done_by())
        assert two.loads() == 2  # each file once, whoever did it
        second.process.terminate()
        assert second.process.wait(30) == 0
    assert two.done_by() == set()  # who ends as it was told keeps nobody waiting


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    made = Store(store_of(request.getfixturevalue(f"settled_{request.param}")))
    yield made
    made.engine.dispose()


def test_a_lease_is_one_holders_until_it_ends_by_the_databases_clock(store: Store) -> None:
    assert taken(store, "a", ["x", "y"], 60) == {"x", "y"}
    assert taken(store, "b", ["y", "z"], 60) == {"z"}
    assert taken(store, "a", ["x"], 0.0) == {"x"}
    time.sleep(0.02)
    assert taken(store, "b", ["x"], 60) == {"x"}
    assert holders(store) == {"x": "b", "y": "a", "z": "b"}


def test_who_lets_go_is_followed_at_once_and_who_gains_is_told(store: Store) -> None:
    said: list[str] = []
    first, second = Leases(store), Leases(store)
    for leases, name in ((first, "first"), (second, "second")):
        leases.share("job", lambda name=name: said.append(name))  # type: ignore[misc]
    ours = second.share("job", lambda: said.append("second"))
    with keeping(first):
        second.renew()
        assert not ours()
        first.renew()  # it keeps it: nobody is told again
    second.renew()
    assert ours()
    assert said == ["first", "second"]


def test_a_dead_holders_work_goes_on_in_time() -> None:
    assert LEASE_SECONDS + RENEWED_EVERY_SECONDS < TAKEN_OVER_WITHIN
    assert 2 * RENEWED_EVERY_SECONDS < LEASE_SECONDS  # one renewal may fail


def test_of_two_that_found_a_briefing_due_one_makes_it(store: Store) -> None:
    doors = Doors(store=store, rules=AccessRules())
    about = {"name": "thang", "title": "Tháng", "filters": "", "scope": "province"}
    told = {**about, "data_version": 1}
    first = remember(doors, SCHEDULE, told, b"1", after=0)
    assert first
    assert remember(doors, SCHEDULE, told, b"2", after=0) is None
    assert last_made(doors, SCHEDULE)["thang"].id == first
    second = remember(doors, SCHEDULE, told, b"3", after=first)
    with store.reading() as connection:
        bodies = list(connection.scalars(select(briefings_made.c.body)))
    assert [bytes(each) for each in bodies] == [b"1", b"3"]
    assert second
