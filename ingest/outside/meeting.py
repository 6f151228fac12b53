"""Rows of a load that meet what stands outside the database: the same rows are left alone, others
are refused with the remedy, so that nothing counts twice and nothing is changed behind a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection

from ingest.faults import Mask
from ingest.notes import Notes
from ingest.outside.archives import FOLDED_ELSEWHERE, MOVED, held
from ingest.outside.months import CAME
from ingest.outside.parquet import duck, listed
from ingest.tables import TableSpec


@dataclass(frozen=True, slots=True)
class Met:
    """Of a chunk's rows: those that are there `same` in the archive, those that are there otherwise
    (`archived`), and those of a month that was `folded` elsewhere."""

    same: Mask
    archived: Mask
    folded: Mask

    @property
    def any(self) -> Mask:
        return self.same | self.archived | self.folded


class Outside:
    def __init__(self, connection: Connection, spec: TableSpec, notes: Notes) -> None:
        self._spec, self._notes = spec, notes
        kept = spec.table in CAME
        moved = held(connection, spec.table, MOVED) if kept else []
        away = [each for each in moved if not Path(each.file).exists()]
        self._files = [each.file for each in moved if each not in away]
        self._away = {each.month for each in away}
        folded = held(connection, spec.table, FOLDED_ELSEWHERE) if kept else []
        self._folded = {each.month for each in folded}
        if away:
            self._say_away(sorted(self._away))

    def met(self, rows: pd.DataFrame, new: Mask) -> Met:
        """`rows` are worked out and have their hash; `new`: those that the table does not hold."""
        nothing = np.zeros(len(rows), dtype=bool)
        found = Met(nothing.copy(), nothing.copy(), nothing.copy())
        asked = np.flatnonzero(new)
        if not len(asked) or not (self._files or self._away or self._folded):
            return found
        months = rows[CAME[self._spec.table].name].to_numpy(np.int64)[asked] // 100
        found.folded[asked[np.isin(months, list(self._folded))]] = True
        found.archived[asked[np.isin(months, list(self._away))]] = True
        hashes = rows["content_hash"].to_numpy(dtype=object)
        for at, content_hash in self._looked_up(rows.iloc[asked]):
            place = asked[at]
            found.archived[place] = hashes[place] != content_hash
            found.same[place] = hashes[place] == content_hash
            found.folded[place] = False
        return found

    def holds(self, keys: pd.DataFrame) -> Mask:
        """Which keys stand in files of the archive."""
        there = np.zeros(len(keys), dtype=bool)
        there[[at for at, _ in self._looked_up(keys)]] = True
        return there

    def _looked_up(self, rows: pd.DataFrame) -> list[tuple[int, str]]:
        if not self._files or not len(rows):
            return []
        names = list(self._spec.keys)
        asked = rows[names].astype(object).assign(position=np.arange(len(rows)))
        same = " AND ".join(f"kept.{name} = asked.{name}" for name in names)
        with duck() as files:
            files.register("asked", asked)
            query = (
                f"SELECT position, content_hash FROM {listed(self._files)} AS kept"  # noqa: S608
                f" JOIN asked ON {same}"
            )
            found: list[Any] = files.execute(query).fetchall()
        return [(int(at), str(content_hash)) for at, content_hash in found]

    def _say_away(self, months: list[int]) -> None:
        named = ", ".join(f"{month // 100}-{month % 100:02}" for month in months)
        self._notes.say(
            vi=f"Không thấy tệp lưu trữ của các tháng {named}: dòng của các tháng đó được cách ly,"
            " và không kiểm tra được dòng nào của chúng đã đổi ngày nhận.",
            en=f"The archive's files of months {named} are not there: rows of these months are put"
            " aside, and whether one of them has another day of receipt now cannot be told.",
        )
