"""From a figure to its rows, to one dossier and back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor, settled
from tests.browser.site import Site

CELL = ".ag-center-cols-container [row-index='0'] [col-id='{name}']"
LATER = ".ag-center-cols-container [row-index='250']"


def test_a_figure_opens_its_rows_a_row_its_dossier_and_back_leads_back(
    visit: Visitor, still: Site
) -> None:
    page = visit(still, size=(1440, 900))
    assert page.locator("script[src*='dash_ag_grid']").count() == 0  # other pages go without it
    page.locator(".gauge[data-metric=online_submit] .figure a").first.click()
    page.wait_for_url("**/rows/online_submit**")
    page.locator(CELL.format(name="code")).locator("a").wait_for()
    counts = {
        each.inner_text().rsplit(" ", 1)[0]: int(re.sub(r"\D", "", each.inner_text()))
        for each in page.locator(".seg a").all()
    }
    assert counts["Phần còn lại"] == counts["Tiếp nhận"] - counts["Nộp trực tuyến"] > 0
    shown = page.locator(".rows-about .count b").inner_text()
    assert int(re.sub(r"\D", "", shown)) == counts["Nộp trực tuyến"]

    first = page.locator(CELL.format(name="code")).inner_text()
    body = page.locator(".ag-body-viewport")
    for _ in range(100):  # as far as a hand goes: blocks come one after another
        body.evaluate("e => e.scrollBy(0, 700)")
        page.wait_for_timeout(100)
        if page.locator(LATER).count():
            break
    expect(page.locator(LATER)).to_contain_text("/2024")
    body.evaluate("e => e.scrollTo(0, 0)")
    expect(page.locator(CELL.format(name="code"))).to_have_text(first)

    page.locator(CELL.format(name="code")).locator("a").click()
    page.wait_for_url("**/dossier/**")
    settled(page)
    assert page.locator("h1").inner_text() == first
    assert page.locator(".timeline li").first.inner_text().endswith("Tiếp nhận")
    page.go_back()
    page.wait_for_url("**/rows/online_submit**")
    expect(page.locator(CELL.format(name="code"))).to_have_text(first)
    assert visit.errors == []


def test_a_short_list_is_searched_without_accents_and_sorted(visit: Visitor, still: Site) -> None:
    page = visit(still, "/rows/on_time?part=rest", size=(1920, 1080))
    page.locator(CELL.format(name="state")).wait_for()
    page.locator(".ag-header-cell[col-id=state] .ag-header-cell-filter-button").click()
    page.locator(".ag-filter input").first.fill("dang xu ly")
    page.get_by_role("button", name="Lọc", exact=True).click()
    expect(page.locator(CELL.format(name="state"))).to_have_text("Đang xử lý")
    page.locator(".ag-header-cell[col-id=deadline_day] .ag-header-cell-label").click()
    expect(page.locator(".ag-header-cell[col-id=deadline_day]")).to_have_attribute(
        "aria-sort", re.compile("descending|ascending")
    )
    states = page.locator(".ag-center-cols-container [col-id=state]")
    expect(states.first).to_be_visible()
    expect(states.first).to_have_text("Đang xử lý")
    assert set(states.all_inner_texts()) - {""} == {"Đang xử lý"}


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/", ".corner-figure a"),
        ("/", ".ends .to-rows"),
        ("/dossiers", ".totals .to-rows"),
        ("/coverage", ".hero-figure a"),
        ("/dossiers", ".level-table .to-rows"),
        ("/targets", ".plan-panel .to-rows"),
    ],
)
def test_numbers_on_screen_open_their_rows(
    visit: Visitor, still: Site, path: str, place: str
) -> None:
    page = visit(still, path, size=(1920, 1080))
    links = page.locator(place)
    number = links.nth(links.count() // 2)
    shown = number.inner_text()
    number.click()
    page.wait_for_url("**/rows/**")
    count = page.locator(".rows-about .count b")
    expect(count).to_have_text(re.compile(r"\d"))
    if "%" not in shown and "," not in shown and "còn" not in shown:
        assert count.inner_text() == shown.split(" ")[0]
