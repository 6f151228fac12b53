"""What was measured, on screen: hexagons, which of them are uncertain, and where it differs from
what villages report."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

from pages.measured.blocks import SHOWN
from tests.browser.conftest import Visitor, settled
from tests.browser.site import Site

DATA = "document.querySelector('#graph-measured-map .js-plotly-plot').data"
STROKES = 3  # across a hexagon of which there are few
HATCHED = f"() => {DATA}[2].lon.filter(each => each === null).length / {STROKES}"
ON_SCREEN = """() => [...document.querySelectorAll('#graph-measured-map .choroplethlayer path')]
    .filter(each => each.getBoundingClientRect().width > 0).length"""


def test_hexagons_say_how_sure_they_are_and_ways_keep_what_was_chosen(
    visit: Visitor, still: Site
) -> None:
    page = visit(still, "/measurements?operator=Viettel&district=455")
    expect(page.locator(".stage-large .js-plotly-plot")).to_be_visible()
    counts = page.evaluate(
        "document.querySelector('#graph-measured-map .js-plotly-plot').layout.meta.rows"
        ".map(row => row[2])"
    )
    assert (
        page.locator("#graph-measured-map-title")
        .inner_text()
        .startswith(f"Đo ở {len(counts)} ô lục giác")
    )
    land = page.evaluate(f"{DATA}[0].locations.length")
    assert page.evaluate(ON_SCREEN) == len(counts) + land
    least = re.search(r"ít hơn (\d+) lần đo", page.locator(".state-key").last.inner_text())
    assert least
    few = sum(count < int(least[1]) for count in counts)
    assert 0 < few <= page.evaluate(HATCHED) < len(counts)

    unsure = page.locator(".states-switch").get_by_role("link", name="Chưa đủ chắc")
    told = int(unsure.inner_text().split()[-1])
    unsure.click()
    page.wait_for_function("location.search.includes('way=unsure')")
    settled(page)
    kept = parse_qs(urlsplit(page.url).query)
    assert (kept["operator"], kept["district"]) == (["Viettel"], ["455"])
    rows = page.locator(".list-panel tbody tr")
    assert f"{rows.count()} / {told} thôn" in page.locator(".list-panel .foot").inner_text()
    assert rows.count() == min(told, SHOWN) > 0
    assert set(rows.locator("td:nth-child(6)").all_inner_texts()) == {"Chưa chắc"}

    page.set_viewport_size({"width": 390, "height": 844})
    settled(page)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
