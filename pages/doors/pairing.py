"""A new screen: it shows a code until an administrator has paired it, then its wall."""

from __future__ import annotations

from typing import Any

from dash import html
from flask import Blueprint, request, session
from flask_login import current_user, login_user
from werkzeug.utils import redirect

from access.bearer import DISPLAY, Bearer
from access.current_doors import doors
from access.displays import await_pairing, viewer_of
from access.viewer import Kind
from components.plain_page import plain_page
from pages.doors.answers import Titled, words

PAIR = "/pair"
SCRIPT = "2-app/pair.js"
_WAITING = "waiting"


def register(blueprint: Blueprint, province: Titled) -> None:
    @blueprint.get(PAIR)
    def pair() -> Any:
        shown = _paired()
        if shown is not None:
            return redirect(f"/wall/{shown}" if shown else "/wall", 303)
        token, code = await_pairing(doors(), session.get(_WAITING))
        session[_WAITING] = token
        session.permanent = True
        return _page(code, province)


def _paired() -> str | None:
    """The playlist of this screen, once it has been paired."""
    if current_user.is_authenticated and current_user.viewer.kind is Kind.DISPLAY:
        # Browsers keep a cookie for 400 days at most: each start of the wall renews it.
        session.modified = True
        playlist: str = current_user.viewer.playlist
        return playlist
    token = session.get(_WAITING)
    found = viewer_of(doors(), token) if token else None
    if found is None:
        return None
    session.clear()
    session.permanent = True
    login_user(Bearer(f"{DISPLAY}{token}", found))
    return found.playlist


def _page(code: str, province: Titled) -> str:
    say = words()
    where = f"{request.host_url.rstrip('/')}/admin/displays"
    body = html.Main(
        [
            html.P(["Tầm Nhìn, ", province(say.lang)], className="name"),
            html.P(say("Mã của màn hình này")),
            html.H1(code, className="code"),
            html.P([say("Quản trị viên ghép màn hình tại"), " ", html.B(where)]),
        ],
        className="pair",
    )
    return plain_page(say("Ghép màn hình"), body, words=say, theme="dark", scripts=(SCRIPT,))
