"""What an administrator does with keys for programs."""

from __future__ import annotations

from flask import Blueprint, request
from werkzeug.wrappers import Response

from access.current import require
from access.current_doors import doors
from access.keys import every_key, make_key, revoke
from access.roles import Right
from pages.doors.answers import Titled, acted, show_once, words
from pages.doors.given import number, require_mine, scope

ADMIN = "/admin/keys"


def register(blueprint: Blueprint, _province: Titled) -> None:
    @blueprint.post(f"{ADMIN}/new")
    def made() -> Response:
        return acted(ADMIN, _make)

    @blueprint.post(f"{ADMIN}/revoke")
    def revoked() -> Response:
        return acted(ADMIN, _revoke)


def _make() -> str:
    who, given = require(Right.ADMINISTER).who, request.form
    name, role = given.get("name", ""), given.get("role", "")
    show_once(make_key(doors(), who, name=name, role=role, scope=scope()))
    return words()("Đã tạo khóa {name}", name=name.strip())


def _revoke() -> str:
    who, id = require(Right.ADMINISTER).who, number("key")
    for each in every_key(doors()):
        if each.id == id:
            require_mine(each.scope)
            revoke(doors(), who, id)
    return words()("Đã thu hồi khóa")
