"""Accounts: who may see what."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from access.accounts import Account, every_account
from access.current_doors import doors
from access.doors import utc_now
from access.roles import PEOPLE, Right
from access.sessions import Session, living
from components.filter_bar import Option
from components.plain_form import PlainField, plain_form, small_form
from components.slot import slot
from components.table import Cell, Column, Row, table
from pages.doors.accounts import ADMIN
from pages.doors.scopes import scope_shown
from pages.doors.shown import (
    mine,
    role_named,
    role_options,
    scopes_of,
    secret,
    section,
    sessions_table,
    told,
    when,
)
from pages.page import Ask, Content, Page
from wording.words import mark

NAME = "admin_accounts"


def content(ask: Ask) -> Content:
    made = secret(ask.words("Gửi liên kết này cho người dùng; nó mở tài khoản đúng một lần"))
    every = [each for each in every_account(doors()) if mine(ask, each.scope)]
    chosen = next((each for each in every if each.name == ask.query.get("account")), None)
    form = _change(ask, chosen) if chosen else _new(ask)
    return Content(
        sub=ask.words("{n} tài khoản", n=len(every)),
        blocks={"accounts": [told(), made, _list(ask, every), form, _sessions(ask, every)]},
    )


def frame(content: Content, ask: Ask) -> Component:
    del ask
    return slot(NAME, "accounts", content.blocks.get("accounts"), "door-page")


def _list(ask: Ask, every: list[Account]) -> Component:
    words, places = ask.words, ask.view.snap.places
    rows = [
        Row(
            cells=[
                html.A(each.name, href=ask.href(ADMIN, account=each.name)),
                each.shown,
                role_named(each.role, words),
                scope_shown(each.scope, places, words),
                _state(ask, each),
                small_form(
                    f"{ADMIN}/link", words("Tạo liên kết đăng nhập"), {"account": str(each.id)}
                ),
            ],
            here=each.name == ask.query.get("account"),
        )
        for each in every
    ]
    columns = [
        Column(title=words("Tài khoản")),
        Column(title=words("Tên"), kind="quiet"),
        Column(title=words("Vai trò")),
        Column(title=words("Phạm vi")),
        Column(title=words("Trạng thái"), kind="quiet"),
        Column(title=""),
    ]
    title = words("Tài khoản")
    return section(ask, title, table(columns, rows, caption=title))


def _state(ask: Ask, of: Account) -> str:
    if of.closed_at:
        return ask.words("đã đóng {time}", time=when(of.closed_at))
    if of.locked_until and of.locked_until > utc_now():
        return ask.words("khóa đến {time}", time=when(of.locked_until))
    return ask.words("có mật khẩu") if of.has_password else ask.words("chưa có mật khẩu")


def _new(ask: Ask) -> Component:
    words = ask.words
    fields = [
        PlainField(name="name", label=words("Tên tài khoản"), longest=80),
        PlainField(name="shown", label=words("Họ tên"), longest=160, needed=False),
        PlainField(name="role", label=words("Vai trò"), options=role_options(PEOPLE, words)),
        PlainField(name="scope", label=words("Phạm vi"), options=_scopes(ask)),
    ]
    title = words("Tạo tài khoản")
    return section(ask, title, plain_form(f"{ADMIN}/new", fields, title))


def _change(ask: Ask, of: Account) -> Component:
    words = ask.words
    states = [
        Option(value="0", label=words("Đang mở")),
        Option(value="1", label=words("Đóng: không đăng nhập được")),
    ]
    fields = [
        PlainField(
            name="role",
            label=words("Vai trò"),
            value=str(of.role),
            options=role_options(PEOPLE, words),
        ),
        PlainField(name="scope", label=words("Phạm vi"), value=str(of.scope), options=_scopes(ask)),
        PlainField(
            name="closed",
            label=words("Trạng thái"),
            value="1" if of.closed_at else "0",
            options=states,
        ),
    ]
    form = plain_form(
        f"{ADMIN}/change", fields, words("Lưu thay đổi"), hidden={"account": str(of.id)}
    )
    return section(ask, words("Tài khoản {name}", name=of.name), form)


def _scopes(ask: Ask) -> list[Option]:
    return scopes_of(ask)


def _sessions(ask: Ask, every: list[Account]) -> Component:
    names = {each.name for each in every}
    shown = [each for each in living(doors()) if each.account in names]

    def last(each: Session) -> Cell:
        return small_form(f"{ADMIN}/end", ask.words("Kết thúc"), {"session": each.hash})

    return sessions_table(ask, shown, last, named=True)


PAGE = Page(
    path=ADMIN,
    name=NAME,
    label=mark("Tài khoản"),
    short=mark("Tài khoản"),
    group=mark("Quản trị"),
    order=91,
    blocks=("accounts",),
    content=content,
    frame=frame,
    needs=Right.ADMINISTER,
    filtered=False,
)
