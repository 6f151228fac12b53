"""Rows folded on Apache Spark: what they add to every cube, by the month in which they came.

Rows are read from Parquet or from another database by JDBC; what is written are cells in Parquet,
in a folder that the cluster and this process both see. Nothing of the database is touched here: a
job that fails, or that is run again, leaves nothing behind but files that nobody refers to.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Column, ColumnElement, Table, case, func, select

from data_access.days import WAITING
from data_access.dialects import Dialect, written
from data_access.errors import TamNhinError
from ingest.images import needed
from ingest.outside.cells import cells_by_month, families
from ingest.outside.months import CAME, ROW_MONTH, came_in, month_of
from ingest.sql.address import is_database, parsed, shown
from ingest.tables import spec_of

JARS = "/usr/share/java/postgresql.jar"  # Debian's libpostgresql-jdbc-java
_ROWS_A_TASK = 1_000_000
_ANSWERS_WITHIN = 5.0  # seconds, of a master
_NAMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthOfRows:
    """`newest`: the newest thing that its rows tell of, UTC; `last_day`: on which one of them
    changed anything."""

    month: int
    rows: int
    newest: datetime | None
    last_day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """What a table's rows add, in `folder`: one folder of Parquet files a family."""

    fact: Table
    folder: Path
    months: tuple[MonthOfRows, ...]


@contextmanager
def spark_session(master: str, options: Mapping[str, str]) -> Iterator[Any]:
    """A session on a cluster, ended with the block. Raises TamNhinError when pyspark or the cluster
    is not there, or when a job fails for good."""
    try:
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise TamNhinError(
            vi="Chưa cài pyspark. Chạy: pip install 'tamnhin[spark]' (cần Java 17).",
            en="pyspark is not installed. Run: pip install 'tamnhin[spark]' (it needs Java 17).",
        ) from error
    _reach(master)
    builder = SparkSession.builder.master(master).appName("tamnhin fold")
    settings = {
        "spark.ui.enabled": "false",
        "spark.sql.session.timeZone": "UTC",
        "spark.ui.showConsoleProgress": "false",
        **options,
    }
    for name, value in settings.items():
        builder = builder.config(name, value)
    try:
        session = builder.getOrCreate()
        session.sparkContext.setLogLevel("ERROR")
        try:
            yield session
        finally:
            session.stop()
    except (Py4JError, PySparkException) as error:
        said = str(error).strip().partition("\n")[0][:300]
        raise TamNhinError(
            vi=f"Spark dừng: {said}. Cơ sở dữ liệu không đổi; sửa rồi chạy lại lệnh.",
            en=f"Spark gave up: {said}. The database is unchanged; mend it and run it again.",
        ) from error


def _reach(master: str) -> None:
    """Spark itself would go on trying for a minute, and then say something else."""
    if not master.startswith("spark://"):
        return
    first = urlsplit(master.split(",")[0])
    try:
        address = (first.hostname or "", first.port or 7077)
        socket.create_connection(address, _ANSWERS_WITHIN).close()
    except (OSError, ValueError) as error:
        raise TamNhinError(
            vi=f"Không nối được tới Spark tại {master}: {error}. Kiểm tra địa chỉ và tiến trình"
            " master.",
            en=f"Spark cannot be reached at {master}: {error}. Check the address and its master.",
        ) from error


def tables_in(given: str) -> list[Table]:
    """Which tables an input has: a database all that can be folded, a folder those that it has a
    folder of; any other folder holds dossiers."""
    if is_database(given):
        if parsed(given).get_backend_name() != "postgresql":
            raise TamNhinError(
                vi="--input chỉ nhận cơ sở dữ liệu PostgreSQL, hoặc thư mục các tệp Parquet.",
                en="--input takes a PostgreSQL database or a folder of Parquet files only.",
            )
        return list(CAME)
    folder = Path(given)
    if not folder.is_dir():
        raise TamNhinError(
            vi=f"Không có thư mục '{given}'. --input là thư mục các tệp Parquet (mỗi bảng một thư"
            " mục con, ví dụ dossiers/) hoặc địa chỉ cơ sở dữ liệu.",
            en=f"There is no folder '{given}'. --input is a folder of Parquet files (a subfolder"
            " each table, as dossiers/) or the address of a database.",
        )
    named = [fact for fact in CAME if (folder / fact.name).is_dir()]
    return named or [next(iter(CAME))]


def name_of(given: str) -> str:
    """An input as it is told, without a password."""
    return shown(parsed(given)) if is_database(given) else str(Path(given).resolve())


