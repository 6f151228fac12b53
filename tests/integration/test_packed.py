"""What a browser is sent: packed once, kept for good under an address that names its version."""

from __future__ import annotations

import re
from collections.abc import Iterator

import brotli
import pytest
from flask.testing import FlaskClient

from app import VENDOR
from tests.integration.test_api import client_of

BROWSER = {"Accept-Encoding": "gzip, deflate, br"}
MAY_WEIGH = 1_250_000  # of the 1.6 MB that a page may: scripts, style sheets and letters
TOO_SMALL = 500  # bytes: packing would not pay
KEPT = "max-age=31536000"


@pytest.fixture(scope="module")
def client(small_demonstration_url: str) -> Iterator[FlaskClient]:
    with client_of(small_demonstration_url) as opened:
        yield opened


@pytest.fixture(scope="module")
def asked(client: FlaskClient) -> list[str]:
    """Everything that the document asks for."""
    return re.findall(r'<(?:script|link)[^>]* (?:src|href)="(/[^"]+)"', client.get("/").text)


def test_scripts_and_style_sheets_are_kept_for_good_and_weigh_little(
    client: FlaskClient, asked: list[str]
) -> None:
    answers = {path: client.get(path, headers=BROWSER) for path in asked}
    assert sum(len(answer.data) for answer in answers.values()) < MAY_WEIGH
    for path, answer in answers.items():
        assert answer.status_code == 200, path
        assert KEPT in answer.headers["Cache-Control"] or path.endswith(".woff2"), path
        packed = answer.headers.get("Content-Encoding") == "br"
        assert packed or path.endswith(".woff2") or len(answer.data) < TOO_SMALL, path


def test_plotly_is_asked_for_ahead_and_is_what_was_packed(
    client: FlaskClient, asked: list[str]
) -> None:
    path = next(each for each in asked if "plotly.js" in each)
    packed = client.get(path, headers=BROWSER)
    assert brotli.decompress(packed.data) == (VENDOR / "plotly.js").read_bytes()
    assert client.get(path).data == (VENDOR / "plotly.js").read_bytes()
    known = BROWSER | {"If-None-Match": packed.headers["ETag"]}
    assert client.get(path, headers=known).status_code == 304


def test_a_page_is_asked_for_anew_each_time(client: FlaskClient) -> None:
    assert "max-age" not in client.get("/").headers.get("Cache-Control", "")
    assert "max-age" not in client.get("/assets/2-app/tokens.css").headers["Cache-Control"]
