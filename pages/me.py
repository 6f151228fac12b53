"""One's own account: what it lets do, its password, its sessions."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from access.accounts import account_named
from access.current import viewer
from access.current_doors import doors
from access.sessions import Session, living
from access.viewer import Kind, Viewer
from components.plain_form import PlainField, plain_form, small_form
from components.slot import slot
from components.table import Cell
from pages.doors.own import END, ME, PASSWORD
from pages.doors.scopes import scope_shown
from pages.doors.shown import role_named, section, sessions_table, told
from pages.doors.signin import SIGN_OUT
from pages.page import Ask, Content, Page
from wording.words import mark

NAME = "me"


def content(ask: Ask) -> Content:
    found = viewer()
    parts: list[Component | None] = [told(), _who(ask, found)]
    if found.kind is Kind.ACCOUNT:
        parts += [_password(ask, found), _sessions(ask, found)]
    return Content(blocks={"account": parts})


def frame(content: Content, ask: Ask) -> Component:
    del ask
    return slot(NAME, "account", content.blocks.get("account"), "door-page")


def _who(ask: Ask, found: Viewer) -> Component:
    words = ask.words
    if found.kind is not Kind.ACCOUNT:
        text = words("Máy chủ này mở cho mọi người: không ai phải đăng nhập")
        return section(ask, words("Khách"), html.P(text))
    scope = scope_shown(found.scope, ask.view.snap.places, words)
    facts = words("{role}, phạm vi: {scope}", role=role_named(found.role, words), scope=scope)
    out = small_form(SIGN_OUT, words("Đăng xuất"), {})
    return section(ask, found.name, html.P(facts), out)


def _password(ask: Ask, found: Viewer) -> Component | None:
    words, rules = ask.words, doors().rules
    if not rules.passwords:
        return None
    account = account_named(doors(), found.name)
    fields = [
        PlainField(
            name="new",
            label=words("Mật khẩu mới, từ {n} ký tự", n=rules.shortest_password),
            kind="password",
            auto="new-password",
        ),
        PlainField(
            name="again",
            label=words("Mật khẩu mới, một lần nữa"),
            kind="password",
            auto="new-password",
        ),
    ]
    has_one = account is not None and account.has_password
    if has_one:
        now = words("Mật khẩu hiện nay")
        fields.insert(
            0, PlainField(name="now", label=now, kind="password", auto="current-password")
        )
    title = words("Đổi mật khẩu") if has_one else words("Đặt mật khẩu")
    return section(ask, title, plain_form(PASSWORD, fields, title))


def _sessions(ask: Ask, found: Viewer) -> Component:
    def last(each: Session) -> Cell:
        if each.hash == found.token:
            return ask.words("phiên này")
        return small_form(END, ask.words("Kết thúc"), {"session": each.hash})

    return sessions_table(ask, living(doors(), found.id), last, named=False)


PAGE = Page(
    path=ME,
    name=NAME,
    label=mark("Tài khoản của bạn"),
    short=mark("Tài khoản"),
    group=mark("Quản trị"),
    order=90,
    blocks=("account",),
    content=content,
    frame=frame,
    filtered=False,
)
