"""Answers of a form: back to where it stands, with what came of it in the session, not in the
address."""

from __future__ import annotations

from collections.abc import Callable
from time import time
from typing import Any
from urllib.parse import urlsplit

from flask import redirect, session
from werkzeug.wrappers import Response

from components.index import language
from components.plain_form import Said
from data_access.errors import TamNhinError
from wording.words import Words, words_in

_SAID, _SECRET = "said", "shown once"  # pragma: allowlist secret
SAID_SECONDS, SECRET_SECONDS = 20, 180
Titled = Callable[[str], str]


def words() -> Words:
    return words_in(language())


def acted(to: str, act: Callable[[], str]) -> Response:
    """`act` does it and says so; what stood in its way is said instead."""
    session.pop(_SECRET, None)
    try:
        said, shape = act(), "met"
    except TamNhinError as error:
        said, shape = (error.en if words().lang == "en" else error.vi), "missed"
    session[_SAID] = [said, shape, time()]
    return redirect(to, 303)


def said_before() -> Said | None:
    """For a moment: a page is drawn more than once."""
    found: Any = session.get(_SAID)
    fresh = found and time() - found[2] < SAID_SECONDS
    return Said(text=found[0], shape=found[1]) if fresh else None


def show_once(secret: str) -> None:
    """In the signed cookie of who asked for it, until something else is done."""
    session[_SECRET] = [secret, time()]


def shown_once() -> str | None:
    found: Any = session.get(_SECRET)
    return found[0] if found and time() - found[1] < SECRET_SECONDS else None


def here(path: str | None) -> str:
    """Where somebody was going, if that is one of our own pages."""
    parts = urlsplit((path or "").replace("\\", "/"))
    ours = path and not parts.scheme and not parts.netloc and parts.path.startswith("/")
    if not ours or any(ord(c) < 32 for c in path or "") or parts.path.startswith(("//", "/signin")):
        return "/"
    return str(path)
