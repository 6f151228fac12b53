"""A history in Parquet is folded on a real cluster: a master and two workers, each a process."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pandas as pd
import psycopg
import pytest
from sqlalchemy import Connection, Engine, select, true

from data_access.engine import make_engine, reading, writing
from data_access.errors import TamNhinError
from data_access.migrate import upgrade
from data_access.rollups import of_fact
from data_access.schema import (
    agencies,
    archives,
    areas,
    dataset,
    dossiers,
    holidays,
    incidents,
    procedures,
)
from ingest.bulk import insert_rows
from ingest.outside.fold import Asked, fold_outside
from ingest.outside.months import CAME
from ingest.outside.parquet import read_frames, write_rows
from ingest.outside.rows import frames
from ingest.outside.spark import JARS
from ingest.proof import prove
from ingest.report import LoadReport
from ingest.rollup import rebuild
from tests.conftest import tamnhin
from tests.integration.cells import counted, held
from tests.spark_cluster import OWN, QUICK, Cluster, spark_cluster

MONTH = 202405
FACTS = (dossiers, incidents)
PLACES = (areas, agencies, procedures, holidays)
Facts = dict[Any, list[Any]]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with spark_cluster(tmp_path_factory.mktemp("spark")) as running:
        yield running


@pytest.fixture(autouse=True)
def on_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in OWN.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def source(small_demonstration_url: str) -> Iterator[Engine]:
    """Where the rows are in a database, and folded as they were loaded."""
    made = make_engine(small_demonstration_url)
    yield made
    made.dispose()


@pytest.fixture
def lake(source: Engine, tmp_path: Path) -> Path:
    """The same rows as Parquet, a file a table but for a month of dossiers, which has its own."""
    folder = tmp_path / "lake"
    here = dossiers.c.received_day.between(MONTH * 100, MONTH * 100 + 99)
    with reading(source) as connection:
        for fact in FACTS:
            where = ~here if fact is dossiers else true()
            rows = frames(connection, fact, where)
            write_rows(fact, rows, folder / fact.name / "rows.parquet", CAME[fact].name)
        write_rows(dossiers, frames(connection, dossiers, here), _file(folder), "code")
    return folder


@pytest.fixture
def target(source: Engine, postgres_database: str) -> Iterator[Engine]:
    """A PostgreSQL that knows places and agencies, and holds none of the rows."""
    made = make_engine(postgres_database)
    _settled(made, source)
    yield made
    made.dispose()


@pytest.fixture
def elsewhere(postgres_url: str) -> Iterator[str]:
    """The URL of another empty database, of somebody else's rows."""
    with psycopg.connect(postgres_url.replace("+psycopg", ""), autocommit=True) as server:
        server.execute("CREATE DATABASE elsewhere")
        yield postgres_url.removesuffix("postgres") + "elsewhere"
        server.execute("DROP DATABASE elsewhere WITH (FORCE)")


def test_months_are_folded_as_their_rows_are_whoever_dies_and_however_often(
    cluster: Cluster,
    source: Engine,
    lake: Path,
    target: Engine,
    elsewhere: str,
) -> None:
    rows = _facts(source)
    reports = _folded_while_a_worker_dies(cluster, target, lake)
    assert [each.inserted for each in reports] == [len(rows[fact]) for fact in FACTS]
    assert cluster.alive() == 1
    _assert_cells(target, rows)
    assert _same_cells(target, source)
    version = _version(target)

    _rewrite(lake)
    [report] = _fold(target, cluster, lake / "dossiers", month=MONTH)
    assert report.updated == report.read
    rows[dossiers] = [*_outside(rows[dossiers]), *_in(lake)]
    _assert_cells(target, rows)
    assert _version(target) == version + 1

    _as_rows(lake, elsewhere)
    [again] = _fold(target, cluster, elsewhere, cells=lake / "cells")
    assert (again.unchanged, again.moved) == (again.read, False)
    assert _version(target) == version + 1
    assert prove(target).holds
    kept = {Path(each.file) for each in _archives(target)}
    assert {each.parent for each in lake.glob("**/_SUCCESS")} <= {
        family for folder in kept for family in folder.iterdir()
    }


