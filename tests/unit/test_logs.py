"""How a line of the log is written."""

from __future__ import annotations

import json
import logging
import sys
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from api.request_log import LONGEST, shown_path
from config.logs import JsonLines
from config.settings import Settings, SettingsError
from data_access.engine import make_engine


def line(message: str, *, error: bool = False) -> dict[str, Any]:
    raised = sys.exc_info() if error else None
    record = logging.LogRecord("tamnhin", logging.WARNING, __file__, 1, message, (), raised)
    record.created = 1795842000.25
    written = JsonLines().format(record)
    assert "\n" not in written
    made: dict[str, Any] = json.loads(written)
    return made


def test_a_line_holds_time_level_logger_and_message_in_this_order() -> None:
    assert list(line("Chưa đủ\ndữ liệu").items()) == [
        ("time", "2026-11-28T05:00:00.250Z"),
        ("level", "WARNING"),
        ("logger", "tamnhin"),
        ("message", "Chưa đủ\ndữ liệu"),
    ]


def test_values_that_postgresql_repeats_are_left_out() -> None:
    said = "duplicate key\nDETAIL:  Key (name)=(an.nguyen) already exists.\nCONTEXT: here"
    assert line(said)["message"] == "duplicate key\nDETAIL: …\nCONTEXT: here"
    try:
        raise ValueError(said)
    except ValueError:
        assert "an.nguyen" not in line("it failed", error=True)["error"]


def test_values_of_a_statement_that_fails_are_left_out() -> None:
    statement = text("SELECT nothing FROM nowhere WHERE name = :name")
    with (
        make_engine("sqlite://").connect() as connection,
        pytest.raises(DBAPIError) as raised,
    ):
        connection.execute(statement, {"name": "an.nguyen"})
    assert "an.nguyen" not in str(raised.value)


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/", "/"),
        ("/dossiers?agency=TP", "/dossiers"),
        ("/signin/once/abc?x=1", "/signin/once/…"),
        ("/signin", "/signin"),
        ("/" + "x" * 500, "/" + "x" * (LONGEST - 1)),
    ],
)
def test_a_path_is_shown_without_query_string_and_secret(path: str, shown: str) -> None:
    assert shown_path(path) == shown


def test_the_setting_is_text_or_json_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {"TAMNHIN_SECRET_KEY": "test"}
    assert Settings.from_env(known | {"TAMNHIN_LOG": "text"}).log == "text"
    assert Settings.from_env(known | {"TAMNHIN_LOG": "json"}).log == "json"
    for terminal, log in ((True, "text"), (False, "json")):
        monkeypatch.setattr(sys.stderr, "isatty", lambda terminal=terminal: terminal)
        assert Settings.from_env(known).log == log
    with pytest.raises(SettingsError, match="'xml'"):
        Settings.from_env(known | {"TAMNHIN_LOG": "xml"})


def test_earlier_keys_are_parted_by_spaces() -> None:
    known = {"TAMNHIN_SECRET_KEY": "test"}
    before = {"TAMNHIN_SECRET_KEY_BEFORE": " ".join(("old", "older"))}
    assert Settings.from_env(known | before).secret_key_before == ("old", "older")
    assert Settings.from_env(known).secret_key_before == ()
