"""Names that came with somebody's rows: shown as the text they are, on every page and in every
file."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from flask.testing import FlaskClient

from pages.registry import all_pages
from tests.integration.doors.house import own_copy
from tests.integration.test_api import client_of

MARKED = "<img src=x onerror=alert(1)>"
ENDING = "</script><script>alert(2)</script>"
RUNS = '=HYPERLINK("http://evil.example","x")'
NAMES = {"areas": "name", "agencies": "name", "procedures": "name", "villages": "name"}


@pytest.fixture(scope="module")
def client(small_demonstration_url: str, tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    url = own_copy(small_demonstration_url, tmp_path_factory.mktemp("stored"))
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as database:
        for table, column in NAMES.items():
            told = f"UPDATE {table} SET {column} = {column} || ?"
            database.execute(told, (MARKED + ENDING,))
        database.execute("UPDATE dossiers SET receiving_agency_code = NULL")
        database.execute("UPDATE agencies SET short_name = ?", (RUNS,))
        database.execute("UPDATE dataset SET identity = 'stored'")
        database.commit()
    return client_of(url)


@pytest.mark.parametrize("path", all_pages())
def test_no_page_holds_a_name_as_anything_but_text(client: FlaskClient, path: str) -> None:
    document = client.get(f"{path}?from=2024-01-01&to=2024-12-31").text
    assert MARKED not in document
    assert ENDING not in document
    for held in re.findall(r"<script[^>]*data-answers[^>]*>(.*?)</script>", document, re.DOTALL):
        for text in blocks(json.loads(held)):
            assert MARKED not in text


def blocks(of: Any) -> Iterator[str]:
    """What the browser is given as HTML; all else it writes as text."""
    if isinstance(of, dict):
        children = of.get("props", {}).get("children") if of.get("type") == "Block" else None
        if isinstance(children, str):
            yield children
        for value in of.values():
            yield from blocks(value)
    elif isinstance(of, list):
        for value in of:
            yield from blocks(value)


def test_blocks_are_looked_at(client: FlaskClient) -> None:
    """Else the test above would hold of nothing."""
    document = client.get("/leaderboard?from=2024-01-01&to=2024-12-31").text
    held = re.findall(r"<script[^>]*data-answers[^>]*>(.*?)</script>", document, re.DOTALL)
    texts = [text for each in held for text in blocks(json.loads(each))]
    assert any(MARKED.replace("<", "&lt;").replace(">", "&gt;") in text for text in texts)


def test_outlines_with_such_names_are_no_page(client: FlaskClient) -> None:
    answer = client.get("/outlines/x.geojson")
    assert answer.mimetype == "application/geo+json"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_file_holds_nothing_that_a_spreadsheet_runs(client: FlaskClient) -> None:
    text = client.get("/api/v1/rows/received.csv?from=2024-12-01").text
    cells = [cell for line in text.splitlines() for cell in line.split(",")]
    assert not [cell for cell in cells if cell.strip('"').startswith(("=", "@"))]
    assert MARKED in text  # in a file it is a text as any other
