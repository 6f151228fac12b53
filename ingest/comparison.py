"""What a source does not hold any more: its keys against those of our rows that came from it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from sqlalchemy import Column, ColumnElement, Connection, Index, Integer, exists, func, select

from data_access.errors import TamNhinError
from ingest.bulk import insert_rows
from ingest.deletion import Deletion, plain, same_key, temporary
from ingest.tables import TableSpec


class DeletesRefused(TamNhinError):
    """A comparison would delete more than it may."""


@dataclass(frozen=True, slots=True)
class Removed:
    """Keys of rows that are gone at the source; `kept`, those that other rows here refer to."""

    deleted: int
    gone: pd.DataFrame
    kept: pd.DataFrame


class Comparison:
    """`ours`: which rows of the table came from this source."""

    def __init__(
        self,
        connection: Connection,
        spec: TableSpec,
        deletion: Deletion,
        ours: ColumnElement[bool],
    ) -> None:
        self._connection, self._spec, self._ours = connection, spec, ours
        keys = [plain(spec.table.c[key]) for key in spec.keys]
        name = f"seen_{spec.name}"
        self._seen = temporary(connection, name, Column("position", Integer), *keys)
        self._index = Index(f"ix_{name}", *(self._seen.c[key] for key in spec.keys))
        self._deletion = deletion
        self._held = self._count(ours)
        self._read = self.unreadable = 0

    def see(self, keys: pd.DataFrame) -> int:
        """Keys that the source holds; the position of the first one."""
        known = keys.notna().all(axis=1).to_numpy(dtype=bool)
        at = self._read + np.flatnonzero(known)
        insert_rows(self._connection, self._seen, keys[known].assign(position=at))
        first = self._read
        self._read += len(keys)
        self.unreadable += int((~known).sum())
        return first

    def missing_here(self, first: int) -> list[int]:
        """Positions from `first` on whose rows we do not have, counted from it."""
        here = exists(select(1).where(same_key(self._spec, self._spec.table, self._seen)))
        position = self._seen.c.position
        rows = self._connection.scalars(select(position).where(position >= first, ~here))
        return sorted(each - first for each in rows)

    def remove(self, at_most: float, *, however_many: bool) -> Removed:
        """Deletes what is gone. Raises DeletesRefused when that is more than the share `at_most`,
        and always when the source gave no key at all."""
        self._index.create(self._connection)
        seen = exists(select(1).where(same_key(self._spec, self._spec.table, self._seen)))
        gone = self._ours & ~seen
        self._check(self._deletion.choose(gone), at_most, however_many=however_many)
        keys = self._keys(gone)
        deleted = self._deletion.take_out()
        return Removed(deleted, keys, self._keys(gone))

    def drop(self) -> None:
        self._seen.drop(self._connection)

    def _keys(self, where: ColumnElement[bool]) -> pd.DataFrame:
        names = list(self._spec.keys)
        keys = select(*(self._spec.table.c[name] for name in names)).where(where)
        return pd.DataFrame(self._connection.execute(keys).all(), columns=names)

    def _check(self, gone: int, at_most: float, *, however_many: bool) -> None:
        if gone and not self._read:
            raise DeletesRefused(
                vi=f"Nguồn không có dòng nào, trong khi bảng {self._spec.name} có {self._held} dòng"
                " của nguồn. Không xóa gì và chưa ghi gì; kiểm tra nguồn.",
                en=f"The source holds no row, and table {self._spec.name} {self._held} of its rows."
                " Nothing was deleted or written; check the source.",
            )
        if gone > at_most * self._held and not however_many:
            raise DeletesRefused(
                vi=f"So khóa: {gone} trong {self._held} dòng của bảng {self._spec.name} không còn ở"
                f" nguồn, quá mức {at_most:.0%}. Chưa ghi gì. Kiểm tra nguồn; nếu đúng là đã xóa,"
                " chạy `tamnhin load` với --accept-deletes, hoặc tăng at_most trong [deletes].",
                en=f"Comparison of keys: {gone} of {self._held} rows of table {self._spec.name} are"
                f" gone at the source, more than {at_most:.0%}. Nothing was written. Check the"
                " source; if they are truly gone, run `tamnhin load` with --accept-deletes, or"
                " raise at_most in [deletes].",
            )

    def _count(self, where: ColumnElement[bool]) -> int:
        rows = select(func.count()).select_from(self._spec.table).where(where)
        return int(self._connection.scalar(rows) or 0)
