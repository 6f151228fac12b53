"""What a database is told while a block runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event


@contextmanager
def said_to(engine: Engine) -> Iterator[list[str]]:
    found: list[str] = []

    @event.listens_for(engine, "before_cursor_execute")
    def _hear(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        found.append(statement)

    yield found
    event.remove(engine, "before_cursor_execute", _hear)
