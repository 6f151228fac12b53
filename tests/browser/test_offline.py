"""No page needs another host, and no page complains."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from pages.registry import listed_pages
from tests.browser.conftest import DESK, Visitor, settled
from tests.browser.site import Site


@pytest.mark.parametrize("path", [*DESK, "/wall"])
def test_a_page_asks_no_other_host_and_says_no_error(
    visit: Visitor, still: Site, path: str
) -> None:
    page = visit(still, path, bound=True)
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
