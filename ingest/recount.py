"""Dossiers worked out anew when what their days rest on has changed: the calendar, or the statutory
days of a procedure. In the transaction of the change, a bounded chunk at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Table, and_, exists, or_, select, true

from data_access.days import NEVER
from data_access.schema import archives, dossiers, holidays, procedures
from ingest import derive, times
from ingest.hashing import content_hashes
from ingest.mapping import Mapping
from ingest.notes import Notes
from ingest.references import References
from ingest.stage import Stage
from ingest.tables import Kind, TableSpec, kind_of, spec_of
from ingest.workdays import WorkCalendar, fill_years, work_calendar, years_to_fill

ROWS = 20_000
_OUTSIDE = select(archives.c.month).where(archives.c.table_name == dossiers.name)
_NAMED = 500  # procedures; where more have changed, the dossiers of all are looked at
_TYPES = {
    Kind.TEXT: "object",
    Kind.INTEGER: "Int64",
    Kind.NUMBER: "float64",
    Kind.YES_NO: "boolean",
    Kind.TIME: "datetime64[us]",
    Kind.DAY: "datetime64[us]",
}


@dataclass(frozen=True, slots=True)
class _Basis:
    calendar: WorkCalendar
    statutory: dict[str, int | None]


class Recount:
    """Made at the beginning of a load, it also fills the calendar for the years ahead; `follow` at
    its end brings the dossiers up to what has changed since."""

    def __init__(self, connection: Connection, spec: TableSpec, *, year: int) -> None:
        self._connection = connection
        missing = years_to_fill(connection, year=year)
        changes = bool(missing) or spec.table in (holidays, procedures)
        self._before = _basis(connection) if changes else None
        if missing:
            fill_years(connection, missing)

    def follow(self, notes: Notes) -> int:
        """How many dossiers have other deadlines or working days than before."""
        where = None if self._before is None else _touched(self._before, _basis(self._connection))
        if where is None:
            return 0
        changed = _work_out(self._connection, where)
        if changed:
            notes.say(
                vi=f"{changed} hồ sơ được tính lại hạn và số ngày làm việc.",
                en=f"Deadlines and working days of {changed} dossiers were worked out anew.",
            )
        if self._connection.scalar(select(exists(_OUTSIDE))):
            notes.say(
                vi="Hồ sơ trong kho lưu trữ hoặc gộp từ kho ngoài giữ hạn cũ. Khôi phục hay gộp lại"
                " các tháng đó nếu cần tính lại.",
                en="Dossiers in the archive or folded from elsewhere keep their deadlines. Restore"
                " these months, or fold them again, if they are to be worked out anew.",
            )
        return changed


def _basis(connection: Connection) -> _Basis:
    rows = connection.execute(select(procedures.c.code, procedures.c.statutory_days))
    return _Basis(work_calendar(connection), {row.code: row.statutory_days for row in rows})


def _touched(before: _Basis, after: _Basis) -> ColumnElement[bool] | None:
    """The dossiers that may come out otherwise; None where nothing has changed."""
    found = []
    days = times.day_keys(before.calendar.differing(after.calendar)).tolist()
    if days:
        found.append(_spanning(days[0], days[-1]))
    codes = [c for c, limit in after.statutory.items() if before.statutory.get(c) != limit]
    if codes:
        named = dossiers.c.procedure_code.in_(codes) if len(codes) <= _NAMED else true()
        found.append(and_(dossiers.c.due_at.is_(None), named))
    return or_(*found) if found else None


def _spanning(first: int, last: int) -> ColumnElement[bool]:
    """Those that count any day from `first` to `last`, in their duration, their pauses or their
    deadline: only a due date that nothing put off does not rest on the calendar."""
    d = dossiers.c
    counted = and_(d.deadline_day >= first, d.deadline_day < NEVER)
    limited = and_(
        d.received_day < last,
        or_(
            and_(d.finished_day >= first, d.finished_day < NEVER),
            and_(d.pauses.is_not(None), d.closed_day >= first),
            and_(counted, d.due_at.is_(None)),
        ),
    )
    # A due date lies before the receipt where somebody mistyped it; it is put off all the same.
    return or_(limited, and_(counted, d.paused_days > 0))


def _work_out(connection: Connection, where: ColumnElement[bool]) -> int:
    spec, references = spec_of(dossiers.name), References(connection, Mapping())
    calendar, stage, changed = work_calendar(connection), Stage(connection, spec), 0
    for rows in _chunks(connection, where):
        derive.complete(rows, spec.name, calendar, references)
        rows["content_hash"] = content_hashes(rows, spec.hashed)
        other = stage.diff(rows).changed
        stage.write(rows[:0], rows[other])
        changed += int(other.sum())
    stage.drop()
    return changed


def _chunks(connection: Connection, where: ColumnElement[bool]) -> Iterator[pd.DataFrame]:
    last = ""
    while True:
        page = select(dossiers).where(where, dossiers.c.code > last).order_by(dossiers.c.code)
        found = connection.execute(page.limit(ROWS)).all()
        if not found:
            return
        yield frame_of(dossiers, found)
        last = found[-1].code


def frame_of(fact: Table, found: Any) -> pd.DataFrame:
    """Whole rows of a table, some at least: each column of the kind in which loading has it."""
    values = zip(*found, strict=True)
    return pd.DataFrame(
        {
            column.name: _typed(given, kind_of(column))
            for column, given in zip(fact.columns, values, strict=True)
        }
    )


def _typed(given: tuple[Any, ...], kind: Kind) -> pd.Series:
    wanted: Any = _TYPES[kind]
    return pd.Series(given, dtype=object).astype(wanted)
