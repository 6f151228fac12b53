"""Open data and the document of the API: what is written there is what is answered."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator

from metrics.catalogue import CATALOGUE
from metrics.published.document import document
from metrics.published.tables import BREAKDOWNS, COLUMNS
from tests.integration.test_api import client_of

HERE = "/api/v1/open-data"


@pytest.fixture(scope="module")
def client(small_demonstration_url: str) -> Iterator[FlaskClient]:
    with client_of(small_demonstration_url) as opened:
        yield opened


@pytest.mark.parametrize(
    ("schema", "path"),
    [
        ("Reading", "/api/v1/figures/on_time"),
        ("Reading", "/api/v1/figures/covered_5g"),
        ("Reading", "/api/v1/figures/overdue_now?from=2023-01-01&to=2023-12-31"),
        ("Metric", "/api/v1/metrics"),
        ("Reading", "/api/v1/figures/received?by=channel"),
        ("Version", "/api/v1/version"),
        ("Problem", "/api/v1/figures/on_tme"),
        ("Problem", "/api/v1/figures/on_time?level=x"),
        ("Problem", f"{HERE}/village/2024.csv"),
    ],
)
def test_answers_have_the_documented_shape(client: FlaskClient, schema: str, path: str) -> None:
    found = client.get(path).json
    shape = {"$ref": f"#/components/schemas/{schema}", "components": document()["components"]}
    for each in found if isinstance(found, list) else [found]:
        Draft202012Validator(shape).validate(each)


def rows(client: FlaskClient, breakdown: str, year: int = 2024) -> list[dict[str, str]]:
    text = client.get(f"{HERE}/{breakdown}/{year}.csv").get_data(as_text=True)
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("breakdown", BREAKDOWNS)
def test_a_file_says_what_the_api_says(client: FlaskClient, breakdown: str) -> None:
    by = BREAKDOWNS[breakdown]
    asked = "from=2024-09-01&to=2024-09-30" + (f"&by={by}" if by else "")
    found = json.loads(client.get(f"/api/v1/figures/on_time?{asked}").text)
    said = {
        (each["by"] or {"": ""}).get(str(by), ""): each["value"]
        for each in (found if isinstance(found, list) else [found])
    }
    wanted = ("on_time", "2024-09")
    told = {
        row["code"]: float(row["value"]) if row["value"] else None
        for row in rows(client, breakdown)
        if (row["metric"], row["month"]) == wanted
    }
    assert told == said
    assert said


def test_the_province_has_every_metric_every_month(client: FlaskClient) -> None:
    found = rows(client, "province")
    assert {row["metric"] for row in found} == set(CATALOGUE)
    assert {row["month"] for row in found} == {f"2024-{month:02d}" for month in range(1, 13)}
    assert {row["synthetic"] for row in found} == {"true"}
    assert all(row["value"] or row["reason"] for row in found)


def test_the_package_describes_files_that_there_are(client: FlaskClient) -> None:
    package: dict[str, Any] = json.loads(client.get(f"{HERE}/datapackage.json").text)
    assert package["profile"] == "tabular-data-package"
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    assert package["synthetic"] is True
    assert "trình diễn" in package["description"]
    assert package["version"] == str(json.loads(client.get("/api/v1/version").text)["data_version"])
    assert {each["name"] for each in package["sources"]} == {m.source for m in CATALOGUE.values()}
    for resource in package["resources"]:
        answer = client.get(f"{HERE}/{resource['path']}")
        head = next(answer.iter_encoded()).decode(resource["encoding"]).strip()
        assert head.split(",") == [each["name"] for each in resource["schema"]["fields"]]
        answer.close()


def test_the_key_of_a_file_names_a_row_once(client: FlaskClient) -> None:
    for breakdown in BREAKDOWNS:
        found = [(row["metric"], row["month"], row["code"]) for row in rows(client, breakdown)]
        assert len(found) == len(set(found)) > 0


def test_a_file_is_not_sent_again_while_nothing_has_changed(client: FlaskClient) -> None:
    first = client.get(f"{HERE}/district/2024.csv")
    assert first.headers["Content-Disposition"].endswith("district-2024-trinh-dien.csv")
    assert "datapackage.json" in first.headers["Link"]
    again = client.get(
        f"{HERE}/district/2024.csv", headers={"If-None-Match": first.headers["ETag"]}
    )
    assert (again.status_code, again.data) == (304, b"")


def test_columns_are_described(client: FlaskClient) -> None:
    assert list(rows(client, "level")[0]) == list(COLUMNS)
