"""Fixing figures under a name, so that a briefing can be repeated to the digit a year later."""

from __future__ import annotations

import json

from sqlalchemy import Connection, Engine, delete, insert

from data_access.days import to_local
from data_access.engine import writing
from data_access.errors import TamNhinError
from data_access.frozen import LONGEST_NAME, FrozenHead, FrozenSet, frozen_head
from data_access.schema import frozen


class NameTaken(TamNhinError):
    def __init__(self, held: FrozenHead) -> None:
        when = to_local(held.made_at)
        super().__init__(
            vi=f"Đã có bộ số liệu chốt '{held.name}' (lúc {when:%H:%M %d/%m/%Y}, phiên bản"
            f" {held.data_version}). Chọn tên khác, hoặc thêm --replace để thay nó.",
            en=f"There is a frozen set '{held.name}' already (of {when:%Y-%m-%d %H:%M}, version"
            f" {held.data_version}). Choose another name, or add --replace to replace it.",
        )


class UnfitName(TamNhinError):
    def __init__(self, name: str) -> None:
        super().__init__(
            vi=f"Tên '{name}' không dùng được: 1 đến {LONGEST_NAME} ký tự, không có '/'.",
            en=f"The name '{name}' cannot be used: 1 to {LONGEST_NAME} characters, no '/'.",
        )


def checked_name(name: str) -> str:
    """Without blanks around it. It becomes a part of an address, so it has no slash."""
    trimmed = name.strip()
    if not 1 <= len(trimmed) <= LONGEST_NAME or "/" in trimmed or not trimmed.isprintable():
        raise UnfitName(name)
    return trimmed


def keep(engine: Engine, made: FrozenSet, *, replace: bool = False) -> None:
    """Raises NameTaken unless an earlier set of this name may be replaced. The data version does
    not move: no figure has changed."""
    checked_name(made.head.name)
    with writing(engine) as connection:
        _make_room(connection, made.head.name, replace=replace)
        connection.execute(
            insert(frozen).values(
                name=made.head.name,
                made_at=made.head.made_at,
                data_version=made.head.data_version,
                selection=_json(made.head.selection),
                by=made.head.by,
                metrics=_json(made.head.metrics),
                readings=_json(made.figures),
            )
        )


def _make_room(connection: Connection, name: str, *, replace: bool) -> None:
    held = frozen_head(connection, name)
    if held is not None and not replace:
        raise NameTaken(held)
    connection.execute(delete(frozen).where(frozen.c.name == name))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
