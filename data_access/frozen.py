"""Frozen sets ('số liệu chốt'): figures as they were when somebody fixed them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from typing import Any

from sqlalchemy import Connection, Row, select

from data_access.errors import TamNhinError
from data_access.schema import frozen
from data_access.snapshot import Snapshot

LONGEST_NAME = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenHead:
    """What a set is about. `made_at`: UTC, by the dataset's clock; `selection` is a query, its
    period spelled out; `by` '' without a breakdown."""

    name: str
    made_at: datetime
    data_version: int
    selection: Mapping[str, str]
    by: str
    metrics: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenSet:
    """`figures`: metric -> what `tamnhin figure --json` printed when the set was made."""

    head: FrozenHead
    figures: Mapping[str, Any]

    def figure(self, metric: str) -> Any:
        """Raises NotFrozen for a metric that the set does not hold."""
        if metric not in self.figures:
            raise NotFrozen(self.head.name, metric, self.head.metrics)
        return self.figures[metric]


class UnknownFrozen(TamNhinError):
    def __init__(self, name: str, known: Iterable[str]) -> None:
        known = list(known)
        close = get_close_matches(name, known, n=1)
        hint = f" Ý bạn là '{close[0]}'?" if close else " Xem: tamnhin frozen"
        hint_en = f" Did you mean '{close[0]}'?" if close else " See: tamnhin frozen"
        super().__init__(
            vi=f"Không có bộ số liệu chốt '{name}'.{hint}",
            en=f"No frozen set '{name}'.{hint_en}",
        )


class NotFrozen(TamNhinError):
    def __init__(self, name: str, metric: str, held: Iterable[str]) -> None:
        shown = ", ".join(held)
        super().__init__(
            vi=f"Bộ số liệu chốt '{name}' không có chỉ số '{metric}'. Có: {shown}",
            en=f"The frozen set '{name}' has no metric '{metric}'. It has: {shown}",
        )


_HEAD = [column for column in frozen.c if column.name != "readings"]


def frozen_heads(snap: Snapshot) -> list[FrozenHead]:
    """All sets, the newest first."""
    query = select(*_HEAD).order_by(frozen.c.made_at.desc(), frozen.c.name)
    return [_head(row) for row in snap.connection.execute(query)]


def frozen_head(connection: Connection, name: str) -> FrozenHead | None:
    row = connection.execute(select(*_HEAD).where(frozen.c.name == name)).first()
    return _head(row) if row else None


def frozen_set(snap: Snapshot, name: str) -> FrozenSet:
    """Raises UnknownFrozen with the closest name."""
    row = snap.connection.execute(select(frozen).where(frozen.c.name == name)).first()
    if row is None:
        raise UnknownFrozen(name, snap.connection.scalars(select(frozen.c.name)))
    return FrozenSet(head=_head(row), figures=json.loads(row.readings))


def _head(row: Row[Any]) -> FrozenHead:
    return FrozenHead(
        name=row.name,
        made_at=row.made_at,
        data_version=row.data_version,
        selection=json.loads(row.selection),
        by=row.by,
        metrics=tuple(json.loads(row.metrics)),
    )
