"""The shell: from an address to a page, and from a new version to its slots. All callbacks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from dash import (
    ClientsideFunction,
    Dash,
    Input,
    Output,
    State,
    clientside_callback,
    ctx,
    dcc,
    html,
    no_update,
)
from dash.exceptions import PreventUpdate
from flask import request

from access.current import require
from access.roles import Right
from components import ids
from components.block import as_block
from components.first_paint import first_paint
from components.index import language
from components.words import words_in
from data_access.errors import DatabaseTrouble, TamNhinError
from metrics.desk import Desk, View
from pages import ask as ask_box
from pages import row_blocks, target_edit
from pages.asking import ask, query_of
from pages.chrome import desk_frame, missing_page, phone_links, rail_links
from pages.filters import filter_choices
from pages.page import Page
from pages.registry import all_pages, page_at
from pages.slots import outputs, values
from pages.trouble import nothing_known, trouble

PATH, SEARCH = (ids.LOCATION, "pathname"), (ids.LOCATION, "search")


def register(app: Dash, desk: Desk) -> None:
    app.layout = html.Div(
        [
            dcc.Location(id=ids.LOCATION, refresh="callback-nav"),
            dcc.Store(id=ids.VERSION),
            dcc.Store(id=ids.THEME),
            html.Div(id=ids.SHELL),
        ]
    )
    app.callback(Output(ids.SHELL, "children"), Input(*PATH), State(*SEARCH))(_routing(desk))
    for page in all_pages().values():
        app.callback(
            outputs(page),
            Input(*SEARCH),
            Input(ids.VERSION, "data"),
            Input(ids.THEME, "data"),
            State(*PATH),
            State(ids.part(page.name, "body"), ids.PLACES),
            prevent_initial_call=True,
        )(_filling(desk, page))
    app.callback(
        Output(ids.RAIL, "children"),
        Output(ids.BOTTOM, "children"),
        Output(ids.PERIOD, "options"),
        Output(ids.DISTRICT, "options"),
        Output(ids.AGENCY, "options"),
        Input(*SEARCH),
        State(*PATH),
        prevent_initial_call=True,
    )(_around(desk))
    target_edit.register(app, desk)
    row_blocks.register(app, desk)
    ask_box.register(app, desk)
    app.callback(
        Output(ids.VERSION, "data", allow_duplicate=True),
        Input(ids.AGAIN, "n_intervals"),
        State(ids.VERSION, "data"),
        prevent_initial_call=True,
    )(_again)
    clientside_callback(ClientsideFunction("tamnhin", "sync"), Input(*SEARCH))


def _again(_turns: int | None, version: int | None) -> int | None:
    """The same version told again: every slot is filled anew, with what was not ready before."""
    return version


def _routing(desk: Desk) -> Callable[..., Any]:
    """A page drawn whole, when its address is opened."""

    def route(path: str, search: str | None) -> Any:
        found = page_at(path)
        if found is None:
            return missing_page(path, words_in(language()))
        try:
            return desk.answer(lambda view: _drawn(view, *found, path, search))
        except TamNhinError as error:
            return nothing_known(error, words_in(language()))

    return route


def first_painted(desk: Desk) -> Callable[[], str]:
    """The page that a document is asked for, as HTML within it."""

    def painted() -> str:
        found = page_at(request.path)
        if found is None or found[0].wall:
            return ""
        search = f"?{request.query_string.decode()}" if request.query_string else ""
        try:
            page = desk.answer(lambda view: _drawn(view, *found, request.path, search))
        except TamNhinError:  # the living page says it
            return ""
        return first_paint(page)

    return painted


def _drawn(view: View, page: Page, item: str, path: str, search: str | None) -> Any:
    try:
        require(Right.WALL if page.wall else page.needs)
        asked = ask(view, search, wall=page.wall, item=item)
        return desk_frame(page, page.content(asked), asked, search=search or "")
    except TamNhinError as error:
        asked = ask(view, "", wall=page.wall, item=item)
        notice = trouble(error, path, query_of(search), asked)
        return desk_frame(page, None, asked, search=search or "", notice=notice)


def _filling(desk: Desk, page: Page) -> Callable[..., Any]:
    """The slots of the page that is open, when filters, data or theme have changed."""

    def fill(
        search: str | None, _version: int | None, _theme: str | None, path: str, drawn: str | None
    ) -> Any:
        item = _item(page, path)
        moved = ctx.triggered_id == ids.VERSION
        try:
            return desk.answer(
                lambda view: _filled(view, page, item, path, search, drawn, moved=moved)
            )
        except DatabaseTrouble as error:
            raise PreventUpdate from error  # what is shown stays, under its own name and age

    return fill


def _filled(
    view: View,
    page: Page,
    item: str,
    path: str,
    search: str | None,
    drawn: str | None,
    *,
    moved: bool,
) -> Any:
    try:
        require(Right.WALL if page.wall else page.needs)
        asked = ask(view, search, wall=page.wall, item=item)
        asked = replace(asked, refresh=moved and drawn == asked.places_key)
        return values(page, page.content(asked), asked, search=search or "")
    except TamNhinError as error:
        if moved and isinstance(error, DatabaseTrouble):
            raise  # the same selection is on screen already
        asked = ask(view, "", wall=page.wall, item=item)
        notice = trouble(error, path, query_of(search), asked)
        return values(page, None, asked, search=search or "", notice=notice)


def _around(desk: Desk) -> Callable[..., Any]:
    """What stands around every page and follows the filters: links that take them along, periods
    as of today, and the units that there were in the one chosen. Apart from the pages' slots: Dash
    calls whichever page's callback has an output on screen, and these are there on all of them."""

    def around(search: str | None, path: str) -> Any:
        found = page_at(path)
        if found is None:
            raise PreventUpdate
        about = found[0], query_of(search), words_in(language())
        links = as_block(rail_links(*about)), phone_links(*about)
        try:
            return *links, *desk.answer(lambda view: filter_choices(ask(view, search)))
        except TamNhinError:  # the page's own callback says it
            return *links, no_update, no_update, no_update

    return around


def _item(page: Page, path: str) -> str:
    """Raises PreventUpdate where another page is open."""
    found = page_at(path)
    if found is None or found[0] is not page:
        raise PreventUpdate
    return found[1]
