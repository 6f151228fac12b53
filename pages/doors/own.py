"""One's own account: password and sessions."""

from __future__ import annotations

from flask import Blueprint, request
from werkzeug.wrappers import Response

from access import sessions
from access.accounts import account_named, set_password, verified
from access.current import viewer
from access.current_doors import doors
from access.errors import CannotBe, NotAllowed
from access.viewer import Kind, Viewer
from pages.doors.answers import Titled, acted, words
from pages.doors.signin import let_in

ME, PASSWORD, END = "/me", "/me/password", "/me/end"


def register(blueprint: Blueprint, _province: Titled) -> None:
    @blueprint.post(PASSWORD)
    def password() -> Response:
        return acted(ME, _new_password)

    @blueprint.post(END)
    def end() -> Response:
        return acted(ME, _end)


def _new_password() -> str:
    found, given = _account(), request.form
    if _has_password(found):
        verified(doors(), found.name, given.get("now", ""))
    if given.get("new") != given.get("again"):
        raise CannotBe(
            vi="Hai lần nhập mật khẩu mới không giống nhau.",
            en="The new password was not typed the same way twice.",
        )
    set_password(doors(), found.who, found.id, given.get("new", ""))
    let_in(found.id, how="new password")  # every session has ended, this one too
    return words()("Đã đặt mật khẩu; mọi phiên khác đã kết thúc")


def _end() -> str:
    found, hash = _account(), request.form.get("session", "")
    if hash not in {each.hash for each in sessions.living(doors(), found.id)}:
        raise NotAllowed
    sessions.end(doors(), found.who, hash)
    return words()("Đã kết thúc phiên")


def _account() -> Viewer:
    found = viewer()
    if found.kind is not Kind.ACCOUNT:
        raise NotAllowed
    return found


def _has_password(found: Viewer) -> bool:
    account = account_named(doors(), found.name)
    return account is not None and account.has_password
