"""Filters live in the address: shared, kept, taken along, and named when they are wrong."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visitor, settled
from tests.browser.site import Site

PAGES = ("/", "/coverage", "/leaderboard")
BO_TRACH = "455"
FILTERS = """() => Object.fromEntries(
    [...document.querySelectorAll('.filters select')].map(e => [e.id, e.value]))"""
WRONG = {
    "district=999": ("999", "Huyện Bố Trạch"),
    "agency=nowhere": ("nowhere", "Sở Nội vụ"),
    "from=abc": ("abc", "YYYY-MM-DD"),
    "level=village": ("village", "commune"),
    "area=1": ("1", "Xã"),
    "field=Không có": ("Không có", "Đất đai"),
}


def figures(page: Page) -> list[str]:
    settled(page)
    found: list[str] = page.evaluate("probes.figures()")
    assert found
    return found


def filters(page: Page) -> Any:
    return page.evaluate(FILTERS)


def choose(page: Page, select: str, value: str) -> None:
    page.select_option(select, value)
    parts = "parts => parts.every(part => location.search.includes(part))"
    page.wait_for_function(parts, arg=value.split("/"))
    settled(page)


def test_a_filter_changes_the_address_and_the_figures_and_back_restores_both(
    visit: Visitor, still: Site
) -> None:
    page = visit(still, "/dossiers")
    before = figures(page)
    choose(page, "#filter-district", BO_TRACH)
    assert f"district={BO_TRACH}" in page.url
    assert figures(page) != before
    page.go_back()
    page.wait_for_function("!location.search.includes('district')")
    assert figures(page) == before
    page.wait_for_function("document.querySelector('#filter-district').value === ''")
    page.go_forward()
    page.wait_for_function("document.querySelector('#filter-district').value === '455'")


@pytest.mark.parametrize("path", [*PAGES, "/dossiers"])
def test_a_shared_link_shows_the_same_to_somebody_else(
    visit: Visitor, still: Site, path: str
) -> None:
    page = visit(still, path)
    choose(page, "#filter-period", "2024-10-01/2024-12-31")
    choose(page, "#filter-district", BO_TRACH)
    link = page.url.removeprefix(still.url)
    other = visit(still, link)
    assert figures(other) == figures(page)
    assert filters(other) == filters(page)
    assert filters(other)["filter-district"] == BO_TRACH


def test_filters_go_along_to_another_page(visit: Visitor, still: Site) -> None:
    page = visit(still, "/dossiers")
    choose(page, "#filter-district", BO_TRACH)
    chosen = filters(page)
    page.locator("nav.rail a", has_text="Vùng phủ sóng").click()
    page.wait_for_selector(".page-coverage")
    settled(page)
    assert f"district={BO_TRACH}" in page.url
    assert filters(page) == chosen


def test_all_filters_are_let_go_by_one_link(visit: Visitor, still: Site) -> None:
    page = visit(still, f"/dossiers?district={BO_TRACH}")
    page.get_by_text("Xóa lọc").click()
    page.wait_for_function("location.search === ''")
    settled(page)
    page.wait_for_function("document.querySelector('#filter-district').value === ''")


@pytest.mark.parametrize(
    ("path", "query"),
    [*(("/dossiers", query) for query in WRONG), *((path, "district=999") for path in PAGES)],
)
def test_a_wrong_value_is_named_with_the_valid_ones_and_no_figure_stands(
    visit: Visitor, still: Site, path: str, query: str
) -> None:
    value, valid = WRONG[query]
    page = visit(still, f"{path}?{query}")
    said = page.get_by_role("alert").inner_text()
    assert value in said
    assert valid in said
    assert page.evaluate("probes.figures()") == []


def test_a_wrong_value_is_mended_by_a_click(visit: Visitor, still: Site) -> None:
    page = visit(still, "/dossiers?district=999")
    page.get_by_role("alert").get_by_text("Huyện Bố Trạch").click()
    page.wait_for_function("location.search.includes('455')")
    settled(page)
    assert page.get_by_role("alert").count() == 0
    assert figures(page)
    assert filters(page)["filter-district"] == BO_TRACH


def test_a_page_that_does_not_exist_names_those_that_do(visit: Visitor, still: Site) -> None:
    page = visit(still, "/khong-co", settle=False)
    alert = page.get_by_role("alert")
    alert.wait_for()
    assert "/khong-co" in alert.inner_text()
    assert "Vùng phủ sóng" in alert.inner_text()
