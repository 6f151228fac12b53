"""The id of what is being done: of a request, through whatever it leads to, or of a load. Each line
of the log that is written meanwhile carries it."""

from __future__ import annotations

import logging
import re
import secrets
from contextvars import ContextVar

_ID: ContextVar[str] = ContextVar("request_id", default="")
_TAKEN = re.compile(r"[A-Za-z0-9_-]{8,64}")


def request_id() -> str:
    """'' where nothing is known to be done."""
    return _ID.get()


def new_id(given: str = "") -> str:
    """The given one where it may be one, else one of our own: 32 hexadecimal digits."""
    return given if _TAKEN.fullmatch(given) else secrets.token_hex(16)


class Doing:
    """What is logged in the block carries this id. No generator: one that is thrown away half way
    would set the variable back whenever the collector comes by, in the middle of whatever runs."""

    def __init__(self, id: str) -> None:
        self._id = id

    def __enter__(self) -> None:
        self._token = _ID.set(self._id)

    def __exit__(self, *_: object) -> None:
        _ID.reset(self._token)


class WithId(logging.Filter):
    """Lets every line pass, with the id."""

    def filter(self, record: logging.LogRecord) -> bool:
        if found := _ID.get():
            record.request = found
        return True
