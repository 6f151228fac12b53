"""The siting page: worked out while it is shown, by what stands in its address."""

from __future__ import annotations

import json
from urllib.parse import parse_qsl, urlsplit

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


def test_a_form_writes_a_plan_and_the_one_beside_it_into_the_address(
    visit: Visitor, still: Site
) -> None:
    page = visit(still, "/siting?new=3")
    worked_out(page)
    page.get_by_role("link", name="So sánh với phương án khác").click()
    page.wait_for_function("location.search.includes('b-new=6')")
    second = page.get_by_role("form", name="Phương án B")
    second.get_by_label("hoặc kinh phí").fill("4,5")
    assert second.get_by_label("Số trạm mới").input_value() == ""
    second.get_by_role("checkbox", name="điểm mới").uncheck()
    second.get_by_label("Dùng chung cột của").select_option("VNPT")
    second.get_by_role("button", name="Tính phương án").click()
    page.wait_for_function("location.search.includes('b-owner=VNPT')")
    address = dict(parse_qsl(urlsplit(page.url).query))
    assert address == {
        "new": "3", "b": "1", "b-budget": "4,5", "b-sites": "village,mast", "b-owner": "VNPT",
    }  # fmt: skip
    expect(page.locator(".between-panel")).to_be_visible()
    settled(page)
    drawn = page.evaluate(
        f"{DRAWN.format(name='siting-map')}.data.slice(-3).map(x => x.lon.length)"
    )
    line = page.locator(".between-panel tbody tr", has_text="Trạm mới").locator("td")
    told = [int(text) for text in line.all_inner_texts()]
    assert drawn == told[2:]
    assert told[1] <= 4
    page.get_by_role("link", name="Hai bản đồ cạnh nhau").click()
    page.wait_for_function(f"{DRAWN.format(name='siting-map-b')}?.data.length > 3")
    apart = [page.locator(f"#graph-siting-map{name}").bounding_box() for name in ("", "-b")]
    assert all(each and each["width"] > 300 and each["height"] > 200 for each in apart)
    page.get_by_role("link", name="Bỏ so sánh").click()
    page.wait_for_function("location.search === '?new=3'")
    expect(page.locator("#graph-siting-map-b")).to_be_hidden()
