"""What an administrator does with screens."""

from __future__ import annotations

from flask import Blueprint, request
from werkzeug.wrappers import Response

from access.current import require
from access.current_doors import doors
from access.displays import every_display, give, pair, revoke
from access.roles import Right
from pages.doors.answers import Titled, acted, words
from pages.doors.given import number, require_mine, scope

ADMIN = "/admin/displays"


def register(blueprint: Blueprint, _province: Titled) -> None:
    @blueprint.post(f"{ADMIN}/pair")
    def paired() -> Response:
        return acted(ADMIN, _pair)

    @blueprint.post(f"{ADMIN}/give")
    def given() -> Response:
        return acted(ADMIN, _give)

    @blueprint.post(f"{ADMIN}/revoke")
    def revoked() -> Response:
        return acted(ADMIN, _revoke)


def _pair() -> str:
    who, given = require(Right.ADMINISTER).who, request.form
    made = pair(
        doors(),
        who,
        given.get("code", ""),
        name=given.get("name", ""),
        playlist=given.get("playlist", ""),
        scope=scope(),
    )
    return words()("Đã ghép màn hình {name}", name=made.name)


def _give() -> str:
    who, id = require(Right.ADMINISTER).who, number("display")
    for each in every_display(doors()):
        if each.id == id:
            require_mine(each.scope)
            give(doors(), who, id, request.form.get("playlist", ""))
    return words()("Đã đổi danh sách chiếu")


def _revoke() -> str:
    who, id = require(Right.ADMINISTER).who, number("display")
    for each in every_display(doors()):
        if each.id == id:
            require_mine(each.scope)
            revoke(doors(), who, id)
    return words()("Đã thu hồi màn hình")
