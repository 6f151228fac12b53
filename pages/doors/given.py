"""What a form gives, read and checked."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from flask import Flask, current_app, request

from access.errors import CannotBe
from data_access.scope import OutOfScope, Scope
from metrics.desk import Desk, View
from pages.doors.scopes import scope_given

_DESK = "tamnhin.desk"
Answer = TypeVar("Answer")


def hang_desk(server: Flask, desk: Desk) -> None:
    server.extensions[_DESK] = desk


def scope() -> Scope:
    """Nobody gives more than they have. Raises CannotBe, OutOfScope."""
    text = request.form.get("scope", "")
    return _desk().answer(lambda view: _within(view, scope_given(text, view.snap.places)))


def require_mine(theirs: Scope) -> None:
    """What lies elsewhere is another administrator's. Raises OutOfScope."""
    _desk().answer(lambda view: _within(view, theirs))


def answered(act: Callable[[View], Answer]) -> Answer:
    """What a desk's view says, for a form that is about figures."""
    return _desk().answer(act)


def _within(view: View, given: Scope) -> Scope:
    if not view.scope.covers(given, view.snap.places, view.snap.today):
        raise OutOfScope(view.scope)
    return given


def _desk() -> Desk:
    found: Desk = current_app.extensions[_DESK]
    return found


def number(name: str) -> int:
    text = request.form.get(name, "")
    if not text.isdecimal() or len(text) > 9:
        raise CannotBe(vi=f"Biểu mẫu thiếu '{name}'.", en=f"The form lacks '{name}'.")
    return int(text)
