"""By keyboard, and for those who do not see: order, names, contrast."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, Visitor, settled, worked_out
from tests.browser.site import Site
from tests.browser.test_overview import faults

FOCUSED = """() => {
    const e = document.activeElement, style = getComputedStyle(e);
    const line = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
    return {
        what: e.id || e.className || e.tagName, tag: e.tagName, href: e.getAttribute('href'),
        rail: e.closest('nav.rail') !== null, menu: e.matches('.tile .chart-menu summary'),
        seen: e.checkVisibility() && (line || style.boxShadow !== 'none'),
    };
}"""
MANY = 400
WITHOUT_MENUS = (
    "/glossary",
    "/open-data",
    "/rows/on_time",
    "/dossier",
    "/alerts",
    "/briefings/thang",
)
LISTED = "/rows"  # a grid that builds itself when its rows are there


@pytest.mark.parametrize("path", DESK)
def test_a_page_is_for_everyone(visit: Visitor, still: Site, path: str) -> None:
    page = visit(still, path)
    worked_out(page)
    assert faults(page) == []
    _tab_reaches_everything_and_is_seen(page, path)
    _nothing_grave(page, path)


def _tab_reaches_everything_and_is_seen(page: Page, path: str) -> None:
    reached = tabbed(page)
    assert reached[0]["what"] == "skip"
    assert [stop["what"] for stop in reached if not stop["seen"]] == []
    rail = page.locator("nav.rail :is(a, button)").count()
    assert sum(bool(stop["rail"]) for stop in reached) == rail >= 5
    names = [stop["what"] for stop in reached]
    for select in page.locator(".filters select:visible").all():
        assert select.get_attribute("id") in names
    menus = page.locator(".tile .chart-menu summary:visible").count()
    assert sum(bool(stop["menu"]) for stop in reached) == menus
    assert menus or path in WITHOUT_MENUS, "a page of figures has no chart menu"


def tabbed(page: Page) -> list[dict[str, object]]:
    """Where Tab leads, from the top until it leaves the page."""
    stops: list[dict[str, object]] = []
    for _ in range(MANY):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop["tag"] == "BODY":
            return stops
        stops.append(stop)
    raise AssertionError(f"Tab does not leave the page after {MANY} stops")


def test_the_skip_link_leads_past_the_rail(visit: Visitor, still: Site) -> None:
    page = visit(still)
    page.keyboard.press("Tab")
    assert page.locator(".skip").is_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_a_chart_menu_opens_and_closes_by_keyboard(visit: Visitor, still: Site) -> None:
    page = visit(still)
    menu = page.locator(".tile .chart-menu").first
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    assert menu.locator("[data-export=csv]").is_visible()
    page.keyboard.press("Escape")
    assert not menu.locator("[data-export=csv]").is_visible()


@pytest.mark.parametrize("path", ["/dossiers?district=999", "/wall"])
def test_axe_finds_nothing_grave_elsewhere(visit: Visitor, still: Site, path: str) -> None:
    _nothing_grave(visit(still, path), path)


def _nothing_grave(page: Page, path: str) -> None:
    """Neither light nor dark."""
    if path.startswith(LISTED):
        expect(page.locator(".ag-header-cell").first).to_be_visible()
    assert grave(page) == []
    for switch in page.get_by_role("button", name="Sáng, tối").all():
        with page.expect_response(lambda answer: "_dash-update" in answer.url):
            switch.click()
        settled(page)
        page.wait_for_function(STILL_COLOURS)
        assert grave(page) == [], "dark"


# Colours that are on their way from light to dark have the contrast of neither.
STILL_COLOURS = "!document.getAnimations().some(each => each instanceof CSSTransition)"


def grave(page: Page) -> list[str]:
    found = Axe().run(page, options={"resultTypes": ["violations"]})
    return [
        f"{each['id']}: {node['target']} {node['failureSummary']}"
        for each in found.response["violations"]
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
    ]
