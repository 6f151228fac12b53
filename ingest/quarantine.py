"""The table `quarantine`: rows that cannot be right, until a mended row comes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from data_access.schema import quarantine as table
from ingest.faults import Fault

_KEY_LENGTH = 200
_DELETED_AT_ONCE = 500

Identity = tuple[str, str, int, str]


@dataclass(frozen=True, slots=True)
class BadRow:
    """`key` is '' where the row has none."""

    line: int
    key: str
    fault: Fault
    raw: dict[str, Any]


class Quarantine:
    """One load's view of it. An earlier entry stays when the same row is bad again, and goes when
    its key has come right, or wrong in another way. A bad row without a key is known by its
    source, so it goes when that source comes, `complete`, without it."""

    def __init__(
        self,
        connection: Connection,
        table_name: str,
        source: str,
        now: datetime,
        *,
        complete: bool = True,
    ) -> None:
        self._connection = connection
        self._table, self._source, self._now = table_name, source, now
        self._complete = complete
        self._added: set[Identity] = set()
        self._earlier: dict[Identity, int] = {}
        self._by_key: dict[str, list[int]] = {}
        self._touched: set[int] = set()
        self._confirmed: set[int] = set()
        self._read_earlier()
        self.changed = False

    def add(self, rows: Iterable[BadRow]) -> None:
        new = []
        for row in rows:
            key = row.key[:_KEY_LENGTH]
            identity = (key, str(row.fault.reason), row.line, self._source)
            earlier = self._earlier.get(identity)
            if earlier is not None:
                self._confirmed.add(earlier)
            if earlier is not None or identity in self._added:
                continue
            self._added.add(identity)
            self._touched.update(self._by_key.get(key, ()) if key else ())
            new.append(self._values(row, key))
        if new:
            self._connection.execute(insert(table), new)
            self.changed = True

    def came_right(self, keys: Iterable[str]) -> None:
        if self._by_key:
            for key in keys:
                self._touched.update(self._by_key.get(key[:_KEY_LENGTH], ()))

    @property
    def watches(self) -> bool:
        """Whether there is anything that a right row could take out."""
        return bool(self._by_key)

    @property
    def keys(self) -> set[str]:
        """Those that waited when the load began, of this source."""
        return {key for key, _, _, source in self._earlier if key and source == self._source}

    def close(self) -> None:
        gone = sorted(self._touched - self._confirmed)
        for start in range(0, len(gone), _DELETED_AT_ONCE):
            part = gone[start : start + _DELETED_AT_ONCE]
            self._connection.execute(delete(table).where(table.c.id.in_(part)))
        self.changed = self.changed or bool(gone)

    def _read_earlier(self) -> None:
        columns = (table.c.id, table.c.row_key, table.c.reason, table.c.line, table.c.source)
        query = select(*columns).where(table.c.table_name == self._table)
        for number, key, reason, line, source in self._connection.execute(query):
            self._earlier[key, reason, line, source] = number
            if key:
                self._by_key.setdefault(key, []).append(number)
            elif source == self._source and self._complete:
                self._touched.add(number)

    def _values(self, row: BadRow, key: str) -> dict[str, Any]:
        return {
            "table_name": self._table,
            "source": self._source,
            "line": row.line,
            "row_key": key,
            "reason": str(row.fault.reason),
            "detail": row.fault.detail,
            "raw": json.dumps(row.raw, ensure_ascii=False, default=str),
            "arrived_at": self._now,
        }
