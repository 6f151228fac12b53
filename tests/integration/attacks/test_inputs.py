"""Inputs that attack: none gives a 500, shows what is within, or changes a row."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import cycle
from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from metrics.published.operations import OPERATIONS
from metrics.published.schemas import FILTERS
from tests.integration.attacks.payloads import TEXTS, VALUES
from tests.integration.test_api import client_of
from tests.servers import without_limits

UPDATE = "/_dash-update-component"
WITHIN = ("Traceback", "sqlite3.", "sqlalchemy", "psycopg", 'File "/', "root:x:0:0")
PAGE_PARAMETERS = ("lang", "gap", "colour", "metric", "status", "edit", "line", "part", "item")
USUAL = {"pathname": "/dossiers", "search": "?district=455", "n_clicks": 1, "n_intervals": 1}
ALL_SHEETS = "/api/v1/sheets.zip"
# A workbook stands for all four, and JSON for a plan's files: they are asked for by the same lines.
# Sheets of all units are that workbook once a unit.
DRAWN_ALIKE = (
    *(f"/api/v1/briefing.{name}" for name in ("pptx", "docx", "pdf")),
    ALL_SHEETS,
    *(f"/api/v1/siting.{name}" for name in ("csv", "geojson")),
)
PARAMETERS = sorted(
    {*FILTERS, *PAGE_PARAMETERS, *(name for each in OPERATIONS.values() for name in each.query)}
)


@pytest.fixture(scope="module")
def client(small_demonstration_url: str, tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """Its limits refuse nothing: what is one too many would not be tried at all."""
    config = without_limits(tmp_path_factory.mktemp("attacks"))
    return client_of(small_demonstration_url, config)


@pytest.fixture(scope="module", autouse=True)
def _nothing_is_written(small_demonstration_url: str) -> Iterator[None]:
    """SQLite tells a connection whether any other one has committed anything since."""
    with closing(sqlite3.connect(small_demonstration_url.removeprefix("sqlite:///"))) as watching:
        before = watching.execute("PRAGMA data_version").fetchall()
        yield
        assert watching.execute("PRAGMA data_version").fetchall() == before


def _harmless(answer: TestResponse, asked: object) -> None:
    text = answer.data.decode("utf-8", "replace")
    assert answer.status_code < 500, (asked, answer.status_code, text[:300])
    assert answer.status_code != 429, (asked, "was not even tried")
    assert not [each for each in WITHIN if each in text], (asked, text[:300])
    assert "X-Taken" not in answer.headers
    assert "taken=1" not in answer.headers.get("Set-Cookie", ""), asked
    answer.close()  # as every server does


def _addresses(client: FlaskClient) -> list[str]:
    every = {
        rule.rule
        for rule in client.application.url_map.iter_rules()
        if "GET" in (rule.methods or ())
    }
    assert {"/api/v1/figures/<name>", "/api/v1/rows/<name>.csv", "/healthz"} <= every
    return sorted(every)


def test_no_part_of_an_address_does_harm(client: FlaskClient) -> None:
    tried = 0
    for rule in _addresses(client):
        if "<" not in rule:
            continue
        for text in TEXTS:
            address = re.sub(r"<[^>]+>", quote(text, safe=""), rule)
            _harmless(client.get(address), address)
            tried += 1
    assert tried >= 500


def test_no_parameter_does_harm(client: FlaskClient) -> None:
    """Each text in each parameter, the addresses taking turns."""
    asked = [re.sub(r"<[^>]+>", "on_time", rule) for rule in _addresses(client)]
    addresses = cycle(each for each in asked if not each.startswith(("/_dash", *DRAWN_ALIKE)))
    tried = 0
    for name in PARAMETERS:
        for text in TEXTS:
            address = next(addresses)
            _harmless(client.get(address, query_string={name: text}), (address, name, text))
            tried += 1
    assert tried >= 1_000


@pytest.mark.parametrize("name", ["each", "format", "page"])
def test_no_parameter_of_all_sheets_does_harm(client: FlaskClient, name: str) -> None:
    """What is refused is refused before the first sheet; what is not is let go before it."""
    for text in TEXTS:
        query = {name: text}
        answer = client.get(ALL_SHEETS, query_string=query)
        if answer.status_code == 200:
            answer.close()
        else:
            _harmless(answer, query)


def test_no_request_of_a_page_does_harm(client: FlaskClient) -> None:
    """Each callback, with each value in each of its places."""
    client.get("/")
    callbacks = json.loads(client.get("/_dash-dependencies").text)
    tried = 0
    for known in callbacks:
        if known["clientside_function"]:
            continue
        places = [*known["inputs"], *known["state"]]
        for number in range(len(places)):
            for value in VALUES:
                body = _body(known, number, value)
                answer = client.post(UPDATE, data=json.dumps(body), content_type="application/json")
                _harmless(answer, body)
                tried += 1
    assert tried >= 1_000


def _body(known: dict[str, Any], number: int, value: Any) -> dict[str, Any]:
    places = [*known["inputs"], *known["state"]]
    values: list[Any] = [USUAL.get(each["property"]) for each in places]
    values[number] = value
    inputs, state = (
        [
            {"id": _id(each["id"]), "property": each["property"], "value": values[at]}
            for at, each in enumerate(known[part], start=first)
        ]
        for part, first in (("inputs", 0), ("state", len(known["inputs"])))
    )
    outputs = [
        dict(zip(("id", "property"), _output(each), strict=True))
        for each in known["output"].strip(".").split("...")
    ]
    changed = [f"{json.dumps(inputs[0]['id'])}.{inputs[0]['property']}"]
    several = known["output"].startswith("..")
    return {
        "output": known["output"],
        "outputs": outputs if several else outputs[0],
        "inputs": inputs,
        "state": state,
        "changedPropIds": changed,
    }


def _id(name: str) -> Any:
    return {"type": "row-grid", "of": "x"} if name.startswith("{") else name


def _output(text: str) -> tuple[Any, str]:
    name, _, prop = text.rpartition(".")
    return _id(name), prop.partition("@")[0]


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b"[" * 5_000])
def test_what_is_no_request_is_refused(client: FlaskClient, body: bytes) -> None:
    answer = client.post(UPDATE, data=body, content_type="application/json")
    assert answer.status_code == 400
    assert "Mở lại trang" in json.loads(answer.text)["title"]


def test_a_request_larger_than_any_page_sends_is_refused(client: FlaskClient) -> None:
    body = json.dumps({"output": "x", "inputs": ["a" * 1_000_000]})
    answer = client.post(UPDATE, data=body, content_type="application/json")
    assert answer.status_code in (400, 413)
