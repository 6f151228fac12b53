"""The HTTP interface for programs, on a small demonstration."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families
from werkzeug.test import TestResponse

from app import create_app
from cli import main
from config.province import read_province
from config.settings import ROOT, Settings
from data_access.engine import make_engine
from ingest.load import load_frame
from metrics.catalogue import CATALOGUE
from tests.integration.rows import AGENCIES

KEYS = [
    "metric",
    "selection",
    "by",
    "value",
    "numerator",
    "denominator",
    "unit",
    "target",
    "status",
    "previous",
    "last_year",
    "as_of",
    "completeness",
    "source",
    "data_version",
    "reconciliation",
    "synthetic",
    "source_state",
]


def client_of(url: str, config_dir: Path = ROOT / "config", **more: Any) -> FlaskClient:
    """`more`: settings of this test's own."""
    settings = Settings(
        database_url=url,
        cache_url=None,
        secret_key="test",
        host="127.0.0.1",
        port=0,
        config_dir=config_dir,
        access="open",
        **more,
    )
    client: FlaskClient = create_app(settings).server.test_client()
    client.environ_base["HTTP_ORIGIN"] = "http://localhost"  # as browsers say where they come from
    return client


@pytest.fixture(scope="module")
def client(small_demonstration_url: str) -> Iterator[FlaskClient]:
    with client_of(small_demonstration_url) as opened:
        yield opened


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    return client_of(f"sqlite:///{tmp_path_factory.mktemp('empty') / 'none.db'}")


def command(url: str, *arguments: str) -> Any:
    settings = {"TAMNHIN_DATABASE_URL": url, "TAMNHIN_SECRET_KEY": "test"}
    done = CliRunner().invoke(main, [*arguments, "--json"], env=settings)
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def body(answer: TestResponse) -> Any:
    return json.loads(answer.text)


def problem(answer: TestResponse, status: int) -> dict[str, Any]:
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    found: dict[str, Any] = json.loads(answer.text)
    assert found["status"] == status
    assert found["title"] != found["title_en"]
    return found


def test_the_version_is_told_with_the_time_of_the_provinces_clock(client: FlaskClient) -> None:
    answer = client.get("/api/v1/version")
    assert sorted(body(answer)) == ["as_of", "data_version", "server_time"]
    assert answer.headers["Server-Time"] == body(answer)["server_time"]
    told = datetime.fromisoformat(body(answer)["server_time"])
    assert told.utcoffset() == datetime.fromisoformat("2024-12-27T08:00+07:00").utcoffset()
    assert told.isoformat() >= body(answer)["as_of"]
    assert f"{told:%Y-%m-%d}" == "2024-12-27"


def test_an_unchanged_version_is_a_304_that_still_tells_the_time(client: FlaskClient) -> None:
    first = client.get("/api/v1/version")
    again = client.get("/api/v1/version", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["Server-Time"] >= first.headers["Server-Time"]
    assert again.headers["ETag"] == first.headers["ETag"]


def test_a_load_changes_the_version_and_its_etag(small_demonstration_copy: str) -> None:
    client = client_of(small_demonstration_copy)
    first = client.get("/api/v1/version")
    load_frame(make_engine(small_demonstration_copy), "agencies", AGENCIES, source="agencies")
    again = client.get("/api/v1/version", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 200
    assert body(again)["data_version"] == body(first)["data_version"] + 1


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"by": "level"},
        {"by": "month", "from": "2024-06-01", "to": "2024-08-31"},
        {"level": "commune", "channel": "online", "to": "2024-06-30"},
    ],
)
@pytest.mark.parametrize("metric", ["on_time", "median_days"])
def test_the_api_and_the_command_give_the_same_object(
    client: FlaskClient, small_demonstration_url: str, metric: str, query: dict[str, str]
) -> None:
    answer = client.get(f"/api/v1/figures/{metric}", query_string=query)
    assert answer.status_code == 200, answer.text
    options = [part for name, value in query.items() for part in (f"--{name}", value)]
    assert body(answer) == command(small_demonstration_url, "figure", metric, *options)
    for found in body(answer) if "by" in query else [body(answer)]:
        assert set(found) - {"reason"} == set(KEYS)
        assert found["as_of"].endswith("+07:00")


@pytest.mark.parametrize("metric", CATALOGUE)
def test_every_metric_answers(client: FlaskClient, metric: str) -> None:
    found = body(client.get(f"/api/v1/figures/{metric}"))
    assert found["metric"] == metric
    assert (found["value"] is None) == (found["status"] == "no_data") == ("reason" in found)


def test_what_cannot_be_divided_is_null_with_status_and_reason(client: FlaskClient) -> None:
    found = body(client.get("/api/v1/figures/task_on_time?level=commune"))
    assert (found["value"], found["status"]) == (None, "no_data")
    assert found["reason"] == "nothing_to_divide"


