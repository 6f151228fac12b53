"""What pages of administrators show alike."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from dash import html
from dash.development.base_component import Component

from access.roles import Role
from components.filter_bar import Option
from components.form import form_said
from components.panel import panel
from components.words import Words, mark
from data_access.days import to_local
from data_access.scope import Scope
from pages.doors.answers import said_before, shown_once
from pages.doors.scopes import scope_options
from pages.page import Ask

ROLE_WORDS = {
    Role.VIEWER: mark("Người xem: số liệu, bản đồ, xếp hạng"),
    Role.LEADER: mark("Lãnh đạo: thêm danh sách hồ sơ"),
    Role.OFFICER: mark("Cán bộ: thêm sửa chỉ tiêu, dữ liệu lỗi, thông tin cá nhân"),
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
