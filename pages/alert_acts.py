"""Callbacks of the form of one alert: it opens with the address, and writes by the one writer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from dash import Dash, Input, Output, State, ctx, no_update
from dash.exceptions import PreventUpdate

from access.audit import recorded
from access.current import require
from access.current_doors import doors
from access.roles import Right
from access.viewer import Kind
from components import ids
from components.form import form_said
from components.index import language
from data_access.alerts.standing import Alert
from data_access.days import to_local
from data_access.errors import TamNhinError
from data_access.places import Places
from data_access.scope import OutOfScope
from metrics.desk import Desk, View
from pages.alert_form import ACTS, FIELDS, MARK, NAME, editor, field_id, number_read
from pages.asking import ask, query_of
from wording.words import mark, words_in

SLOT = ids.part(NAME, MARK)
DUE_AT = time(17, 0)
_DONE = {
    "acknowledge": mark("Đã xác nhận"),
    "assign": mark("Đã giao việc"),
    "shelve": mark("Đã gác lại"),
    "unshelve": mark("Đã thôi gác lại"),
}


def register(app: Dash, desk: Desk) -> None:
    app.callback(
        Output(SLOT, "children"),
        Input(ids.LOCATION, "search"),
        prevent_initial_call=True,
    )(_opening(desk))
    app.callback(
        Output(field_id("said"), "children"),
        Output(ids.VERSION, "data", allow_duplicate=True),
        *(Input(field_id(name), "n_clicks") for name in ACTS),
        State(field_id("number"), "data"),
        State(ids.LOCATION, "search"),
        *(State(field_id(name), "value") for name in FIELDS),
        prevent_initial_call=True,
    )(_acting(desk))


def _opening(desk: Desk) -> Callable[..., Any]:
    def opened(search: str | None) -> Any:
        try:
            return desk.answer(lambda view: editor(ask(view, search)))
        except TamNhinError as error:
            raise PreventUpdate from error  # the page's own callback says it

    return opened


def _acting(desk: Desk) -> Callable[..., Any]:
    def act(*given: Any) -> Any:
        clicks, (number, search, *values) = given[: len(ACTS)], given[len(ACTS) :]
        name = next((each for each in ACTS if ctx.triggered_id == field_id(each)), None)
        if name is None or not any(clicks):
            raise PreventUpdate
        words = words_in(query_of(search).get("lang") or language())
        texts = {name: value or "" for name, value in zip(FIELDS, values, strict=True)}
        try:
            version = _acted(desk, name, str(number or ""), texts)
        except TamNhinError as error:
            said = error.en if words.lang == "en" else error.vi
            return form_said(said, "missed"), no_update
        return form_said(words(_DONE[name]), "met"), version

    return act


def _acted(desk: Desk, name: str, number: str, texts: dict[str, str]) -> int:
    """The data version, which has not moved: the page asks anew for itself."""
    from ingest.alerts.acting import Act, Office  # as tables are written: only where one acts

    found = require(Right.ALERTS)
    who = found.name if found.kind is Kind.ACCOUNT else texts["who"]
    agency = texts["agency"] if name == "assign" else ""
    seen = desk.answer(lambda view: _seen(view, number, agency))
    office = Office(desk.engine, desk.alert_settings, seen.places)
    act = Act(alert=seen.alert.id, who=who, note=texts["note"])
    if name == "acknowledge":
        office.acknowledge(act)
    elif name == "assign":
        office.assign(act, agency=agency, due=_due(texts["due"]))
    elif name == "shelve":
        office.shelve(act, until=_until(seen.now, texts["hours"]))
    else:
        office.unshelve(act)
    about = {"alert": seen.alert.id, "rule": seen.alert.rule}
    recorded(doors(), found.who, f"alert {_AUDITED[name]}", **about)
    return seen.version


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """An alert that the viewer may see, and what stands around it."""

    alert: Alert
    places: Places
    now: datetime
    version: int


def _seen(view: View, number: str, agency: str) -> _Seen:
    """Raises UnknownAlert, and OutOfScope for an agency that lies elsewhere."""
    snap = view.snap
    alert = view.require_alert(number_read(number))
    known = agency in snap.places.agencies
    if known and not view.scope.holds_agency(agency, snap.places, snap.today):
        raise OutOfScope(view.scope)
    return _Seen(alert=alert, places=snap.places, now=snap.now, version=snap.version)


_AUDITED = {
    "acknowledge": "acknowledged",
    "assign": "assigned",
    "shelve": "shelved",
    "unshelve": "unshelved",
}


def _due(text: str) -> datetime:
    try:
        return datetime.combine(date.fromisoformat(text), DUE_AT)
    except ValueError as error:
        raise TamNhinError(vi="Hạn: chưa chọn ngày", en="Due: no day was chosen") from error


def _until(now: datetime, hours: str) -> datetime:
    if not hours.isdecimal() or len(hours) > 4:
        raise TamNhinError(
            vi=f"Gác lại trong '{hours}': cần một số giờ",
            en=f"Shelved for '{hours}': a number of hours is needed",
        )
    return to_local(now + timedelta(hours=int(hours)))
