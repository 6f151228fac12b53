"""No page needs another host, and no page complains. Pages by themselves: test_overview.py."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from pages.registry import listed_pages
from tests.browser.conftest import Visitor, settled
from tests.browser.site import Site


def test_the_wall_asks_no_other_host_and_says_no_error(visit: Visitor, still: Site) -> None:
    without_complaint(visit, visit(still, "/wall", bound=True))


def without_complaint(visit: Visitor, page: Page) -> None:
    """Neither light nor dark."""
    for dark in page.get_by_role("button", name="Sáng, tối").all():
        dark.click()
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        page.wait_for_load_state("networkidle")
        settled(page)
    assert visit.foreign == []
    assert visit.errors == []


def test_a_walk_through_all_pages_says_no_error(visit: Visitor, still: Site) -> None:
    page = visit(still, bound=True)
    for path in reversed([each.path for each in listed_pages() if each.filtered]):
        page.locator(f"nav.rail a[href='{path}']").first.click()
        page.wait_for_url(f"**{path}")
        settled(page)
    assert visit.foreign == []
    assert visit.errors == []
