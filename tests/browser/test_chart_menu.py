"""What leaves a page says what it is: title, filters, source, time, and that it is synthetic."""

from __future__ import annotations

import csv
import json
import struct
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Locator

from tests.browser.conftest import Visitor
from tests.browser.site import Site

DISTRICT = "Huyện Bố Trạch"
QUERY = "district=455&from=2024-01-01&to=2024-12-31"
PANELS = {
    "a chart": (
        "/dossiers?district=455&from=2024-01-01&to=2024-12-31",
        ".panel:has(.js-plotly-plot)",
    ),
    "a table": ("/coverage", ".list-panel"),
    "a map": ("/coverage", ".map-panel"),
    "a ranking": ("/leaderboard", ".leaderboard-panel"),
}


@pytest.fixture(params=PANELS)
def panel(request: pytest.FixtureRequest, visit: Visitor, still: Site) -> Locator:
    path, where = PANELS[request.param]
    return visit(still, f"{path}?{QUERY}").locator(where).first


def downloaded(panel: Locator, kind: str, folder: Path) -> Path:
    panel.locator(".chart-menu summary").click()
    with panel.page.expect_download() as started:
        panel.locator(f"[data-export={kind}]").click()
    name = started.value.suggested_filename
    assert name.endswith(f".{kind}")
    assert name.isascii()
    started.value.save_as(folder / name)
    return folder / name


def facts(panel: Locator) -> list[str]:
    """What every file must say, from the panel on the page."""
    note: dict[str, Any] = json.loads(str(panel.locator(".chart-menu").get_attribute("data-note")))
    assert DISTRICT in note["filters"]
    assert "Năm 2024" in note["filters"]
    assert "27/12/2024" in note["as_of"] or "30/11/2024" in note["as_of"]
    body = panel.page.locator(".page-body")
    version = str(body.get_attribute("data-shown")).split()[0]
    told = [note["title"], note["filters"], note["source"], note["as_of"], "Dữ liệu trình diễn"]
    return [*told, f"Phiên bản dữ liệu: {version}", "district=455"]


def test_files_say_what_they_are(panel: Locator, tmp_path: Path) -> None:
    said = facts(panel)
    check_csv(downloaded(panel, "csv", tmp_path).read_bytes(), said)
    check_svg(downloaded(panel, "svg", tmp_path).read_text("utf-8"), said)
    check_png(downloaded(panel, "png", tmp_path).read_bytes())


def test_a_picture_goes_into_the_clipboard(visit: Visitor, still: Site) -> None:
    page = visit(still, f"/dossiers?{QUERY}")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    panel = page.locator(".panel:has(.js-plotly-plot)").first
    panel.locator(".chart-menu summary").click()
    panel.locator("[data-export=copy]").click()
    page.wait_for_function(
        "async () => (await navigator.clipboard.read())[0]?.types.includes('image/png')"
    )


def check_csv(raw: bytes, said: list[str]) -> None:
    assert raw.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(raw.decode("utf-8-sig").splitlines()))
    head = ["".join(line) for line in lines if line[0].startswith("# ")]
    assert all(line[0].startswith("# ") for line in lines[: len(head)])
    assert [fact for fact in said if fact not in "\n".join(head)] == []
    table = lines[len(head) :]
    assert len(table) > 1
    assert {len(row) for row in table} == {len(table[0])}


def check_svg(text: str, said: list[str]) -> None:
    shown = "\n".join(ElementTree.fromstring(text).itertext())
    assert [fact for fact in said if fact not in shown] == []
    assert "font-face" in shown


def check_png(raw: bytes) -> None:
    assert raw.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", raw[16:24])
    assert width > 16 / 2.54 * 300, "less than 16 cm of paper at 300 dots an inch"
    assert height > 600
    assert len(raw) > 10_000
