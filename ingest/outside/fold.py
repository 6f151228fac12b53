"""What Spark made of rows, brought into the cubes: in one transaction, as a difference to what the
same months added before. The same rows again are no difference, and change nothing."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Engine, Table, delete, exists, select

from config.province import Province
from data_access import clock
from data_access.engine import reading, writing
from data_access.errors import TamNhinError
from data_access.rollups import FOLDED
from data_access.schema import agencies, dataset, procedures
from ingest import ledger
from ingest.bulk import add_up, tune, uncollected
from ingest.notes import Notes
from ingest.opening import system_of
from ingest.outside import archives
from ingest.outside.adding import by_folder, grouped, rows_of, summed
from ingest.outside.archives import FOLDED_ELSEWHERE, MOVED
from ingest.outside.cells import Family, families
from ingest.outside.months import CAME, ROW_MONTH, came_in
from ingest.outside.parquet import duck
from ingest.outside.spark import Folded, fold_rows, name_of, spark_session, tables_in
from ingest.report import LoadReport
from ingest.rollup import rebuild

CELLS = "_tamnhin"  # Spark reads no folder whose name begins so
Progress = Callable[[str, int, int | None], None]
_CODES = {"agency_code": agencies, "procedure_code": procedures}
_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """`input`: a folder of Parquet, or a database; `cells`: the folder for what Spark makes of it,
    which the cluster, this process and later ones see."""

    master: str
    input: str
    month: int | None = None
    cells: Path | None = None
    options: Mapping[str, str]

    @property
    def folder(self) -> Path:
        if self.cells is None and "://" in self.input:
            raise TamNhinError(
                vi="Với --input là cơ sở dữ liệu, cần --cells: thư mục mà cả cụm Spark và máy này"
                " cùng thấy.",
                en="With a database as --input, --cells is needed: a folder that the cluster and"
                " this machine both see.",
            )
        return (self.cells or Path(self.input) / CELLS).resolve()


def fold_outside(
    engine: Engine, asked: Asked, *, province: Province | None, progress: Progress
) -> list[LoadReport]:
    """A report a table. Raises TamNhinError when nothing was done."""
    with reading(engine) as connection:
        ledger.check_tables(connection)
        identity = str(connection.scalar(select(dataset.c.identity)))
    facts, folded = tables_in(asked.input), []
    made = {fact: asked.folder / identity / fact.name / uuid4().hex[:12] for fact in facts}
    try:
        with spark_session(asked.master, asked.options) as session:
            for number, (fact, into) in enumerate(made.items(), start=1):
                began = time.perf_counter()
                found = fold_rows(session, asked.input, fact, into, asked.month)
                progress("fold", number, len(facts))
                if found is not None:
                    folded.append((found, time.perf_counter() - began))
        if not folded:
            raise TamNhinError(
                vi=f"'{name_of(asked.input)}' không có dòng nào để gộp.",
                en=f"'{name_of(asked.input)}' has no rows to fold.",
            )
        return _bring_in(engine, folded, name_of(asked.input), province)
    finally:
        for fact, into in made.items():
            _tidy(engine, fact, [into])


def _bring_in(
    engine: Engine,
    folded: Sequence[tuple[Folded, float]],
    source: str,
    province: Province | None,
) -> list[LoadReport]:
    """All tables in one transaction, under one data version: readers see all of it or nothing."""
    reports, left = [], {}
    with uncollected(), writing(engine) as connection:
        tune(connection)
        now, changes = clock.now(connection), []
        anew = bool(connection.scalar(select(dataset.c.rollups_due)))
        for each, seconds in folded:
            began = time.perf_counter()
            held = archives.held(connection, each.fact, FOLDED_ELSEWHERE)
            before = {month.month: month for month in held}
            _check_apart(connection, each)
            _check_codes(connection, each)
            changed = _bring(connection, each, before, source, anew=anew)
            changes.append((each, before, changed, seconds + time.perf_counter() - began))
            left[each.fact] = [Path(month.file) for month in held]
        if anew:
            rebuild(connection)
        anything = any(changed for _, _, changed, _ in changes)
        version = ledger.bump(connection, changed=anything, places=False)
        for each, before, changed, seconds in changes:
            system = system_of(province, each.fact.name, source)
            _renew(connection, each, before, changed, system, now)
            reports.append(_report(each, before, changed, source, version, seconds))
            ledger.write_load(connection, reports[-1], now, system=system)
    for fact, folders in left.items():
        _tidy(engine, fact, folders)
    return reports


def _renew(
    connection: Connection,
    folded: Folded,
    before: Mapping[int, Any],
    changed: set[int],
    system: str,
    now: datetime,
) -> None:
    newest = [each.newest for each in folded.months if each.newest]
    rows = {each.month: each.rows for each in folded.months}
    ledger.renew_source(
        connection,
        system,
        as_of=min(max(newest), now) if newest else None,
        now=now,
        added=sum(rows[m] - (before[m].rows if m in before else 0) for m in changed),
    )


def _bring(
    connection: Connection,
    folded: Folded,
    before: Mapping[int, Any],
    source: str,
    *,
    anew: bool,
) -> set[int]:
    """The months that add something else than before, which is what is written. `anew`: after a
    new version, whose cubes are others, what was kept is of no use."""
    months = {each.month for each in folded.months}
    if anew and (left := sorted(set(before) - months)):
        raise TamNhinError(
            vi=f"Sau khi nâng cấp phải gộp lại mọi tháng; --input thiếu các tháng {left}.",
            en=f"After an upgrade all months must be folded again; --input lacks months {left}.",
        )
    moved = months if anew else set()
    for of in () if anew else families(folded.fact):
        moved |= _difference(connection, of, folded, before)
    _keep(connection, folded, moved, source)
    return moved


def _difference(
    connection: Connection, of: Family, folded: Folded, before: Mapping[int, Any]
) -> set[int]:
    """Adds what has changed to the cubes of a family; the months of rows that changed it."""
    months = [each.month for each in folded.months]
    again = by_folder([before[month] for month in months if month in before])
    with duck() as files:
        rows = [rows_of(files, of, {str(folded.folder): months})]
        if again:
            rows.append(rows_of(files, of, again, sign=-1))
        keys = {name: name for name in (ROW_MONTH, *of.keys)}
        cells = grouped(" UNION ALL ".join(rows), keys, of.sums)
        files.execute(f"CREATE TEMP TABLE moved AS {cells}")
        moved = files.execute(f"SELECT DISTINCT {ROW_MONTH} FROM moved").fetchall()  # noqa: S608
        for rollup in of.rollups if moved else ():
            for columns in summed(files, of, rollup, "FROM moved"):
                add_up(connection, rollup.table, columns)
            connection.execute(delete(rollup.table).where(rollup.table.c[FOLDED] == 0))
    return {int(month) for (month,) in moved}


def _keep(connection: Connection, folded: Folded, months: set[int], source: str) -> None:
    now = clock.now(connection)
    for each in folded.months:
        if each.month in months:
            archives.keep(
                connection,
                folded.fact,
                month=each.month,
                part=0,
                how=FOLDED_ELSEWHERE,
                file=folded.folder,
                origin=source,
                rows=each.rows,
                last_day=each.last_day,
                now=now,
            )


def _check_apart(connection: Connection, folded: Folded) -> None:
    """A month counts by rows of one place: what is in the database, or was moved out of it, counts
    already."""
    fact = folded.fact
    moved = {each.month for each in archives.held(connection, fact, MOVED)}
    twice = [
        each.month
        for each in folded.months
        if each.month in moved
        or connection.scalar(select(exists(select(CAME[fact]).where(came_in(fact, each.month)))))
    ]
    if twice:
        named = ", ".join(map(str, twice[:_NAMED])) + ("…" if len(twice) > _NAMED else "")
        raise TamNhinError(
            vi=f"Tháng {named}: dòng của bảng {fact.name} đã có trong cơ sở dữ liệu hoặc trong kho"
            " lưu trữ, gộp nữa sẽ tính hai lần. Gộp từng tháng khác bằng --month, hoặc bỏ các"
            " tháng đó khỏi --input.",
            en=f"Months {named}: rows of table {fact.name} are in the database or in its archive"
            " already and would count twice. Fold other months by --month, or leave these out of"
            " --input.",
        )


def _check_codes(connection: Connection, folded: Folded) -> None:
    """What has a code that nobody knows would count in the province and in no unit of it."""
    for name, table in _CODES.items():
        of = next((each for each in families(folded.fact) if name in each.keys), None)
        if of is None:
            continue
        with duck() as files:
            cells = rows_of(files, of, {str(folded.folder): [m.month for m in folded.months]})
            query = f"SELECT DISTINCT {name} FROM ({cells})"  # noqa: S608
            found = {code for (code,) in files.execute(query).fetchall()}
        unknown = sorted(found - set(connection.scalars(select(table.c.code))))
        if unknown:
            named = ", ".join(unknown[:_NAMED]) + ("…" if len(unknown) > _NAMED else "")
            raise TamNhinError(
                vi=f"Bảng {folded.fact.name} có {name} chưa biết: {named}. Nạp bảng {table.name}"
                " trước.",
                en=f"Table {folded.fact.name} has unknown codes in {name}: {named}. Load table"
                f" {table.name} first.",
            )


def _report(
    folded: Folded,
    before: Mapping[int, Any],
    moved: set[int],
    source: str,
    version: int,
    seconds: float,
) -> LoadReport:
    def rows(months: Sequence[Any]) -> int:
        return sum(each.rows for each in months)

    new = [each for each in folded.months if each.month not in before]
    again = [each for each in folded.months if each.month in before and each.month in moved]
    notes = Notes()
    left = sorted(set(before) - {each.month for each in folded.months})
    if left:
        notes.say(
            vi=f"{len(left)} tháng đã gộp trước đây không có trong lần này và được giữ nguyên.",
            en=f"{len(left)} months folded before are not among these and were left as they are.",
        )
    return LoadReport(
        table=folded.fact.name,
        source=source,
        read=rows(folded.months),
        inserted=rows(new),
        updated=rows(again),
        unchanged=rows(folded.months) - rows(new) - rows(again),
        deleted=0,
        quarantined=0,
        data_version=version,
        seconds=round(seconds, 3),
        notes=notes.all,
    )


def _tidy(engine: Engine, fact: Table, folders: Iterable[Path]) -> None:
    """Removes folders of cells that nothing refers to."""
    with reading(engine) as connection:
        used = {each.file for each in archives.held(connection, fact, FOLDED_ELSEWHERE)}
    for folder in {each for each in folders if str(each) not in used}:
        shutil.rmtree(folder, ignore_errors=True)
