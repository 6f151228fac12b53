"""Playlists: what walls show, in which order, how long and when."""

from __future__ import annotations

from dash import dcc, html
from dash.development.base_component import Component

from access.current_doors import doors
from access.playlists import Made, made
from access.roles import Right
from components.plain_form import small_form
from components.slot import slot
from components.table import Column, Row, table
from config.playlists import DEFAULT
from pages.doors.playlists import ADMIN
from pages.doors.shown import section, told, when
from pages.page import Ask, Content, Page
from pages.playlist_form import playlist_form
from pages.playlists import playlists
from wording.words import mark

NAME = "admin_playlists"


def content(ask: Ask) -> Content:
    return Content(blocks={"playlists": [told(), _list(ask), playlist_form(ask)]})


def frame(content: Content, ask: Ask) -> Component:
    del ask
    return slot(NAME, "playlists", content.blocks.get("playlists"), "door-page")


def _list(ask: Ask) -> Component:
    words, own = ask.words, made(doors())
    rows = [
        Row(
            cells=[
                dcc.Link(each.label, href=ask.href(ADMIN, list=name)),
                html.A(f"/wall/{name}" if name != DEFAULT else "/wall", href=_address(name)),
                str(len(each.screens)),
                _from(ask, own.get(name)),
                small_form(f"{ADMIN}/drop", words("Bỏ"), {"name": name}) if name in own else None,
            ]
        )
        for name, each in playlists(ask).items()
    ]
    columns = [
        Column(title=words("Danh sách chiếu")),
        Column(title=words("Địa chỉ"), kind="quiet"),
        Column(title=words("Số màn"), kind="number"),
        Column(title=words("Lập tại")),
        Column(title=""),
    ]
    title = words("Danh sách chiếu")
    return section(ask, title, table(columns, rows, caption=title))


def _address(name: str) -> str:
    return "/wall" if name == DEFAULT else f"/wall/{name}"


def _from(ask: Ask, own: Made | None) -> str:
    if own is None:
        return ask.words("Tệp cấu hình")
    return ask.words("{who}, {when}", who=own.edited_by, when=when(own.edited_at))


PAGE = Page(
    path=ADMIN,
    name=NAME,
    label=mark("Danh sách chiếu"),
    short=mark("Chiếu"),
    group=mark("Quản trị"),
    order=93,
    blocks=("playlists",),
    content=content,
    frame=frame,
    needs=Right.ADMINISTER,
    filtered=False,
)
