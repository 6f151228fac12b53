"""The history of targets, newest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import desc, select

from data_access.schema import target_changes
from data_access.snapshot import Snapshot
from data_access.targets import TargetKey


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetChange:
    """`old` None: there was no target; `new` None: it was taken back. `changed_at` is UTC."""

    key: TargetKey
    changed_at: datetime
    who: str
    edited: bool  # by a person on screen; otherwise by loading a source
    old: float | None
    new: float | None
    old_decision: str
    new_decision: str


def changes_of_targets(
    snap: Snapshot, *, key: TargetKey | None = None, most: int | None = 50
) -> list[TargetChange]:
    """Of all targets, or of one."""
    c = target_changes.c
    query = select(target_changes).order_by(desc(c.id)).limit(most)
    if key:
        query = query.where(*(c[name] == getattr(key, name) for name in _KEY))
    return [
        TargetChange(
            key=TargetKey(**{name: getattr(row, name) for name in _KEY}),
            changed_at=row.changed_at,
            who=row.who,
            edited=row.how == "edit",
            old=row.old_value,
            new=row.new_value,
            old_decision=row.old_decision,
            new_decision=row.new_decision,
        )
        for row in snap.connection.execute(query)
    ]


_KEY: Iterable[str] = tuple(TargetKey.__dataclass_fields__)
