"""Old months moved out of the database to Parquet, and brought back. Their rows go on counting: the
rollups stay as they are, so no reading changes, only lists of rows do.

Only what is closed is moved: a dossier that is open, or a task that is not done, can still change
and stays, whatever its month. A file is written, read back and compared before a row is deleted.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Engine,
    Table,
    and_,
    case,
    delete,
    func,
    or_,
    select,
)

from data_access import clock
from data_access.days import NEVER, month_key, to_local
from data_access.engine import reading, writing
from data_access.errors import TamNhinError
from data_access.schema import applicants, dataset, documents, dossiers, incidents, petitions, tasks
from ingest import ledger
from ingest.bulk import insert_rows, tune, uncollected
from ingest.outside import archives
from ingest.outside.archives import MOVED
from ingest.outside.months import CAME, came_in, month_of
from ingest.outside.parquet import duck, listed, read_frames, write_rows
from ingest.outside.rows import frames
from ingest.tables import spec_of

# The day on which a row is done with; a document that needs no answer is done with as it comes.
ENDS: dict[Table, Column[int]] = {
    dossiers: dossiers.c.closed_day,
    documents: documents.c.done_day,
    petitions: petitions.c.answered_day,
    incidents: incidents.c.closed_day,
    tasks: tasks.c.done_day,
}
Progress = Callable[[str, int, int | None], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A month of a table: how many rows were moved, and to or from which file."""

    table: str
    month: int
    rows: int
    file: Path


def archive(
    engine: Engine, fact: Table, *, before: int, folder: Path, progress: Progress
) -> list[Moved]:
    """Moves what is closed of months before month `before`; a transaction a month, so that others
    write in between."""
    with reading(engine) as connection:
        ledger.check_tables(connection)
        now = month_key(to_local(clock.now(connection)).date())
        if before > now:
            named = f"{now // 100}-{now % 100:02}"
            raise TamNhinError(
                vi=f"Tháng {named} chưa hết; --before không được sau tháng này.",
                en=f"Month {named} is not over; --before may not lie after it.",
            )
        identity = str(connection.scalar(select(dataset.c.identity)))
        asked = select(month_of(fact)).distinct()
        asked = asked.where(CAME[fact] < before * 100, _closed(fact))
        months = sorted(connection.scalars(asked))
    into = folder.resolve() / identity
    found = []
    for number, month in enumerate(months, start=1):
        with uncollected(), writing(engine) as connection:
            tune(connection)
            moved = _move(connection, fact, month, into)
            if moved.rows:  # lists of rows have changed, and are kept by version
                ledger.bump(connection, changed=True, places=False)
                found.append(moved)
        progress(f"archive {fact.name}", number, len(months))
    return found


def restore(engine: Engine, fact: Table, *, month: int | None, progress: Progress) -> list[Moved]:
    """Brings rows of a month back, or of all months; their files stay where they are."""
    with reading(engine) as connection:
        ledger.check_tables(connection)
        held = archives.held(connection, fact, MOVED)
    parts = [part for part in held if month in (None, part.month)]
    if not parts:
        raise TamNhinError(vi=_nothing_vi(fact, held), en=_nothing_en(fact, held))
    for number, part in enumerate(parts, start=1):
        with uncollected(), writing(engine) as connection:
            tune(connection)
            _bring_back(connection, fact, part)
            ledger.bump(connection, changed=True, places=False)
        progress(f"restore {fact.name}", number, len(parts))
    return [Moved(table=fact.name, month=p.month, rows=p.rows, file=Path(p.file)) for p in parts]


def _closed(fact: Table) -> ColumnElement[bool]:
    """Applicants are forgotten by the day on which their dossier was closed: as long as one is
    known, the dossier stays."""
    if fact is documents:
        return or_(documents.c.due_at.is_(None), documents.c.done_day < NEVER)
    if fact is dossiers:
        known = select(applicants.c.dossier_code)
        return and_(dossiers.c.closed_day < NEVER, dossiers.c.code.not_in(known))
    return ENDS[fact] < NEVER


def _move(connection: Connection, fact: Table, month: int, folder: Path) -> Moved:
    where = and_(came_in(fact, month), _closed(fact))
    parts = [each.part for each in archives.held(connection, fact, MOVED) if each.month == month]
    part = max(parts, default=0) + 1
    file = folder / fact.name / f"month={month}" / f"part-{part}.parquet"
    rows, last = connection.execute(
        select(func.count(), func.max(_last_day(fact))).where(where)
    ).one()
    moved = Moved(table=fact.name, month=month, rows=int(rows), file=file)
    if not rows:
        return moved
    write_rows(fact, frames(connection, fact, where), file, spec_of(fact.name).keys[0])
    _prove(connection, fact, where, file)
    _sync(file)
    connection.execute(delete(fact).where(where))
    archives.keep(
        connection,
        fact,
        month=month,
        part=part,
        how=MOVED,
        file=file,
        origin=str(folder.parent),
        rows=int(rows),
        last_day=int(last),
        now=clock.now(connection),
    )
    return moved


def _last_day(fact: Table) -> ColumnElement[Any]:
    end, came = ENDS[fact], CAME[fact]
    return case((end < NEVER, end), else_=came)


def _prove(connection: Connection, fact: Table, where: ColumnElement[bool], file: Path) -> None:
    """What was written is what is about to be deleted: every key with its content's hash."""
    keys = [*spec_of(fact.name).keys, "content_hash"]
    ours = {
        tuple(row) for row in connection.execute(select(*(fact.c[k] for k in keys)).where(where))
    }
    with duck() as files:
        found = files.execute(f"SELECT {', '.join(keys)} FROM {listed([file])}").fetchall()  # noqa: S608
    if len(found) != len(ours) or set(found) != ours:
        raise TamNhinError(
            vi=f"Tệp {file} đọc lại không khớp với cơ sở dữ liệu; không xóa gì. Kiểm tra ổ đĩa.",
            en=f"File {file}, read back, is not what the database holds; nothing was deleted."
            " Check the disk.",
        )


def _sync(file: Path) -> None:
    """On the disk before the rows are gone from the database."""
    for path in (file, file.parent):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _bring_back(connection: Connection, fact: Table, part: Any) -> None:
    if not Path(part.file).exists():
        raise TamNhinError(
            vi=f"Không thấy tệp lưu trữ {part.file}. Đưa thư mục lưu trữ về chỗ cũ rồi chạy lại.",
            en=f"The archive's file {part.file} is not there. Put its folder back, run it again.",
        )
    rows = 0
    for frame in read_frames(fact, [part.file]):
        insert_rows(connection, fact, frame)
        rows += len(frame)
    if rows != part.rows:
        raise TamNhinError(
            vi=f"Tệp {part.file} có {rows} dòng thay vì {part.rows}; không khôi phục. Lấy lại tệp"
            " từ bản sao lưu.",
            en=f"File {part.file} has {rows} rows instead of {part.rows}; nothing was restored."
            " Take the file from a backup.",
        )
    archives.drop(connection, fact, [part.month], part.part)


def _nothing_vi(fact: Table, held: list[Any]) -> str:
    there = _months(held) or "không có tháng nào"
    return f"Bảng {fact.name}: tháng này không có trong kho lưu trữ. Trong kho: {there}."


def _nothing_en(fact: Table, held: list[Any]) -> str:
    there = _months(held) or "no month at all"
    return f"Table {fact.name}: this month is not in the archive. In it: {there}."


def _months(held: list[Any]) -> str:
    return ", ".join(dict.fromkeys(f"{m.month // 100}-{m.month % 100:02}" for m in held))
