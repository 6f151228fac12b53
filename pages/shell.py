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
)
from dash.exceptions import PreventUpdate
from flask import request

from access.current import require
from access.roles import Right
from components import ids
from components.index import language
from data_access.errors import DatabaseTrouble, TamNhinError
from metrics.desk import Desk, View
from pages import alert_acts, row_blocks, target_edit
from pages import ask as ask_box
from pages.asking import ask, query_of
from pages.chrome import missing_page
from pages.filters import filter_choices
from pages.kept import told_of
from pages.opened import opened
from pages.page import Page
from pages.registry import all_pages, page_at
from pages.slots import outputs, values
from pages.trouble import nothing_known, trouble
from wording.words import words_in

PATH, SEARCH = (ids.LOCATION, "pathname"), (ids.LOCATION, "search")


def register(app: Dash, desk: Desk) -> None:
    app.layout = html.Div(
        [
            dcc.Location(id=ids.LOCATION, refresh="callback-nav"),
            dcc.Store(id=ids.VERSION),
            dcc.Store(id=ids.THEME),
            dcc.Store(id=ids.CHOICES),
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
            State(ids.part(page.name, "body"), ids.HAD),
            prevent_initial_call=True,
        )(_filling(desk, page))
    app.callback(
        Output(ids.PERIOD, "options"),
        Output(ids.DISTRICT, "options"),
        Output(ids.AGENCY, "options"),
        Input(ids.CHOICES, "data"),
        State(*SEARCH),
        prevent_initial_call=True,
    )(_choices(desk))
    target_edit.register(app, desk)
    alert_acts.register(app, desk)
    row_blocks.register(app, desk)
    ask_box.register(app, desk)
    clientside_callback(
        ClientsideFunction("live", "again"),
        Output(ids.VERSION, "data", allow_duplicate=True),
        Input(ids.AGAIN, "n_intervals"),
        State(ids.VERSION, "data"),
        prevent_initial_call=True,
    )
    clientside_callback(ClientsideFunction("tamnhin", "sync"), Input(*SEARCH))


def _routing(desk: Desk) -> Callable[..., Any]:
    """A page drawn whole, when its address is opened."""

    def route(path: str, search: str | None) -> Any:
        found = page_at(path)
        if found is None:
            return missing_page(path, words_in(language()))
        try:
            return desk.answer(lambda view: opened(view, *found, path, search or "").living)
        except TamNhinError as error:
            return nothing_known(error, words_in(language()))

    return route


def first_opened(desk: Desk) -> Callable[[], tuple[str, str]]:
    """The page that a document is asked for, within it: as HTML to be read at once, and as the
    answer to what the living page would ask for next. A wall has no HTML, nor has what holds forms:
    what is typed must not be lost when the living page comes."""

    def asked_for() -> tuple[str, str]:
        found = page_at(request.path)
        if found is None:
            return "", ""
        search = f"?{request.query_string.decode()}" if request.query_string else ""
        try:
            page = desk.answer(lambda view: opened(view, *found, request.path, search))
        except TamNhinError:  # the living page says it
            return "", ""
        shown = found[0].filtered and not found[0].wall
        return page.html if shown else "", page.text

    return asked_for


def _filling(desk: Desk, page: Page) -> Callable[..., Any]:
    """The slots of the page that is open, when filters, data or theme have changed."""

    def fill(
        search: str | None,
        _version: int | None,
        _theme: str | None,
        path: str,
        drawn: str | None,
        had: str | None,
    ) -> Any:
        item = _item(page, path)
        moved = ctx.triggered_id == ids.VERSION
        try:
            return desk.answer(
                lambda view: _filled(view, page, item, path, search, drawn, had, moved=moved)
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
    had: str | None,
    *,
    moved: bool,
) -> Any:
    try:
        require(Right.WALL if page.wall else page.needs)
        asked = ask(view, search, wall=page.wall, item=item)
        asked = replace(asked, refresh=moved and drawn == asked.places_key)
        return values(page, told_of(page, asked), asked, search=search or "", had=had)
    except TamNhinError as error:
        if moved and isinstance(error, DatabaseTrouble):
            raise  # the same selection is on screen already
        asked = ask(view, "", wall=page.wall, item=item)
        notice = trouble(error, path, query_of(search), asked)
        return values(page, None, asked, search=search or "", notice=notice)


def _choices(desk: Desk) -> Callable[..., Any]:
    """What filters offer: periods as of today, and the units that there were in the one chosen.
    Apart from the pages' slots: Dash calls whichever page's callback has an output on screen, and
    these are there on all of them."""

    def choices(_wanted: str | None, search: str | None) -> Any:
        try:
            return desk.answer(lambda view: filter_choices(ask(view, search)))
        except TamNhinError as error:  # the page's own callback says it
            raise PreventUpdate from error

    return choices


def _item(page: Page, path: str) -> str:
    """Raises PreventUpdate where another page is open."""
    found = page_at(path)
    if found is None or found[0] is not page:
        raise PreventUpdate
    return found[1]
