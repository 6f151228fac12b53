"""What somebody in front of a screen sees while PostgreSQL is away."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.conftest import Visitor, settled
from tests.integration.faults.serving import Service
from tests.servers import Server

LINK = "document.documentElement.dataset.link"
SILENT = "Cơ sở dữ liệu không trả lời từ 08:00"
SOON_MS = 15_000
BODY = ".page-body"


def assert_says_so(page: Page) -> None:
    page.wait_for_function(f"{LINK} === 'database'", timeout=SOON_MS)
    assert page.locator("#link-state").is_visible()
    assert page.locator("#link-state").inner_text() == SILENT


def assert_says_nothing(page: Page) -> None:
    page.wait_for_function(f"{LINK} === undefined", timeout=SOON_MS)
    assert not page.locator("#link-state").is_visible()


def test_figures_stay_with_their_age_and_new_ones_come_by_themselves(
    visit: Visitor, site: Service, own_postgres: Server
) -> None:
    page, wall = visit(site, "/"), visit(site, "/wall", size=(1920, 1080))
    for each in (page, wall):
        each.evaluate("window.alive = true")
    before = page.evaluate("probes.figures()")
    own_postgres.kill()
    assert_says_so(page)
    assert_says_so(wall)
    assert page.evaluate("probes.figures()") == before
    opened_now = visit(site, "/", settle=False)
    assert_says_so(opened_now)
    assert opened_now.evaluate("probes.figures()") == before
    page.select_option("#filter-agency", "DH")
    notice = page.get_by_text("chưa được tính trước lúc")
    notice.wait_for()
    assert not page.locator(BODY).is_visible()
    own_postgres.start()
    for each in (page, wall, opened_now):
        assert_says_nothing(each)
    page.locator(BODY).wait_for()
    settled(page)
    assert not notice.is_visible()
    assert page.evaluate("probes.figures()") != before
    assert page.evaluate("alive")
    assert wall.evaluate("alive")
