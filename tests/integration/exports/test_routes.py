"""Briefings over HTTP and by command: whose they are, what they are called, what is refused."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from flask.testing import FlaskClient

from exports.formats import FORMATS
from pages.briefing.each_route import COUNT
from tests.conftest import tamnhin
from tests.integration.test_api import client_of


@pytest.fixture(scope="module")
def client(small_demonstration_url: str) -> FlaskClient:
    return client_of(small_demonstration_url)


@pytest.mark.parametrize("name", FORMATS)
def test_a_page_is_handed_out_as_a_file(client: FlaskClient, name: str) -> None:
    answer = client.get(f"/api/v1/briefing.{name}?page=/dossiers&district=455")
    assert answer.status_code == 200, answer.text
    assert answer.mimetype == FORMATS[name].mimetype
    said = answer.headers["Content-Disposition"]
    assert "tam-nhin-44-dossiers-" in said
    assert said.endswith(f"-trinh-dien.{name}")
    assert answer.data[:4] in (b"PK\x03\x04", b"%PDF")


def test_what_cannot_be_made_is_a_problem_that_names_it(client: FlaskClient) -> None:
    for asked in ("page=/nowhere", "page=/dossiers&district=999", "page=/metric/no_such"):
        answer = client.get(f"/api/v1/briefing.pptx?{asked}")
        assert answer.status_code in (400, 404)
        assert answer.mimetype == "application/problem+json"
        assert asked.rpartition("=")[2].rpartition("/")[2] in answer.text
    assert client.get("/api/v1/briefing.odt?page=/").status_code == 404


def test_the_command_writes_the_same_file(
    client: FlaskClient, small_demonstration_url: str, tmp_path: Path
) -> None:
    out = tmp_path / "bao-cao.xlsx"
    options = ("--page", "/dossiers", "--district", "455")
    done = tamnhin(
        small_demonstration_url, "brief", "--format", "xlsx", "--out", str(out), *options
    )
    assert done.returncode == 0, done.stderr
    over_http = client.get("/api/v1/briefing.xlsx?page=/dossiers&district=455").data
    assert _parts(out.read_bytes()) == _parts(over_http)


def _parts(file: bytes) -> set[str]:
    """Links differ: a command has no address of its own."""
    with ZipFile(BytesIO(file)) as opened:
        return {name for name in opened.namelist() if not name.endswith(".rels")}


def test_the_command_says_what_is_wrong_and_writes_nothing(
    small_demonstration_url: str, tmp_path: Path
) -> None:
    out = tmp_path / "bao-cao.pdf"
    options = ("--format", "pdf", "--out", str(out), "--page", "/open-data")
    done = tamnhin(small_demonstration_url, "brief", *options)
    assert done.returncode == 2
    assert "/open-data" in done.stderr
    assert not out.exists()


def test_a_sheet_of_every_unit_comes_in_one_file(
    small_demonstration_url: str, tmp_path: Path
) -> None:
    out = tmp_path / "phieu.zip"
    options = ("--format", "xlsx", "--out", str(out), "--page", "/metric/on_time")
    done = tamnhin(small_demonstration_url, "brief", *options, "--each", "district")
    assert done.returncode == 0, done.stderr
    with ZipFile(out) as opened:
        names = opened.namelist()
        assert len(names) == 8
        assert all(opened.read(name).startswith(b"PK") for name in names)
    assert [file.name for file in tmp_path.iterdir()] == ["phieu.zip"]


def test_they_are_sent_over_http_too_with_their_number_before_them(client: FlaskClient) -> None:
    asked = "page=/dossiers&period=2024"
    with client.get(f"/api/v1/sheets.zip?each=district&format=xlsx&{asked}") as answer:
        assert answer.status_code == 200
        assert "-phieu-district-" in answer.headers["Content-Disposition"]
        with ZipFile(BytesIO(answer.data)) as opened:
            assert opened.testzip() is None
            names = opened.namelist()
            alone = client.get(f"/api/v1/briefing.xlsx?district=455&{asked}").data
            assert _parts(opened.read("district-455.xlsx")) == _parts(alone)
        assert answer.headers[COUNT] == str(len(names)) == "8"


def test_who_leaves_in_the_middle_keeps_nobody_waiting(client: FlaskClient) -> None:
    asked = "/api/v1/sheets.zip?each=district&page=/dossiers&format=xlsx"
    with client.get(asked) as leaving:
        assert next(iter(leaving.iter_encoded())).startswith(b"PK")
        assert client.get(asked).status_code == 429
    with client.get(asked) as next_one:
        assert next_one.status_code == 200


def test_files_are_counted_by_the_limits(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    """What cannot be counted is let through, and only the log says so."""
    client.get("/api/v1/briefing.xlsx?page=/nowhere")
    assert [each.message for each in caplog.records if each.name == "flask-limiter"] == []
