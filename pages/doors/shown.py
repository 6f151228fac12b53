"""What pages of administrators show alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime

from dash import html
from dash.development.base_component import Component

from access.roles import Role
from access.sessions import Session
from components.filter_bar import Option
from components.form import form_said
from components.panel import panel
from components.table import Cell, Column, Row, table
from data_access.days import to_local
from data_access.scope import Scope
from pages.doors.answers import said_before, shown_once
from pages.doors.scopes import scope_options
from pages.page import Ask
from wording.words import Words, mark

ROLE_WORDS = {
    Role.VIEWER: mark("Người xem: số liệu, bản đồ, xếp hạng"),
    Role.LEADER: mark("Lãnh đạo: thêm danh sách hồ sơ"),
    Role.OFFICER: mark("Cán bộ: thêm sửa chỉ tiêu, dữ liệu lỗi, thông tin cá nhân"),
    Role.NATION: mark("Trung ương: chỉ số liệu tổng hợp theo tháng"),
    Role.ADMINISTRATOR: mark("Quản trị: thêm tài khoản, màn hình, nhật ký"),
}


def role_options(roles: Sequence[Role], words: Words) -> list[Option]:
    return [Option(value=str(role), label=words(ROLE_WORDS[role])) for role in roles]


def role_named(role: Role, words: Words) -> str:
    return words(ROLE_WORDS[role]).partition(":")[0]


def section(ask: Ask, title: str, *parts: Component | None) -> Component:
    return panel(title, list(parts), words=ask.words, source=None, kind="door-panel")


def mine(ask: Ask, scope: Scope) -> bool:
    """Whether something is this administrator's to see and to change."""
    return ask.view.scope.covers(scope, ask.view.snap.places, ask.view.snap.today)


def scopes_of(ask: Ask) -> list[Option]:
    """Those that this administrator may give."""
    snap = ask.view.snap
    every = scope_options(snap.places, snap.today, ask.words)
    return [each for each in every if mine(ask, Scope.named(each.value))]


def sessions_table(
    ask: Ask, every: Iterable[Session], last: Callable[[Session], Cell], *, named: bool
) -> Component:
    """`last`: what can be done about one; `named`: with whose it is."""
    words, title = ask.words, ask.words("Phiên đăng nhập")
    rows = [
        Row(
            cells=[
                *([each.account] if named else []),
                each.browser,
                when(each.began_at),
                when(each.seen_at),
                last(each),
            ]
        )
        for each in every
    ]
    columns = [
        *([Column(title=words("Tài khoản"))] if named else []),
        Column(title=words("Trình duyệt"), kind="quiet", wide=named),
        Column(title=words("Bắt đầu")),
        Column(title=words("Hoạt động")),
        Column(title=""),
    ]
    return section(ask, title, table(columns, rows, caption=title))


def told() -> Component | None:
    """How the last form went."""
    said = said_before()
    return form_said(said.text, said.shape) if said else None


def secret(explained: str) -> Component | None:
    """What is shown to who has just asked for it, and never again."""
    found = shown_once()
    if not found:
        return None
    return html.Div([html.P(explained), html.Code(found)], className="secret")


def when(at: datetime | None) -> str:
    """'27/12/2024 08:40', as clocks here show it."""
    return f"{to_local(at.replace(tzinfo=UTC)):%d/%m/%Y %H:%M}" if at else ""
