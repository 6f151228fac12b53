"""Who may edit on screen while there are no accounts."""

from __future__ import annotations

import pytest
from flask import Flask

from components.words import Words
from data_access.errors import TamNhinError
from metrics.catalogue import metric
from pages.editing import SWITCH, may_edit
from pages.target_words import value_read, value_typed

HERE = "http://127.0.0.1:8050"


def asked(
    base: str = HERE, *, by: str = "127.0.0.1", switch: bool | None = None, **headers: str
) -> bool:
    server = Flask("test")
    server.config[SWITCH] = switch
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    with server.test_request_context(
        "/", base_url=base, headers=named, environ_base={"REMOTE_ADDR": by}
    ):
        return may_edit()


@pytest.mark.parametrize("base", [HERE, "http://localhost:8050", "http://[::1]:8050"])
def test_who_sits_at_the_server_may_edit(base: str) -> None:
    assert asked(base)


def test_nobody_else_may() -> None:
    assert not asked(by="10.0.0.7")
    assert not asked("http://tamnhin.example", by="10.0.0.7")


def test_what_a_proxy_passes_on_is_not_from_here() -> None:
    assert not asked(X_Forwarded_For="10.0.0.7")
    assert not asked(Forwarded="for=10.0.0.7")


def test_a_foreign_name_that_leads_here_is_not_from_here() -> None:
    assert not asked("http://evil.example:8050")


def test_the_setting_decides_where_it_is_given() -> None:
    assert asked(by="10.0.0.7", switch=True)
    assert not asked(switch=False)


def test_without_a_request_nobody_edits() -> None:
    assert not may_edit()


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("online_submit", "70", 0.7),
        ("online_submit", "97,5 %", 0.975),
        ("online_submit", "97.5", 0.975),
        ("cut_off", "0", 0.0),
        ("overdue", "1200", 1200.0),
    ],
)
def test_a_typed_target_is_read_in_the_metrics_unit(name: str, typed: str, value: float) -> None:
    assert value_read(metric(name), typed) == value


@pytest.mark.parametrize(("name", "typed"), [("online_submit", "101"), ("overdue", "-1")])
@pytest.mark.parametrize("also", ["", "nhiều"])
def test_what_is_no_target_is_refused_by_name(name: str, typed: str, also: str) -> None:
    for text in (typed, also):
        with pytest.raises(TamNhinError, match=f"'{text}'"):
            value_read(metric(name), text)


def test_a_form_shows_what_it_would_read() -> None:
    shown = value_typed(metric("online_submit"), 0.9017, Words("vi"))
    assert shown == "90,17"
    assert value_read(metric("online_submit"), shown) == 0.9017
