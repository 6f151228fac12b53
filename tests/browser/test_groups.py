"""Pages of business areas: one grammar, reached from a phone, too, and led on from."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from access.roles import Right
from pages.registry import listed_pages
from tests.browser.conftest import Visitor, settled
from tests.browser.site import Site

BO_TRACH = "455"
AREAS = (
    *("/dossiers", "/online", "/digitisation", "/documents"),
    *("/infrastructure", "/society", "/security", "/petitions"),
)


def test_every_page_is_in_reach_of_a_thumb_and_keeps_the_filters(
    visit: Visitor, still: Site
) -> None:
    page = visit(still, f"/online?district={BO_TRACH}", size=(390, 844))
    page.locator(".more summary").click()
    links = page.locator(".sheet a")
    hrefs = [str(link.get_attribute("href")) for link in links.all()]
    guests = {each.path for each in listed_pages() if each.needs is not Right.ADMINISTER}
    assert {urlsplit(href).path for href in hrefs} == guests
    assert all(parse_qs(urlsplit(href).query)["district"] == [BO_TRACH] for href in hrefs)
    links.filter(has_text="An toàn thông tin").click()
    page.wait_for_url("**/security*")
    settled(page)
    assert not page.locator(".more[open]").count()
    assert visit.errors == []


def test_areas_show_gauges_a_trend_units_and_where_a_figure_leads(
    visit: Visitor, still: Site
) -> None:
    page = visit(still, AREAS[0], size=(1920, 1080))
    for path in AREAS:
        page.locator(f"nav.rail a[href='{path}']").click()
        page.wait_for_url(f"**{path}")
        settled(page)
        labels = page.locator(".gauge h3 a")
        assert labels.count() == page.locator(".gauge").count() >= 3, path
        assert str(labels.first.get_attribute("href")).startswith("/metric/"), path
        assert page.locator(".trend .scatterlayer path").count(), path
        assert page.locator(".units-panel .rows tbody tr").count() >= 5, path
        assert page.locator(".levels-panel tbody tr").count(), path
    assert visit.errors == []
