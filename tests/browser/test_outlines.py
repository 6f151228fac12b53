"""Outlines loaded while a map is open: it shows them, and what it says of them, at once."""

from __future__ import annotations

import json
import urllib.request
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.browser.conftest import Visitor, settled
from tests.browser.site import Site

MAP = "document.querySelector('#graph-coverage-map .js-plotly-plot')"
SHAPE = f"() => {MAP}.querySelector('.choroplethlayer path').getAttribute('d')"
SAID = "#graph-coverage-map-sub"
ORIGIN = "Bản đồ địa giới tỉnh"


def test_an_open_map_shows_official_outlines_after_the_load(
    visit: Visitor, own: Site, tmp_path: Path
) -> None:
    page = visit(own, "/coverage")
    assert "sơ đồ" in page.locator(SAID).inner_text()
    before = page.evaluate(SHAPE)
    page.evaluate("window.alive = true")
    own.load("boundaries", official(page, own, tmp_path / "official.geojson"))
    says = "([where, text]) => document.querySelector(where).innerText.includes(text)"
    page.wait_for_function(says, arg=[SAID, ORIGIN])
    page.wait_for_function(f"before => ({SHAPE})() !== before", arg=before)
    settled(page)
    assert "sơ đồ" not in page.locator(SAID).inner_text()
    assert page.evaluate("alive")


def official(page: Page, site: Site, file: Path) -> Path:
    """The outlines that the map shows, each a little smaller, wound the other way round, under
    other names."""
    address = page.evaluate(f"{MAP}.data[0].geojson")
    with urllib.request.urlopen(site.url + address) as answer:
        features = json.load(answer)["features"]
    found = {"type": "FeatureCollection", "source": ORIGIN, "features": [*map(_other, features)]}
    file.write_text(json.dumps(found), encoding="utf-8")
    return file


def _other(feature: dict[str, Any]) -> dict[str, Any]:
    rings = feature["geometry"]["coordinates"]
    x, y = rings[0][0]
    smaller = [[[x + (a - x) * 0.8, y + (b - y) * 0.8] for a, b in ring[::-1]] for ring in rings]
    geometry = {"type": "Polygon", "coordinates": smaller}
    return {"type": "Feature", "properties": {"MA_XA": feature["id"]}, "geometry": geometry}
