"""What monitoring reads, the dashboard that comes with the program, and the id of a request."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from access.displays import await_pairing, pair, viewer_of
from access.leases import taken
from access.roles import Role
from api.identity import HEADER, ROUTES, route_of
from config.settings import ROOT
from pages.registry import all_pages
from tests.integration.doors.house import House, house, own_copy
from tests.integration.doors.test_alerts import look

DASHBOARD = ROOT / "config/grafana/tamnhin.json"
OF_PROMETHEUS = {"up"}
SUFFIXES = ("_bucket", "_count", "_sum")
ID = "0123456789abcdef0123456789abcdef"


def measured(client: FlaskClient) -> dict[str, dict[str, float]]:
    """Name -> labels as text -> value."""
    found: dict[str, dict[str, float]] = {}
    for family in text_string_to_metric_families(client.get("/metrics").text):
        found.setdefault(family.name, {})
        for each in family.samples:
            found.setdefault(each.name, {})[json.dumps(each.labels, sort_keys=True)] = each.value
    return found


def value(told: dict[str, dict[str, float]], name: str, **labels: str) -> float:
    return told.get(name, {}).get(json.dumps(labels, sort_keys=True), 0.0)


def test_whatever_the_dashboard_asks_for_is_told(own_house: House) -> None:
    look(own_house)
    taken(own_house.doors.store, "a", ["alerts"], 60)
    client = own_house.someone(Role.VIEWER)
    assert client.get("/api/v1/figures/on_time").status_code == 200
    told = measured(client)
    board = json.loads(DASHBOARD.read_text(encoding="utf-8"))
    asked = {
        name
        for panel in board["panels"]
        for target in panel["targets"]
        for name in re.findall(r"\b(tamnhin_[a-z_]+|up)\b", re.sub(r'"[^"]*"', "", target["expr"]))
    }
    assert len(asked) > 15
    known = told.keys() | {f"{name}_total" for name in told} | OF_PROMETHEUS
    assert asked <= known
    places = [(p["gridPos"]["x"], p["gridPos"]["y"]) for p in board["panels"]]
    assert len(set(places)) == len(places)


def test_requests_and_answers_of_the_cache_are_counted(own_house: House) -> None:
    client = own_house.someone(Role.VIEWER)
    asked = "/api/v1/figures/on_time?from=2024-03-01&to=2024-03-31"
    before = measured(client)
    for _ in range(3):
        assert client.get(asked).status_code == 200
    assert client.get("/api/v1/figures/no_such").status_code == 404
    after = measured(client)

    def grown(name: str, **labels: str) -> float:
        return value(after, name, **labels) - value(before, name, **labels)

    assert grown("tamnhin_request_seconds_count", route="api", status="2xx") == 3
    assert grown("tamnhin_request_seconds_count", route="api", status="4xx") == 1
    assert grown("tamnhin_evaluate_seconds_count") == 1
    assert grown("tamnhin_cache_answers_total", found="miss") >= 1
    assert grown("tamnhin_cache_answers_total", found="hit") >= 2


def test_walls_that_ask_are_online_and_others_are_only_paired(own_house: House) -> None:
    doors, client = own_house.doors, own_house.someone(Role.VIEWER)
    token, code = await_pairing(doors, None)
    pair(doors, "test", code, name="Sảnh")
    told = measured(client)
    assert value(told, "tamnhin_walls_paired") - value(told, "tamnhin_walls_online") == 1
    assert viewer_of(doors, token)
    told = measured(client)
    assert value(told, "tamnhin_walls_paired") == value(told, "tamnhin_walls_online") == 1


@pytest.mark.parametrize("path", [*all_pages(), "/healthz", "/assets/x.css", "/api/v1/rows/x.csv"])
def test_every_address_is_of_a_known_kind(path: str) -> None:
    assert route_of(path) in ROUTES


def test_the_proxys_id_goes_through_and_a_visitors_does_not(
    small_demonstration_url: str, tmp_path: Path
) -> None:
    url = own_copy(small_demonstration_url, tmp_path)
    heads = {HEADER: ID}
    behind, bare = house(url, proxies=1).stranger(), house(url).stranger()
    assert behind.get("/healthz", headers=heads).headers.getlist(HEADER) == [ID]
    assert behind.get("/healthz", headers={HEADER: "a b?<x>"}).headers[HEADER] != "a b?<x>"
    own = bare.get("/healthz", headers=heads).headers[HEADER]
    assert re.fullmatch("[0-9a-f]{32}", own)
    assert own != ID
    refused = behind.get("/api/v1/sources", headers=heads)
    assert (refused.status_code, json.loads(refused.text)["request"]) == (401, ID)


def test_an_error_that_nobody_has_foreseen_is_told_with_its_id(
    own_house: House, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> str:
        return str(1 / 0)

    own_house.server.add_url_rule("/broken", view_func=broken)
    own_house.server.add_url_rule("/api/v1/broken", view_func=broken)
    client = own_house.someone(Role.VIEWER)
    page = client.get("/broken", headers={"Accept": "text/html"})
    assert (page.status_code, page.mimetype) == (500, "text/html")
    assert page.headers[HEADER] in page.text
    assert "Mã yêu cầu" in page.text
    program = client.get("/api/v1/broken")
    assert (program.status_code, program.mimetype) == (500, "application/problem+json")
    assert json.loads(program.text)["request"] == program.headers[HEADER]
    assert "ZeroDivisionError" in caplog.text
