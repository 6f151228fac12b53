"""The box for questions: opened, asked, chosen from and left by keyboard, on a desk and a phone."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor, settled
from tests.browser.site import Site
from tests.browser.test_access import grave

ANSWERED = """() => document.querySelector('#ask-list').dataset.for
    === document.querySelector('#ask-text').value"""
CHOSEN = "#ask-list [aria-selected=true]"


def asked(page: Page, question: str) -> None:
    page.locator("#ask-text").fill(question)
    page.wait_for_function(ANSWERED)


def test_a_question_is_answered_by_keyboard_on_any_page(visit: Visitor, still: Site) -> None:
    page = visit(still, "/dossiers")
    page.keyboard.press("Control+k")
    expect(page.locator("#ask-text")).to_be_focused()
    asked(page, "ty le dung han huyen bo trach thang 9")
    expect(page.locator(CHOSEN)).to_contain_text("Tháng 9/2024, Huyện Bố Trạch")
    expect(page.locator(CHOSEN)).to_contain_text("Một cửa")
    page.keyboard.press("Enter")
    page.wait_for_selector(".page-metric")
    settled(page)
    assert page.url.endswith("/metric/on_time?from=2024-09-01&to=2024-09-30&district=455")
    expect(page.locator("#ask")).to_be_hidden()

    page.keyboard.press("Control+k")
    asked(page, "tỷ lệ trực tuyến")
    expect(page.locator("#ask-list [role=option]")).to_have_count(3)
    first = page.locator(CHOSEN).inner_text()
    page.keyboard.press("ArrowDown")
    assert page.locator(CHOSEN).inner_text() != first
    named = page.locator("#ask-text").get_attribute("aria-activedescendant")
    assert page.locator(CHOSEN).get_attribute("id") == named
    assert grave(page) == []
    asked(page, "đúng hạn huyện Hải Lăng")
    expect(page.locator("#ask-said")).to_contain_text("không rõ: huyện hải lăng")
    page.keyboard.press("Escape")
    expect(page.locator("#ask")).to_be_hidden()


def test_a_phone_has_the_box_behind_a_word(visit: Visitor, still: Site) -> None:
    page = visit(still, size=(390, 844), dark=True)
    page.get_by_role("button", name="Hỏi", exact=True).click()
    page.get_by_role("button", name="top 5 xã trễ hạn nhất").click()
    expect(page.locator(".ask-units li")).to_have_count(5)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert grave(page) == []
    page.get_by_role("button", name="Đóng").click()
    expect(page.locator("#ask")).to_be_hidden()
