"""Briefings over HTTP and by command: whose they are, what they are called, what is refused."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from flask.testing import FlaskClient

from exports.formats import FORMATS
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
