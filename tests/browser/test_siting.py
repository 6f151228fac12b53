"""The siting page: worked out while it is shown, by what stands in its address."""

from __future__ import annotations

import json

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor, settled
from tests.browser.site import Site

DRAWN = "document.querySelector('#graph-{name} .js-plotly-plot')"
SITES = f"{DRAWN.format(name='siting-map')}.data.at(-1)"
CURVE = DRAWN.format(name="siting-curve")


def worked_out(page: Page) -> int:
    """People reached, as soon as the page says them."""
    expect(page.locator(".hero-figure")).to_be_visible()
    settled(page)
    return int(page.locator(".hero-figure").inner_text().replace(".", ""))


def test_a_plan_comes_by_itself_and_stands_on_the_map(visit: Visitor, still: Site) -> None:
    page = visit(still, "/siting?new=7")
    people = worked_out(page)
    page.wait_for_function(f"{SITES}.customdata?.length === 7")
    assert page.locator(".list-panel tbody tr").count() == 7
    told = page.evaluate(f"{SITES}.customdata.map(site => Number(site[1].replaceAll('.', '')))")
    assert sum(told) == people
    assert page.evaluate(f"{CURVE}.layout.meta.rows[7][1]") == people


def test_another_number_of_stations_is_another_address(visit: Visitor, still: Site) -> None:
    page = visit(still, "/siting?new=3")
    few = worked_out(page)
    page.locator(".seg").get_by_role("link", name="20", exact=True).click()
    page.wait_for_function("location.search.includes('new=20')")
    page.wait_for_function(f"{SITES}.customdata?.length === 20")
    assert worked_out(page) > few


def test_the_plan_can_be_taken_onto_a_map(visit: Visitor, still: Site) -> None:
    page = visit(still, "/siting?new=3")
    worked_out(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="GeoJSON").click()
    with download.value.path().open(encoding="utf-8") as file:
        features = json.load(file)["features"]
    assert sum(each["properties"]["type"] == "station" for each in features) == 3


def test_the_estimate_comes_by_itself_with_its_table(visit: Visitor, still: Site) -> None:
    page = visit(still, "/estimate")
    expect(page.locator(".halves tbody tr")).to_have_count(3)
    before = page.locator(".list-panel tbody tr").count()
    page.get_by_role("link", name="báo cáo tốt hơn").click()
    page.wait_for_function("location.search.includes('way=reported_more')")
    settled(page)
    assert 0 < page.locator(".list-panel tbody tr").count() != before
