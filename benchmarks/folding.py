"""A history folded on Spark, beside the same one folded by its loads: cell for cell, and how long.

    python -m benchmarks.folding sqlite:////…/bench_20000000.db [copies]

Takes a database of `make bench`. Its dossiers go to Parquet; a master and two workers of one core
each fold them into a new PostgreSQL; every cube is compared with that of the database, and with one
that PostgreSQL adds up itself from the same rows. `copies`: so many times the rows, for the time
alone. The table of docs/scale.md was made so; `make bench` does not run it, it takes half an hour.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, delete, select, true

from benchmarks.databases import FOLDER
from data_access.engine import make_engine, reading, writing
from data_access.migrate import upgrade
from data_access.rollups import ALL, of_fact
from data_access.schema import agencies, archives, areas, dataset, dossiers, holidays, procedures
from ingest.bulk import insert_rows
from ingest.outside.fold import Asked, fold_outside
from ingest.outside.parquet import duck
from ingest.outside.rows import frames
from ingest.proof import prove
from ingest.rollup import rebuild
from tests.servers import postgres_process
from tests.spark_cluster import spark_cluster

WORK = FOLDER / "folding"
_TABLE = WORK / "rows.csv"
_PLACES = (dataset, areas, agencies, procedures, holidays)
_NAMES = ", ".join(column.name for column in dossiers.columns)
_TYPES = {"BOOLEAN": "BOOLEAN", "DATETIME": "TIMESTAMP", "INTEGER": "INTEGER"}
_POSTGRES = ("shared_buffers=1GB", "max_wal_size=8GB", "work_mem=64MB")


def main() -> int:
    url, copies = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    source = make_engine(url)
    with _told("rows to Parquet"):
        rows = _exported(source, copies)
    with postgres_process(*_POSTGRES) as server, spark_cluster(WORK) as cluster:
        target = make_engine(server.url)
        _settled(target, source)
        asked = Asked(master=cluster.url, input=str(WORK / "lake"), options={})
        for _ in range(2):
            with _told("folded on Spark"):
                [report] = fold_outside(target, asked, province=None, progress=lambda *_: None)
            print(report.line, flush=True)
        if copies > 1:
            return 0
        wrong = _differing(target, source)
        print(f"{rows:,} dossiers, {_cells(target):,} cells, {len(wrong)} cubes differ {wrong}")
        with _told("the same rows into PostgreSQL, and its own sums of them"):
            _brought_in(target)
            proof = prove(target)
        print(f"proof: {proof.cells:,} cells, {proof.wrong}")
    return 1 if wrong or not proof.holds else 0


@contextmanager
def _told(what: str) -> Iterator[None]:
    began = time.perf_counter()
    yield
    print(f"{what}: {time.perf_counter() - began:.1f} s", flush=True)


def _exported(source: Engine, copies: int) -> int:
    """By SQLite's own command and DuckDB: rows do not go through Python."""
    lake = WORK / "lake" / dossiers.name
    lake.mkdir(parents=True)
    with _TABLE.open("w") as out:
        command = ["sqlite3", "-csv", "-header", str(source.url.database)]
        subprocess.run([*command, f"SELECT {_NAMES} FROM {dossiers.name}"], stdout=out, check=True)
    types = {c.name: _TYPES.get(str(c.type), "VARCHAR") for c in dossiers.columns}
    with duck() as files:
        files.execute("SET memory_limit = '3GB'")
        read = f"read_csv('{_TABLE}', header = true, columns = {types}, nullstr = '')"
        for copy in range(copies):
            code = f"code || '-c{copy}'" if copy else "code"
            into = lake / f"rows-{copy}.parquet"
            files.execute(
                f"COPY (SELECT * REPLACE ({code} AS code) FROM {read}) TO '{into}'"
                " (FORMAT parquet, COMPRESSION zstd)"
            )
        [(rows,)] = files.execute(f"SELECT count(*) FROM '{lake}/*.parquet'").fetchall()
    return int(rows)


def _brought_in(target: Engine) -> None:
    """Rows in the place of what was folded: cubes stay, and must be what PostgreSQL adds up."""
    with writing(target) as connection:
        connection.exec_driver_sql("SET session_replication_role = replica")
        cursor: Any = connection.connection.cursor()
        copy = f"COPY {dossiers.name} ({_NAMES}) FROM STDIN (FORMAT csv, HEADER true)"
        with cursor.copy(copy) as into, _TABLE.open("rb") as rows:
            while part := rows.read(1 << 20):
                into.write(part)
        connection.execute(delete(archives))


def _settled(target: Engine, source: Engine) -> None:
    upgrade(target)
    with reading(source) as old, writing(target) as connection:
        for table in _PLACES:
            for frame in frames(old, table, true()):
                insert_rows(connection, table, frame)
        rebuild(connection)  # of procedures, which Spark does not fold


def _differing(one: Engine, other: Engine) -> list[str]:
    return [
        rollup.table.name
        for rollup in of_fact(dossiers)
        if any(a != b for a, b in zip(_rows(one, rollup), _rows(other, rollup), strict=True))
    ]


def _rows(engine: Engine, rollup: Any) -> Iterator[Any]:
    """In an order that does not hang on a database's alphabet."""
    keys = [column.name for column in rollup.table.primary_key.columns]
    names = [*keys, "folded", *(measure.column for measure in rollup.measures)]
    with reading(engine) as connection:
        ordered = [_bytewise(rollup.table.c[key], engine) for key in keys]
        query = select(*(rollup.table.c[name] for name in names)).order_by(*ordered)
        for row in connection.execute(query.execution_options(yield_per=20_000)):
            yield tuple(row)


def _bytewise(column: Any, engine: Engine) -> Any:
    text = column.type.python_type is str and engine.dialect.name == "postgresql"
    return column.collate("C") if text else column


def _cells(engine: Engine) -> int:
    with reading(engine) as connection:
        names = [rollup.table.name for rollup in ALL]
        counts = (connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"') for name in names)
        return sum(int(found.scalar() or 0) for found in counts)


if __name__ == "__main__":
    sys.exit(main())
