"""The first load of a province's dossiers from CSV, against a bare insert of the same rows.

`tamnhin load` reads, checks, works out deadlines and durations, and fills the rollups; the bare
insert knows what comes of it (every column of the finished table, from CSV as well) and only
writes it, into the same table with its keys and indexes.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from sqlalchemy import Engine, select

from benchmarks.databases import FOLDER, settled
from benchmarks.machine import peak_mb
from benchmarks.stores import Store
from config.settings import ROOT
from data_access.engine import make_engine
from data_access.schema import dossiers
from ingest.demo.build import SOURCE
from ingest.load import load_frame

LOADED, BARE = "loading", "bare"
PLACES = ("areas", "agencies", "procedures")  # what dossiers refer to
_NAMES = ", ".join(column.name for column in dossiers.columns)
TAMNHIN = Path(sys.executable).with_name("tamnhin")


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstLoad:
    """Seconds of both, and the most memory that the loading process held."""

    dossiers: int
    seconds: float
    bare_seconds: float
    peak_mb: float


def first_load(store: Store, made: Mapping[str, pd.DataFrame]) -> FirstLoad:
    """`made`: the tables of a run of the generator."""
    given, finished = FOLDER / "dossiers.csv", FOLDER / f"finished-{store.kind}.csv"
    made["dossiers"].to_csv(given, index=False)
    for name in (LOADED, BARE):
        store.create(name)
        settled(engine := make_engine(store.url(name)))
        for table in PLACES:
            load_frame(engine, table, made[table], source=SOURCE)
        engine.dispose()
    seconds, peak = _load(store.url(LOADED), given)
    _write_finished(store.url(LOADED), finished)
    bare = _insert(store.url(BARE), finished)
    for name in (LOADED, BARE):
        store.drop(name)
    given.unlink()
    finished.unlink()
    return FirstLoad(
        dossiers=len(made["dossiers"]), seconds=seconds, bare_seconds=bare, peak_mb=peak
    )


def _load(url: str, file: Path) -> tuple[float, float]:
    """The command itself, from its start to its end: seconds, and its peak of memory in MB."""
    settings = {"TAMNHIN_DATABASE_URL": url, "TAMNHIN_SECRET_KEY": "bench"}
    began, peak = time.perf_counter(), 0.0
    command = [str(TAMNHIN), "load", "dossiers", str(file), "--json"]
    process = subprocess.Popen(
        command, cwd=ROOT, env=os.environ | settings, stdout=subprocess.DEVNULL
    )
    while process.poll() is None:
        peak = max(peak, peak_mb(process.pid))
        time.sleep(0.02)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended in {process.returncode}")
    return time.perf_counter() - began, peak


def _write_finished(url: str, file: Path) -> None:
    engine = make_engine(url)
    with engine.connect() as connection, file.open("w", newline="") as out:
        writer = csv.writer(out)
        for row in connection.execution_options(yield_per=10_000).execute(select(dossiers)):
            writer.writerow(row)
    engine.dispose()


def _insert(url: str, file: Path) -> float:
    engine = make_engine(url)
    began = time.perf_counter()
    with file.open(newline="") as rows:
        reader = ([value or None for value in row] for row in csv.reader(rows))
        if engine.dialect.name == "postgresql":
            _copy(engine, reader)
        else:
            _execute_many(engine, reader)
    seconds = time.perf_counter() - began
    engine.dispose()
    return seconds


def _execute_many(engine: Engine, rows: Iterator[Any]) -> None:
    marks = ", ".join("?" * len(dossiers.columns))
    statement = f"INSERT INTO dossiers ({_NAMES}) VALUES ({marks})"
    raw: Any = engine.raw_connection()
    cursor = raw.cursor()
    cursor.execute("PRAGMA cache_size = -32768")  # what a load has, too
    cursor.execute("BEGIN")
    cursor.executemany(statement, rows)
    cursor.execute("COMMIT")
    raw.close()


def _copy(engine: Engine, rows: Iterator[Any]) -> None:
    raw: Any = engine.raw_connection()
    with raw.cursor().copy(f"COPY dossiers ({_NAMES}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
    raw.commit()
    raw.close()
