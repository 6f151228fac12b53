"""Callbacks of the form: it opens with the address, and writes through the one writer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
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
from data_access.errors import TamNhinError
from data_access.targets import TargetKey
from metrics.catalogue import metric
from metrics.desk import Desk
from pages.asking import ask, query_of
from pages.target_form import FIELDS, MARK, NAME, editor, field_id
from pages.target_words import value_read
from wording.words import words_in

SLOT = ids.part(NAME, MARK)


def register(app: Dash, desk: Desk) -> None:
    app.callback(
        Output(SLOT, "children"),
        Input(ids.LOCATION, "search"),
        prevent_initial_call=True,
    )(_opening(desk))
    app.callback(
        Output(field_id("said"), "children"),
        Output(field_id("seen"), "data"),
        Output(ids.VERSION, "data", allow_duplicate=True),
        Input(field_id("save"), "n_clicks"),
        Input(field_id("remove"), "n_clicks"),
        State(field_id("seen"), "data"),
        State(ids.LOCATION, "search"),
        *(State(field_id(name), "value") for name in FIELDS),
        prevent_initial_call=True,
    )(_writing(desk))


def _opening(desk: Desk) -> Callable[..., Any]:
    def opened(search: str | None) -> Any:
        try:
            return desk.answer(lambda view: editor(ask(view, search)))
        except TamNhinError as error:
            raise PreventUpdate from error  # the page's own callback says it

    return opened


def _writing(desk: Desk) -> Callable[..., Any]:
    def write(
        saved: int | None, removed: int | None, seen: str, search: str | None, *values: str | None
    ) -> Any:
        if not (saved or removed):
            raise PreventUpdate
        words = words_in(query_of(search).get("lang") or language())
        texts = {name: value or "" for name, value in zip(FIELDS, values, strict=True)}
        taken_back = ctx.triggered_id == field_id("remove")
        try:
            version, held = _written(desk, texts, seen, taken_back=taken_back)
        except TamNhinError as error:
            said = error.en if words.lang == "en" else error.vi
            return form_said(said, "missed"), no_update, no_update
        done = words("Đã thu hồi chỉ tiêu") if taken_back else words("Đã lưu chỉ tiêu")
        return form_said(done, "met"), held, version

    return write


def _written(desk: Desk, texts: dict[str, str], seen: str, *, taken_back: bool) -> tuple[int, str]:
    """The new data version, and what the target's content hash is now."""
    # Tables are read and written with pandas, which a server that only shows need not hold.
    from ingest.target_edit import TargetEdit, edit_target

    found, key = require(Right.TARGETS), _key(texts)
    desk.answer(lambda view: view.require_target(key))
    value = None if taken_back else value_read(metric(key.metric), texts["value"])
    who = found.name if found.kind is Kind.ACCOUNT else texts["who"]
    edit = TargetEdit(key=key, value=value, decision=texts["decision"], who=who, seen=seen)
    done = edit_target(desk.engine, edit)
    told = {"value": value, "decision": edit.decision, **asdict(key)}
    recorded(doors(), found.who, "target changed", **told)
    return done


def _key(texts: dict[str, str]) -> TargetKey:
    kind, _, code = texts["scope"].partition(":")
    try:
        first, last = date.fromisoformat(texts["from"]), date.fromisoformat(texts["to"])
    except ValueError as error:
        raise TamNhinError(
            vi="Kỳ giao: chưa đủ ngày đầu và ngày cuối", en="Period: not given from and to"
        ) from error
    return TargetKey(
        metric=metric(texts["metric"]).id,
        level=code if kind == "level" else "",
        area_code=code if kind == "area" else "",
        agency_code=code if kind == "agency" else "",
        period_from=first,
        period_to=last,
    )