def test_what_would_count_twice_is_refused(cluster: Cluster, source: Engine, lake: Path) -> None:
    """Before anything is written: the rows of these months are in the database."""
    with pytest.raises(TamNhinError, match=str(MONTH)):
        _fold(source, cluster, lake / "dossiers", month=MONTH)
    assert _archives(source) == []
    assert list(lake.glob("**/_SUCCESS")) == []


def test_the_command_names_a_cluster_that_is_not_there_and_a_month_that_is_none(
    small_demonstration_url: str, tmp_path: Path
) -> None:
    fold = ("fold", "--spark", "spark://127.0.0.1:1", "--input", str(tmp_path))
    done = tamnhin(small_demonstration_url, *fold)
    assert (done.returncode, "127.0.0.1:1" in done.stderr) == (2, True)
    done = tamnhin(small_demonstration_url, *fold, "--month", "5/2024")
    assert (done.returncode, "YYYY-MM" in done.stderr) == (2, True)


def _file(lake: Path) -> Path:
    return lake / dossiers.name / f"month={MONTH}" / "rows.parquet"


def _folded_while_a_worker_dies(cluster: Cluster, target: Engine, lake: Path) -> list[LoadReport]:
    """The first cells are written when a worker is killed, others are not."""
    with ThreadPoolExecutor(1) as other:
        folding = other.submit(_fold, target, cluster, lake)
        while not list(lake.glob("**/dossier/_SUCCESS")) and not folding.done():
            time.sleep(0.02)
        assert not list(lake.glob("**/deadline/_SUCCESS"))
        cluster.kill_worker(0)
        return folding.result(timeout=240)


def _fold(engine: Engine, cluster: Cluster, given: Path | str, **asked: Any) -> list[LoadReport]:
    wanted = Asked(
        master=cluster.url, input=str(given), options={"spark.jars": JARS} | QUICK, **asked
    )
    return fold_outside(engine, wanted, province=None, progress=lambda *_: None)


def _rewrite(lake: Path) -> None:
    """As if a month had been corrected: half of it is gone, the rest went online."""
    file = _file(lake)
    rows = pd.concat(read_frames(dossiers, [file]))
    half = rows.iloc[::2].assign(channel="online").reset_index(drop=True)
    write_rows(dossiers, iter([half]), file, "code")


def _as_rows(lake: Path, url: str) -> None:
    """The dossiers of a lake as rows of a database, which JDBC reads."""
    engine = make_engine(url)
    upgrade(engine)
    with writing(engine) as connection:
        for frame in read_frames(dossiers, sorted((lake / "dossiers").rglob("rows.parquet"))):
            connection.exec_driver_sql("SET session_replication_role = replica")
            insert_rows(connection, dossiers, frame)
    engine.dispose()


def _settled(engine: Engine, source: Engine) -> None:
    upgrade(engine)
    with reading(source) as old, writing(engine) as connection:
        for table in (dataset, *PLACES):
            for frame in frames(old, table, true()):
                insert_rows(connection, table, frame)
        rebuild(connection)  # of procedures, which no fold outside brings


def _facts(engine: Engine) -> Facts:
    with reading(engine) as connection:
        return {fact: list(connection.execute(select(fact))) for fact in FACTS}


def _outside(rows: list[Any]) -> list[Any]:
    return [row for row in rows if row.received_day // 100 != MONTH]


def _in(lake: Path) -> list[Any]:
    frame = pd.concat(read_frames(dossiers, [_file(lake)])).astype(object)
    return list(frame.where(frame.notna(), None).itertuples(index=False))


def _assert_cells(engine: Engine, rows: Facts) -> None:
    """Against a count row by row that knows nothing of the measures."""
    with reading(engine) as connection:
        for fact in FACTS:
            for rollup in of_fact(fact):
                found = held(connection, rollup.table)
                assert found == counted(rollup, rows[fact]), rollup.table.name


def _same_cells(one: Engine, other: Engine) -> bool:
    with reading(one) as new, reading(other) as old:
        return all(_cells(new, fact) == _cells(old, fact) for fact in FACTS)


def _cells(connection: Connection, fact: Any) -> list[Any]:
    return [held(connection, rollup.table) for rollup in of_fact(fact)]


def _version(engine: Engine) -> int:
    with reading(engine) as connection:
        return int(connection.scalar(select(dataset.c.version)) or 0)


def _archives(engine: Engine) -> list[Any]:
    with reading(engine) as connection:
        return list(connection.execute(select(archives)))
