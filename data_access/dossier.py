"""One dossier with its course: what came when, how long the clock stood, how the days count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from data_access.calendar import working_days_after
from data_access.days import NEVER, WAITING, from_day_key, to_local
from data_access.schema import dossiers, procedures
from data_access.snapshot import Snapshot

_STAMP = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """UTC; `end` None: it is not over. `days`: working days that it took out."""

    begin: datetime
    end: datetime | None
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """`row` as it is stored. `deadline`: the due day, put off by pauses; None where nobody knows or
    the clock stands (`standing`). `margin`: working days between the deadline and the end, or
    today: positive when there are some left, negative when it is late by as many."""

    row: Mapping[str, Any]
    procedure: str
    pauses: tuple[Pause, ...]
    deadline: date | None
    standing: bool
    ended: date | None
    finished: bool
    margin: int | None
    late: bool


def dossier(snap: Snapshot, code: str) -> Dossier | None:
    asked = select(dossiers).where(dossiers.c.code == code)
    found = snap.connection.execute(asked).mappings().first()
    if found is None:
        return None
    row: dict[str, Any] = {str(name): value for name, value in found.items()}
    query = select(procedures.c.name).where(procedures.c.code == row["procedure_code"])
    deadline = _day(row["deadline_day"])
    ended = _day(row["closed_day"])
    finished = row["finished_day"] < NEVER
    until = ended or snap.today
    return Dossier(
        row=row,
        procedure=str(snap.connection.scalar(query) or ""),
        pauses=_pauses(snap, row["pauses"]),
        deadline=deadline,
        standing=row["deadline_day"] == WAITING,
        ended=ended,
        finished=finished,
        margin=None if deadline is None else _margin(snap, until, deadline),
        late=bool(row["late"]) if finished else deadline is not None and until > deadline,
    )


def _day(key: int) -> date | None:
    return None if key in (NEVER, WAITING) else from_day_key(key)


def _margin(snap: Snapshot, day: date, deadline: date) -> int:
    if day <= deadline:
        return working_days_after(snap, day, deadline)
    return -working_days_after(snap, deadline, day)


def _pauses(snap: Snapshot, text: str | None) -> tuple[Pause, ...]:
    found = []
    for piece in (text or "").split(";"):
        begin, _, end = piece.partition("/")
        if begin:
            found.append(_pause(snap, _moment(begin), _moment(end) if end else None))
    return tuple(found)


def _pause(snap: Snapshot, begin: datetime, end: datetime | None) -> Pause:
    last = to_local(end).date() if end else snap.today
    return Pause(begin=begin, end=end, days=working_days_after(snap, to_local(begin).date(), last))


def _moment(text: str) -> datetime:
    return datetime.strptime(text, _STAMP)