def fold_rows(
    session: Any, given: str, fact: Table, folder: Path, month: int | None
) -> Folded | None:
    """Of all months, or of one; None where there is no row."""
    rows = _jdbc(session, given, fact) if is_database(given) else _parquet(session, given, fact)
    if rows is None:
        return None
    _check_columns(fact, rows.columns, given)
    rows.createOrReplaceTempView(fact.name)
    where = came_in(fact, month) if month else None
    months = _months(session, fact, where)
    if not months:
        return None
    _check_keys(session, fact, where)
    tasks = max(2, sum(each.rows for each in months) // _ROWS_A_TASK)
    session.conf.set("spark.sql.shuffle.partitions", str(tasks))
    for of in families(fact):
        statement = written(cells_by_month(of, where), (fact,), Dialect.SPARK)
        session.sql(statement).write.mode("overwrite").parquet((folder / of.name).as_uri())
    return Folded(fact=fact, folder=folder, months=months)


def _parquet(session: Any, given: str, fact: Table) -> Any:
    own = Path(given) / fact.name
    folder = own if own.is_dir() else Path(given)
    if next(folder.rglob("*.parquet"), None) is None:
        return None
    return session.read.option("recursiveFileLookup", "true").parquet(folder.resolve().as_uri())


def _jdbc(session: Any, given: str, fact: Table) -> Any:
    """Read in as many parts as the cluster has cores, by the day on which rows came."""
    url = parsed(given)
    names = ", ".join(column.name for column in _read(fact))
    reader = session.read.format("jdbc").options(
        url=f"jdbc:postgresql://{url.host or 'localhost'}:{url.port or 5432}/{url.database}",
        dbtable=f"(SELECT {names} FROM {fact.name}) AS {fact.name}",  # noqa: S608
        driver="org.postgresql.Driver",
        user=url.username or "",
        password=url.password or "",
        fetchsize="10000",
    )
    day = CAME[fact].name
    first, last = reader.load().selectExpr(f"min({day})", f"max({day})").first()
    if first is None:
        return None
    parts = str(max(2, session.sparkContext.defaultParallelism) * 2)
    return reader.options(
        partitionColumn=day, lowerBound=first, upperBound=last + 1, numPartitions=parts
    ).load()


def _read(fact: Table) -> list[Column[Any]]:
    """What is read of a row: its key, what cubes are made of, and when what happened."""
    told = {*spec_of(fact.name).keys, *spec_of(fact.name).events}
    wanted = {column.name for column in (*needed(fact), CAME[fact])}
    return [column for column in fact.columns if column.name in wanted | told]


def _check_columns(fact: Table, given: Sequence[str], source: str) -> None:
    absent = [column.name for column in _read(fact) if column.name not in given]
    if absent:
        raise TamNhinError(
            vi=f"Bảng {fact.name} của '{name_of(source)}' thiếu cột {', '.join(absent)}. Các cột là"
            " của bảng cùng tên trong cơ sở dữ liệu, kể cả cột tính khi nạp; 'tamnhin archive' ghi"
            " ra đúng các cột đó.",
            en=f"Table {fact.name} of '{name_of(source)}' lacks {', '.join(absent)}. Its columns"
            " are those of the table in the database, what is worked out at load included; 'tamnhin"
            " archive' writes them so.",
        )


def _months(
    session: Any, fact: Table, where: ColumnElement[bool] | None
) -> tuple[MonthOfRows, ...]:
    """Raises TamNhinError for a row that would count nowhere, since it lacks an agency or a day."""
    spec, month, read = spec_of(fact.name), month_of(fact), _read(fact)
    days = [c for c in read if c.name.endswith("_day") and c.name != "deadline_day"]
    needs = [column for column in read if not column.nullable]
    query: Any = select(
        month.label(ROW_MONTH),
        func.count().label("rows"),
        *(func.max(fact.c[name]).label(name) for name in spec.events),
        *(func.max(case((day < WAITING, day), else_=0)).label(f"last_{day.name}") for day in days),
        *((func.count() - func.count(column)).label(f"no_{column.name}") for column in needs),
    )
    query = query.group_by(month) if where is None else query.where(where).group_by(month)
    found = session.sql(written(query, (fact,), Dialect.SPARK)).collect()
    gaps = [c.name for c in needs if any(row[f"no_{c.name}"] for row in found)]
    if gaps:
        raise TamNhinError(
            vi=f"Bảng {fact.name} có dòng thiếu {', '.join(gaps)}. Bổ sung ở nguồn rồi chạy lại.",
            en=f"Table {fact.name} has rows without {', '.join(gaps)}. Complete them at the"
            " source and run it again.",
        )
    return tuple(
        MonthOfRows(
            month=row[ROW_MONTH],
            rows=row["rows"],
            newest=max((row[name] for name in spec.events if row[name]), default=None),
            last_day=max(row[f"last_{day.name}"] for day in days),
        )
        for row in sorted(found, key=lambda row: row[ROW_MONTH])
    )


def _check_keys(session: Any, fact: Table, where: ColumnElement[bool] | None) -> None:
    """A row that is there twice would count twice."""
    keys = [fact.c[name] for name in spec_of(fact.name).keys]
    again = select(*keys).group_by(*keys).having(func.count() > 1).limit(_NAMED)
    again = again if where is None else again.where(where)
    twice = session.sql(written(again, (fact,), Dialect.SPARK)).collect()
    if twice:
        named = ", ".join("/".join(map(str, row)) for row in twice)
        raise TamNhinError(
            vi=f"Bảng {fact.name} có khóa lặp lại: {named}… Mỗi dòng chỉ được có một lần.",
            en=f"Table {fact.name} has keys more than once: {named}… Each row may come only once.",
        )
