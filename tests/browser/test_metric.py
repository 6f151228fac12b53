"""One metric in full, and the periods to choose from, in one visit."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor, settled
from tests.browser.site import Site

SHOWN = """() => ['#filter-period', '#filter-from', '#filter-to'].map(
    (id) => document.querySelector(id).value)"""
HEAD = ".title .quiet"
SUM = ".swings tfoot td"


def moved(page: Page, part: str) -> None:
    page.wait_for_function("part => location.search.includes(part)", arg=part)
    settled(page)


def parts(page: Page) -> float:
    """The parts of the change as they are shown, added up."""
    said = page.locator(".swings tbody td.n").all_inner_texts()
    return sum(_number(text) for text in said)


def _number(text: str) -> float:
    return float(text.replace("−", "-").replace(".", "").replace(",", "."))


def test_a_metric_is_told_in_full_and_every_choice_is_in_its_address(
    visit: Visitor, still: Site
) -> None:
    page = visit(still, "/metric")
    page.get_by_role("link", name="Giải quyết đúng và trước hạn", exact=True).click()
    page.wait_for_selector(".page-metric .dial")
    settled(page)
    assert page.url.endswith("/metric/on_time")
    expect(page.locator("h1")).to_have_text("Giải quyết đúng và trước hạn")
    expect(page.locator(HEAD)).to_contain_text("cùng kỳ 2023, đến 27/12")
    assert round(parts(page), 2) == _number(page.locator(SUM).inner_text())
    for title in ("So với", "Phân bố", "Theo cấp", "Theo lĩnh vực", "Theo kênh"):
        expect(page.get_by_role("heading", name=title, exact=True)).to_be_visible()

    page.get_by_role("link", name="Huyện Bố Trạch", exact=True).click()
    moved(page, "district=455")
    expect(page.locator(".units-panel tr.here")).to_contain_text("Huyện Bố Trạch")
    expect(page.locator(".yardsticks")).to_contain_text("Toàn tỉnh")
    expect(page.locator(".yardsticks")).to_contain_text("/8")

    page.select_option("#filter-period", label="Tuần 23–29/12/2024")
    moved(page, "from=2024-12-23&to=2024-12-29")
    expect(page.locator(HEAD)).to_contain_text("5 ngày đầu tuần trước, 16–20/12/2024")
    expect(page.locator("#filter-from")).to_be_hidden()

    # Any other days, by keyboard: the choice shows both ends and leads to the first.
    page.select_option("#filter-period", "range")
    expect(page.locator("#filter-from")).to_be_focused()
    page.fill("#filter-from", "2024-11-05")
    moved(page, "from=2024-11-05&to=2024-12-29")
    page.fill("#filter-to", "2024-11-20")
    page.locator("#filter-to").blur()
    moved(page, "from=2024-11-05&to=2024-11-20")
    expect(page.locator(HEAD)).to_contain_text("20/10–04/11/2024")
    page.go_back()
    page.go_back()
    moved(page, "from=2024-12-23&to=2024-12-29")
    expect(page.locator("#filter-from")).to_be_hidden()
    assert page.evaluate(SHOWN) == ["2024-12-23/2024-12-29", "2024-12-23", "2024-12-29"]

    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") == 390
