"""What a form gives, read and checked."""

from __future__ import annotations

from flask import Flask, current_app, request

from access.errors import CannotBe
from data_access.scope import Scope
from metrics.desk import Desk
from pages.doors.scopes import scope_given

_DESK = "tamnhin.desk"


def hang_desk(server: Flask, desk: Desk) -> None:
    server.extensions[_DESK] = desk


def scope() -> Scope:
    desk: Desk = current_app.extensions[_DESK]
    text = request.form.get("scope", "")
    return desk.answer(lambda view: scope_given(text, view.snap.places))


def number(name: str) -> int:
    text = request.form.get(name, "")
    if not text.isdecimal() or len(text) > 9:
        raise CannotBe(vi=f"Biểu mẫu thiếu '{name}'.", en=f"The form lacks '{name}'.")
    return int(text)
