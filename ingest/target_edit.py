"""One target set, changed or taken back by a person: the only change of it that is no load."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass

import pandas as pd
from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Table,
    and_,
    delete,
    desc,
    exists,
    insert,
    select,
)

from data_access import clock
from data_access.engine import writing
from data_access.errors import TamNhinError
from data_access.schema import agencies, areas, target_changes, targets
from data_access.targets import TargetKey
from ingest.hashing import content_hashes
from ingest.ledger import bump
from ingest.tables import LEVELS, spec_of
from ingest.target_history import KEY, TargetHistory

PATIENCE_SECONDS = 5.0  # somebody waits before a screen
LONGEST = {"who": 120, "decision": 200}


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetEdit:
    """`value` in the metric's unit, None to take the target back. `seen`: the content hash of the
    target as it stood before the eyes of who edits, '' where there was none."""

    key: TargetKey
    value: float | None
    decision: str
    who: str
    seen: str


class ChangedMeanwhile(TamNhinError):
    """Somebody else was faster: nothing was written."""


def edit_target(engine: Engine, edit: TargetEdit) -> tuple[int, str]:
    """The new data version, and the content hash of what the target is now. Raises
    ChangedMeanwhile when it was no longer the one seen, TamNhinError for what cannot be right."""
    _check_words(edit)
    with writing(engine.execution_options(patience=PATIENCE_SECONDS)) as connection:
        _check_scope(connection, edit.key)
        _check_seen(connection, edit)
        history = TargetHistory(connection)
        held = _write(connection, edit)
        now = clock.now(connection)
        changed = history.record(who=edit.who.strip(), how="edit", at=now)
        return bump(connection, changed=changed > 0, places=False), held


def _check_words(edit: TargetEdit) -> None:
    for name, said, said_en in (
        ("who", "Người sửa", "Who edits"),
        ("decision", "Quyết định", "The decision"),
    ):
        text = getattr(edit, name).strip()
        if not text and not (name == "decision" and edit.value is None):
            raise TamNhinError(vi=f"{said}: chưa ghi", en=f"{said_en}: not given")
        if len(text) > LONGEST[name]:
            raise TamNhinError(
                vi=f"{said}: dài {len(text)} ký tự, nhiều nhất {LONGEST[name]}",
                en=f"{said_en}: {len(text)} characters long, at most {LONGEST[name]}",
            )
    if edit.value is not None and not (math.isfinite(edit.value) and edit.value >= 0):
        raise TamNhinError(
            vi=f"Mục tiêu '{edit.value}' không phải một số từ 0 trở lên",
            en=f"Target '{edit.value}' is not a number from 0 up",
        )
    if edit.key.period_to < edit.key.period_from:
        raise TamNhinError(
            vi=f"Kỳ: đến {edit.key.period_to:%d/%m/%Y} trước từ {edit.key.period_from:%d/%m/%Y}",
            en=f"Period: {edit.key.period_to} is before {edit.key.period_from}",
        )


def _check_scope(connection: Connection, key: TargetKey) -> None:
    """A level, a unit or an agency, that exist; at most one of them."""
    given = [each for each in (key.level, key.area_code, key.agency_code) if each]
    area = select(exists().where(areas.c.code == key.area_code))
    agency = select(exists().where(agencies.c.code == key.agency_code))
    right = (
        len(given) <= 1
        and key.level in ("", *LEVELS)
        and (not key.area_code or connection.scalar(area))
        and (not key.agency_code or connection.scalar(agency))
    )
    if not right:
        said = ", ".join(given)
        raise TamNhinError(
            vi=f"Giao cho '{said}': không phải một cấp, một đơn vị hay một cơ quan đang có",
            en=f"Set for '{said}': neither a level, a unit nor an agency that there is",
        )


def _check_seen(connection: Connection, edit: TargetEdit) -> None:
    held = connection.scalar(select(targets.c.content_hash).where(_same(edit.key, targets)))
    if (held or "") == edit.seen:
        return
    c = target_changes.c
    last = connection.execute(
        select(c.who, c.new_value)
        .where(_same(edit.key, target_changes))
        .order_by(desc(c.id))
        .limit(1)
    ).first()
    who = last.who if last else "?"
    raise ChangedMeanwhile(
        vi=f"{who} vừa sửa chỉ tiêu này; chưa ghi gì. Tải lại trang, xem rồi sửa lại nếu cần.",
        en=f"{who} has just changed this target; nothing was written. Load the page again, look,"
        " and edit anew if need be.",
    )


def _write(connection: Connection, edit: TargetEdit) -> str:
    connection.execute(delete(targets).where(_same(edit.key, targets)))
    if edit.value is None:
        return ""
    row = asdict(edit.key) | {"value": float(edit.value), "decision": edit.decision.strip()}
    found = content_hash(row)
    connection.execute(insert(targets).values(**row, content_hash=found))
    return found


def content_hash(row: dict[str, object]) -> str:
    """As a load of the same row would have it, so that loading it again changes nothing."""
    frame = pd.DataFrame([row])
    for name in ("period_from", "period_to"):
        frame[name] = pd.to_datetime(frame[name])
    return content_hashes(frame, spec_of("targets").hashed)[0]


def _same(key: TargetKey, table: Table) -> ColumnElement[bool]:
    return and_(*(table.c[name] == getattr(key, name) for name in KEY))
