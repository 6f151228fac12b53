"""The form in which somebody acts on one alert. `?alert=12` opens it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from access.current import may, signed_in, viewer
from access.roles import Right
from components import ids
from components.filter_bar import Option
from components.form import Field, form
from components.panel import panel
from components.spans import length
from data_access.alerts.machine import State, standing
from data_access.alerts.standing import Alert
from data_access.errors import TamNhinError, UnknownFilter
from pages.page import Ask

NAME, PATH = "alerts", "/alerts"
CHOSEN = "alert"  # the part of the address that names one
FIELDS = ("who", "note", "agency", "due", "hours")
ACTS = ("acknowledge", "assign", "shelve", "unshelve")
MARK = "act"
LONGEST_NUMBER = 9  # digits
_HOURS = (1, 4, 24, 72, 168)


def field_id(name: str) -> str:
    return ids.part(NAME, f"act-{name}")


def chosen_number(ask: Ask) -> int | None:
    """Raises UnknownFilter for what is no number."""
    text = ask.query.get(CHOSEN)
    return number_read(text) if text else None


def number_read(text: str) -> int:
    """Raises UnknownFilter."""
    if not text.isascii() or not text.isdecimal() or len(text) > LONGEST_NUMBER:
        raise UnknownFilter(CHOSEN, text[:40], ["1, 2, 3, …"])
    return int(text)


def rule_label(ask: Ask, name: str) -> str:
    rule = ask.view.alert_settings.rule(name)
    if rule is None:
        return name
    return rule.label_en if ask.words.lang == "en" else rule.label


def editor(ask: Ask) -> Component | None:
    """The open form; None where no alert is chosen, it is over, or nobody may act."""
    number = chosen_number(ask)
    if number is None or not may(Right.ALERTS):
        return None
    try:
        alert = ask.view.require_alert(number)
    except TamNhinError:
        return None  # the page itself says it
    if not standing(alert.state):
        return None
    words = ask.words
    return panel(
        words("Xử lý"),
        [
            dcc.Store(id=field_id("number"), data=str(number)),
            form(_fields(ask, alert), _buttons(ask, alert), said=None, said_id=field_id("said")),
        ],
        words=words,
        source=None,
        kind="target-form",
    )


def _fields(ask: Ask, alert: Alert) -> list[Field]:
    words = ask.words
    tomorrow = ask.view.snap.today + timedelta(days=1)
    return [
        _field(
            "who",
            words("Người xử lý"),
            viewer().name if signed_in() else "",
            longest=120,
            fixed=signed_in(),
        ),
        _field("note", words("Ghi chú"), "", longest=500),
        _field("agency", words("Giao cho"), _held(alert), options=_agencies(ask)),
        _field("due", words("Hạn, 17:00 ngày"), tomorrow.isoformat(), kind="date"),
        _field("hours", words("Gác lại trong"), str(_HOURS[1]), options=_spans(ask)),
    ]


def _field(name: str, label: str, value: str, **more: Any) -> Field:
    return Field(id=field_id(name), label=label, value=value, **more)


def _held(alert: Alert) -> str:
    return alert.assigned_to or alert.agency or "none"


def _agencies(ask: Ask) -> list[Option]:
    places, today = ask.view.snap.places, ask.view.snap.today
    found = [
        Option(value=each.code, label=each.name)
        for each in places.agencies_during(today, today)
        if ask.view.scope.holds_agency(each.code, places, today)
    ]
    return [Option(value="none", label=ask.words("Chọn cơ quan")), *found]


def _spans(ask: Ask) -> list[Option]:
    longest = ask.view.alert_settings.longest_shelving.total_seconds() / 3600
    return [
        Option(value=str(hours), label=length(hours * 3600, ask.words))
        for hours in _HOURS
        if hours <= longest
    ]


def _buttons(ask: Ask, alert: Alert) -> list[Component]:
    """All are there, for the callback knows them; only those that make sense are shown."""
    words, state = ask.words, alert.state
    open_ = state in (State.UNACKNOWLEDGED, State.ACKNOWLEDGED)
    shown = {
        "acknowledge": alert.unseen,
        "assign": state is not State.SHELVED,
        "shelve": open_,
        "unshelve": state is State.SHELVED,
    }
    labels = {
        "acknowledge": words("Xác nhận"),
        "assign": words("Giao việc"),
        "shelve": words("Gác lại"),
        "unshelve": words("Thôi gác lại"),
    }
    buttons: list[Component] = [
        html.Button(
            labels[name],
            id=field_id(name),
            type="button",
            className="btn do" if name == "acknowledge" else "btn",
            hidden=not shown[name],
        )
        for name in ACTS
    ]
    return [*buttons, dcc.Link(words("Đóng"), href=ask.href(PATH, **{CHOSEN: None}))]
