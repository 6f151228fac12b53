"""What an administrator does with accounts."""

from __future__ import annotations

from flask import Blueprint, request
from werkzeug.wrappers import Response

from access import sessions
from access.accounts import Account, account_named, change_account, every_account, make_account
from access.current import require
from access.current_doors import doors
from access.errors import CannotBe
from access.links import make_link
from access.roles import Right
from pages.doors.answers import Titled, acted, show_once, words
from pages.doors.given import number, require_mine, scope

ADMIN = "/admin/accounts"


def register(blueprint: Blueprint, _province: Titled) -> None:
    @blueprint.post(f"{ADMIN}/new")
    def make() -> Response:
        return acted(ADMIN, _make)

    @blueprint.post(f"{ADMIN}/change")
    def change() -> Response:
        return acted(ADMIN, _change)

    @blueprint.post(f"{ADMIN}/link")
    def link() -> Response:
        return acted(ADMIN, _link)

    @blueprint.post(f"{ADMIN}/end")
    def end() -> Response:
        return acted(ADMIN, _end)


def _make() -> str:
    who, given = require(Right.ADMINISTER).who, request.form
    made = make_account(
        doors(),
        who,
        name=given.get("name", ""),
        shown=given.get("shown", ""),
        role=given.get("role", ""),
        scope=scope(),
    )
    _show(make_link(doors(), who, made.id))
    return words()("Đã tạo tài khoản {name}", name=made.name)


def _change() -> str:
    who, given = require(Right.ADMINISTER).who, request.form
    _require_mine(number("account"))
    changed = change_account(
        doors(),
        who,
        number("account"),
        role=given.get("role", ""),
        scope=scope(),
        closed=given.get("closed") == "1",
    )
    return words()("Đã đổi tài khoản {name}; các phiên đã kết thúc", name=changed.name)


def _link() -> str:
    who = require(Right.ADMINISTER).who
    _show(make_link(doors(), who, _require_mine(number("account")).id))
    return words()("Đã tạo liên kết dùng một lần")


def _end() -> str:
    who, hash = require(Right.ADMINISTER).who, request.form.get("session", "")
    whose = next((s.account for s in sessions.living(doors()) if s.hash == hash), "")
    if account := account_named(doors(), whose):
        require_mine(account.scope)
        sessions.end(doors(), who, hash)
    return words()("Đã kết thúc phiên")


def _require_mine(id: int) -> Account:
    found = next((each for each in every_account(doors()) if each.id == id), None)
    if found is None:
        raise CannotBe(vi="Không có tài khoản này.", en="There is no such account.")
    require_mine(found.scope)
    return found


def _show(path: str) -> None:
    show_once(f"{request.host_url.rstrip('/')}{path}")
