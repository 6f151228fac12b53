"""Screens: which walls there are, and the pairing of a new one."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from access.current_doors import doors
from access.displays import Display, every_display
from access.roles import Right
from components.filter_bar import Option
from components.plain_form import PlainField, plain_form, small_form
from components.slot import slot
from components.table import Column, Row, table
from config.playlists import DEFAULT
from pages.doors.displays import ADMIN
from pages.doors.scopes import scope_shown
from pages.doors.shown import mine, scopes_of, section, told, when
from pages.page import Ask, Content, Page
from pages.playlists import playlists
from wording.words import mark

NAME = "admin_displays"


def content(ask: Ask) -> Content:
    shown = [each for each in every_display(doors()) if mine(ask, each.scope)]
    return Content(blocks={"displays": [told(), _pair(ask), _list(ask, shown), _give(ask, shown)]})


def frame(content: Content, ask: Ask) -> Component:
    del ask
    return slot(NAME, "displays", content.blocks.get("displays"), "door-page")


def _pair(ask: Ask) -> Component:
    words = ask.words
    fields = [
        PlainField(name="code", label=words("Mã trên màn hình"), longest=12),
        PlainField(name="name", label=words("Tên màn hình, ví dụ Phòng họp tầng 2"), longest=80),
        _lists(ask),
        PlainField(
            name="scope",
            label=words("Phạm vi"),
            options=scopes_of(ask),
        ),
    ]
    how = words("Mở {address} trên màn hình mới; nó hiện mã để nhập vào đây")
    said = html.P(how.format(address=f"{ask.origin}/wall"), className="quiet")
    form = plain_form(f"{ADMIN}/pair", fields, words("Ghép màn hình"))
    return section(ask, words("Ghép màn hình mới"), said, form)


def _lists(ask: Ask) -> PlainField:
    offered = [
        Option(value="" if name == DEFAULT else name, label=each.label)
        for name, each in playlists(ask).items()
    ]
    return PlainField(name="playlist", label=ask.words("Danh sách chiếu"), options=offered)


def _give(ask: Ask, shown: Sequence[Display]) -> Component | None:
    if not shown:
        return None
    words = ask.words
    screens = [Option(value=str(each.id), label=each.name) for each in shown]
    fields = [PlainField(name="display", label=words("Màn hình"), options=screens), _lists(ask)]
    form = plain_form(f"{ADMIN}/give", fields, words("Đổi danh sách"))
    return section(ask, words("Chiếu danh sách khác"), form)


def _list(ask: Ask, shown: Sequence[Display]) -> Component:
    words, places = ask.words, ask.view.snap.places
    rows = [
        Row(
            cells=[
                each.name,
                _playlist(ask, each.playlist),
                scope_shown(each.scope, places, words),
                when(each.paired_at),
                when(each.seen_at) or words("chưa lần nào"),
                small_form(f"{ADMIN}/revoke", words("Thu hồi"), {"display": str(each.id)}),
            ]
        )
        for each in shown
    ]
    columns = [
        Column(title=words("Màn hình")),
        Column(title=words("Danh sách chiếu"), kind="quiet"),
        Column(title=words("Phạm vi")),
        Column(title=words("Ghép lúc"), kind="quiet"),
        Column(title=words("Hỏi số liệu lần cuối")),
        Column(title=""),
    ]
    title = words("Màn hình")
    none = html.P(words("Chưa ghép màn hình nào"))
    return section(ask, title, table(columns, rows, caption=title) if rows else none)


def _playlist(ask: Ask, name: str) -> str:
    found = playlists(ask).get(name or DEFAULT)
    return found.label if found else ask.words("{name} (không còn)", name=name)


PAGE = Page(
    path=ADMIN,
    name=NAME,
    label=mark("Màn hình"),
    short=mark("Màn hình"),
    group=mark("Quản trị"),
    order=92,
    blocks=("displays",),
    content=content,
    frame=frame,
    needs=Right.ADMINISTER,
    filtered=False,
)
