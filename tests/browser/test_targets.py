"""The page of targets: plan against actual, and a target edited at the server itself."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Visitor, settled
from tests.browser.site import Site


def test_a_target_is_edited_and_the_table_and_the_history_follow(visit: Visitor, own: Site) -> None:
    page = visit(own, "/targets")
    rows = page.locator(".plan-panel tbody tr")
    order = ["Chưa đạt", "Cần chú ý", "Đạt"]
    for decision in page.locator(".plan-panel").all():
        states = [text.strip() for text in decision.locator(".verdict").all_inner_texts()]
        places = [order.index(state) for state in states if state in order]
        assert places == sorted(places)
    online = rows.filter(has_text="Hồ sơ nộp trực tuyến").filter(has_text="Cấp tỉnh")
    assert "còn" in online.inner_text()
    online.get_by_role("link", name="Sửa").click()
    page.get_by_label("Mục tiêu").fill("120")
    page.get_by_label("Người sửa").fill("Nguyễn Văn A")
    page.get_by_role("button", name="Lưu").click()
    expect(page.locator(".form-said")).to_contain_text("'120'")
    page.get_by_label("Mục tiêu").fill("68")
    page.get_by_role("button", name="Lưu").click()
    expect(page.locator(".form-said")).to_contain_text("Đã lưu")
    expect(online).to_contain_text("Đạt")
    expect(page.locator(".changes-panel tbody tr").first).to_contain_text("Nguyễn Văn A")
    assert page.get_by_label("Người sửa").input_value() == "Nguyễn Văn A"
    page.get_by_role("link", name="Đóng").click()
    expect(page.get_by_role("button", name="Lưu")).to_have_count(0)
    page.locator(".seg a", has_text="Đạt").last.click()
    settled(page)
    expect(page.locator(".plan-panel .g-missed")).to_have_count(0)
    expect(page.locator(".risk-panel")).to_be_visible(timeout=60_000)
    expect(page.locator(".trial-panel h2")).to_contain_text("Khoảng 80 %")
    assert visit.errors == []
