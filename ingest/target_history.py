"""The history of targets: what a transaction has made of them, written in that transaction."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, insert, select

from data_access.schema import target_changes, targets

How = Literal["edit", "load"]
KEY = tuple(column.name for column in targets.primary_key.columns)
_WHO = 120
_Held = dict[tuple[Any, ...], tuple[float, str]]  # key -> value and decision


class TargetHistory:
    """Made before the change, `record`ed after it. The table is small, so both are read whole:
    no way of changing it can be forgotten."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._before = self._held()

    def record(self, *, who: str, how: How, at: datetime) -> int:
        """How many targets are not what they were."""
        before, after = self._before, self._held()
        changed = sorted(key for key in {*before, *after} if before.get(key) != after.get(key))
        nothing = (None, "")
        rows = [
            dict(zip(KEY, key, strict=True))
            | dict(zip(("old_value", "old_decision"), before.get(key, nothing), strict=True))
            | dict(zip(("new_value", "new_decision"), after.get(key, nothing), strict=True))
            | {"who": who[:_WHO], "how": how, "changed_at": at}
            for key in changed
        ]
        if rows:
            self._connection.execute(insert(target_changes), rows)
        return len(rows)

    def _held(self) -> _Held:
        columns = [targets.c[name] for name in (*KEY, "value", "decision")]
        return {
            tuple(row[: len(KEY)]): (row.value, row.decision)
            for row in self._connection.execute(select(*columns))
        }