@pytest.mark.parametrize(
    ("parameter", "value", "valid"),
    [
        ("level", "village", "commune"),
        ("channel", "fax", "postal"),
        ("district", "999", "450"),
        ("area", "nowhere", "44"),
        ("agency", "H99", "H46."),
        ("field", "Thiên văn", "Hộ tịch"),
        ("by", "weekday", "month"),
        ("from", "01/01/2024", "YYYY-MM-DD"),
        ("to", "0001-01-01", "1950-01-01"),
    ],
)
def test_an_unknown_filter_value_is_a_400_that_names_it_and_the_valid_ones(
    client: FlaskClient, parameter: str, value: str, valid: str
) -> None:
    answer = client.get("/api/v1/figures/received", query_string={parameter: value})
    found = problem(answer, 400)
    assert (found["parameter"], found["value"]) == (parameter, value)
    assert any(each.startswith(valid) for each in found["valid"])
    assert value in found["title"]
    assert value in found["title_en"]


def test_a_parameter_that_does_not_exist_is_named_with_those_that_do(client: FlaskClient) -> None:
    found = problem(client.get("/api/v1/figures/received?distrct=450"), 400)
    assert found["value"] == "distrct"
    assert "district" in found["valid"]


def test_an_unknown_metric_is_a_404_with_the_closest(client: FlaskClient) -> None:
    found = problem(client.get("/api/v1/figures/on_tme"), 404)
    assert found["closest"] == "on_time"
    assert "on_tme" in found["title"]


def test_an_address_of_the_api_that_does_not_exist_is_a_404(client: FlaskClient) -> None:
    assert problem(client.get("/api/v1/figure/on_time"), 404)


def test_dictionaries_list_all_metrics_and_sources(
    client: FlaskClient, small_demonstration_url: str
) -> None:
    metrics = body(client.get("/api/v1/metrics"))
    assert [each["id"] for each in metrics] == list(CATALOGUE)
    assert metrics == command(small_demonstration_url, "metrics")
    promised = {"id", "label", "label_en", "unit", "direction", "description", "basis", "source"}
    assert all(promised <= set(each) for each in metrics)
    sources = body(client.get("/api/v1/sources"))
    assert [each["name"] for each in sources] == list(read_province(ROOT / "config").sources)
    others = [each for each in sources if each["name"] != "one_stop"]  # few are of this morning
    assert {each["name"]: each["state"] for each in others if each["state"] != "live"} == {}


def test_health_readiness_and_measurements_are_told(client: FlaskClient) -> None:
    assert body(client.get("/healthz")) == {"status": "up"}
    ready = client.get("/readyz")
    assert ready.status_code == 200
    version = body(client.get("/api/v1/version"))["data_version"]
    text = client.get("/metrics")
    assert text.mimetype == "text/plain"
    lines = text.text.splitlines()
    assert f"tamnhin_data_version {version}" in lines
    assert 'tamnhin_quarantined_rows{source="one_stop"} 0' in lines
    assert any(line.startswith('tamnhin_source_age_seconds{source="one_stop"}') for line in lines)
    typed = {line.split()[2] for line in lines if line.startswith("# TYPE")}
    for family in text_string_to_metric_families(text.text):
        assert family.name in typed or f"{family.name}_total" in typed
        assert family.documentation


def test_without_a_database_the_process_is_up_but_not_ready(empty: FlaskClient) -> None:
    assert empty.get("/healthz").status_code == 200
    for path in ("/readyz", "/api/v1/version", "/api/v1/figures/received"):
        assert "tamnhin demo" in problem(empty.get(path), 503)["title"]


def test_outlines_are_one_feature_a_commune_and_kept_by_browsers(client: FlaskClient) -> None:
    answer = client.get("/outlines/1.geojson")
    assert answer.mimetype == "application/geo+json"
    assert "max-age=31536000" in answer.headers["Cache-Control"]
    found = json.loads(answer.text)
    assert found["type"] == "FeatureCollection"
    features = found["features"]
    assert len(features) == 151
    assert len({feature["id"] for feature in features}) == 151
    assert all(feature["geometry"]["type"].endswith("Polygon") for feature in features)


def test_a_database_made_anew_does_not_show_the_old_ones_figures(tmp_path: Path) -> None:
    path = tmp_path / "again.db"
    settings = {"TAMNHIN_DATABASE_URL": f"sqlite:///{path}", "TAMNHIN_SECRET_KEY": "test"}
    shown = []
    for count in ("50", "80"):
        path.unlink(missing_ok=True)
        made = CliRunner().invoke(main, ["demo", "--dossiers", count, "--years", "1"], env=settings)
        assert made.exit_code == 0, made.output
        found = body(client_of(f"sqlite:///{path}").get("/api/v1/figures/received"))
        shown.append((found["data_version"], found["value"]))
    assert shown[0][0] == shown[1][0]
    assert shown[0][1] < shown[1][1]
