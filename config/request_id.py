"""The id of what is being done: of a request, through whatever it leads to, or of a load. Each line
of the log that is written meanwhile carries it."""

from __future__ import annotations

import logging
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar

_ID: ContextVar[str] = ContextVar("request_id", default="")
_TAKEN = re.compile(r"[A-Za-z0-9_-]{8,64}")


def request_id() -> str:
    """'' where nothing is known to be done."""
    return _ID.get()


def new_id(given: str = "") -> str:
    """The given one where it may be one, else one of our own: 32 hexadecimal digits."""
    return given if _TAKEN.fullmatch(given) else secrets.token_hex(16)


@contextmanager
def doing(id: str) -> Iterator[None]:
    """What is logged in the block carries this id."""
    token = _ID.set(id)
    try:
        yield
    finally:
        with suppress(ValueError):  # a stream that is thrown away ends wherever that is done
            _ID.reset(token)


class WithId(logging.Filter):
    """Lets every line pass, with the id."""

    def filter(self, record: logging.LogRecord) -> bool:
        if found := _ID.get():
            record.request = found
        return True
