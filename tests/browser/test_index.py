"""Scores by a scheme: who is where, why, and one page of it for print."""

from __future__ import annotations

from io import BytesIO

from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.conftest import Visitor, settled
from tests.browser.site import Site

YEAR = "from=2024-01-01&to=2024-12-31"
ROWS = ".index-table tbody tr[data-code]"


def test_a_list_leads_to_why_a_unit_stands_where_it_does(visit: Visitor, still: Site) -> None:
    page = visit(still, f"/index?{YEAR}", size=(1920, 1080))
    assert page.locator(ROWS).count() == 21
    assert page.locator(".brief-menu").count() == 1
    third = page.locator(ROWS).nth(2)
    code, score = third.get_attribute("data-code"), third.locator("td.n.strong").nth(1).inner_text()
    third.locator("th a").click()
    expect(page.locator(f"{ROWS}.here")).to_have_attribute("data-code", str(code))
    expect(page.locator(".why-panel h2")).to_contain_text(score)
    page.locator(".why-panel a", has_text="Phiếu điểm").click()
    page.wait_for_url(f"**/unit/{code}*")
    settled(page)
    assert page.locator(".unit-sheet .figure").inner_text().startswith(score[:-2])
    assert visit.errors == []


def test_levels_groups_and_peers_are_addresses(visit: Visitor, still: Site) -> None:
    page = visit(still, f"/index?{YEAR}", size=(1440, 900))
    page.locator(".index-panel .seg a", has_text="Huyện").click()
    expect(page.locator(ROWS)).to_have_count(8)
    page.locator(".index-switches a", has_text="Theo nhóm").click()
    expect(page.locator(".index-table .group-head").first).to_contain_text("Nhóm 1")
    page.reload()
    settled(page)
    assert page.locator(ROWS).count() == 8
    assert page.locator(".index-table .group-head").count() >= 1
    page.locator(".index-switches a", has_text="Đánh giá ứng dụng CNTT").click()
    page.wait_for_url("**/index/ict*")
    expect(page.locator("h1")).to_contain_text("Ứng dụng CNTT")
    assert visit.errors == []


def test_points_by_default_are_hatched_and_said(visit: Visitor, still: Site) -> None:
    page = visit(still, f"/index?{YEAR}", size=(1920, 1080))
    assert page.locator(".parts-bar .part b").count() > 0
    assert page.get_by_text("điểm mặc định vì không phát sinh").count() > 0


def test_places_over_time_are_drawn_by_month_and_by_year(visit: Visitor, still: Site) -> None:
    page = visit(still, f"/index?{YEAR}&level=district", size=(1920, 1080))
    lines = page.locator("#graph-index-history .scatterlayer .trace")
    expect(lines).to_have_count(8)
    page.locator(".seg a", has_text="Năm").click()
    page.wait_for_url("**over=years*")
    drawn = "() => [...new Set([...document.querySelectorAll('#graph-index-history .xtick text')]"
    page.wait_for_function(f"{drawn}.map(e => e.textContent))].join() === '2022,2023,2024'")


def test_a_units_sheet_is_one_page_of_paper(visit: Visitor, still: Site) -> None:
    page = visit(still, f"/unit/H46.02?{YEAR}", size=(1440, 900))
    paper = PdfReader(BytesIO(page.pdf(format="A4")))
    assert len(paper.pages) == 1
    text = paper.pages[0].extract_text()
    assert "Sở Nội vụ" in text
    assert "Dữ liệu trình diễn" in text
