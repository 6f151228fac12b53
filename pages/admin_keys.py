"""Keys: which programs may read figures."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from access.current_doors import doors
from access.keys import MAY_BE, every_key
from access.roles import Right
from components.plain_form import PlainField, plain_form, small_form
from components.slot import slot
from components.table import Column, Row, table
from pages.doors.keys import ADMIN
from pages.doors.scopes import scope_shown
from pages.doors.shown import mine, role_named, role_options, scopes_of, secret, section, told, when
from pages.page import Ask, Content, Page
from wording.words import mark

NAME = "admin_keys"


def content(ask: Ask) -> Content:
    made = secret(
        ask.words("Khóa mới, chỉ hiện lần này. Chương trình gửi nó trong Authorization: Bearer …")
    )
    return Content(blocks={"keys": [told(), made, _list(ask), _new(ask)]})


def frame(content: Content, ask: Ask) -> Component:
    del ask
    return slot(NAME, "keys", content.blocks.get("keys"), "door-page")


def _new(ask: Ask) -> Component:
    words = ask.words
    fields = [
        PlainField(name="name", label=words("Tên chương trình"), longest=80),
        PlainField(name="role", label=words("Vai trò"), options=role_options(MAY_BE, words)),
        PlainField(
            name="scope",
            label=words("Phạm vi"),
            options=scopes_of(ask),
        ),
    ]
    title = words("Tạo khóa")
    return section(ask, title, plain_form(f"{ADMIN}/new", fields, title))


def _list(ask: Ask) -> Component:
    words, places = ask.words, ask.view.snap.places
    rows = [
        Row(
            cells=[
                each.name,
                role_named(each.role, words),
                scope_shown(each.scope, places, words),
                f"{when(each.made_at)}, {each.made_by.partition(':')[2]}",
                when(each.seen_at) or words("chưa lần nào"),
                small_form(f"{ADMIN}/revoke", words("Thu hồi"), {"key": str(each.id)}),
            ]
        )
        for each in every_key(doors())
        if mine(ask, each.scope)
    ]
    columns = [
        Column(title=words("Chương trình")),
        Column(title=words("Vai trò")),
        Column(title=words("Phạm vi")),
        Column(title=words("Tạo"), kind="quiet"),
        Column(title=words("Dùng lần cuối")),
        Column(title=""),
    ]
    title = words("Khóa cho chương trình")
    shown = table(columns, rows, caption=title) if rows else html.P(words("Chưa có khóa nào"))
    return section(ask, title, shown)


PAGE = Page(
    path=ADMIN,
    name=NAME,
    label=mark("Khóa API"),
    short=mark("Khóa"),
    group=mark("Quản trị"),
    order=94,
    blocks=("keys",),
    content=content,
    frame=frame,
    needs=Right.ADMINISTER,
    filtered=False,
)
