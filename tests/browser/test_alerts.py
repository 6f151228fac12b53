"""The page of alerts in a browser: acted on there, and true while nobody touches it."""

from __future__ import annotations

from dataclasses import replace

from playwright.sync_api import expect

from config.alerts import read_alerts
from config.settings import ROOT
from data_access.engine import make_engine
from tests.browser.conftest import Visitor
from tests.browser.site import Site
from tests.integration.alerts.watching import NOW, look
from tests.integration.rows import load

SHIPPED = read_alerts(ROOT / "config")
SERIOUS = replace(
    SHIPPED, rules=tuple(rule for rule in SHIPPED.rules if rule.name == "incident_serious")
)
INCIDENT = {
    "code": "T-1",
    "agency_code": "H46.01",
    "severity": "serious",
    "kind": "Mã độc",
    "opened_at": "2024-12-27 07:00",
}


def test_an_alert_comes_to_an_open_page_and_is_acknowledged_there(
    visit: Visitor, own: Site
) -> None:
    """The load is over before the look: the page hears of alerts by their own number."""
    engine = make_engine(f"sqlite:///{own.database}")
    load(engine, "incidents", INCIDENT)
    page = visit(own, "/alerts")
    standing, said = page.locator(".alerts-panel"), page.locator(".form-said")
    expect(standing.get_by_text("Mã độc")).to_have_count(0)
    look(engine, SERIOUS, NOW)
    standing.get_by_role("link", name="Mã độc").click()
    expect(page.locator(".alert-panel")).to_contain_text("cô lập hệ thống")
    page.get_by_label("Ghi chú").fill("đã gọi đội ứng cứu")
    page.get_by_role("button", name="Xác nhận").click()
    expect(said).to_contain_text("chưa ghi")  # nobody is signed in here
    page.get_by_label("Người xử lý").fill("Lan")
    page.get_by_role("button", name="Xác nhận").click()
    expect(said).to_contain_text("Đã xác nhận")
    expect(standing).to_contain_text("Mọi cảnh báo đã được xác nhận")
    expect(page.locator(".alert-panel")).to_contain_text("đã gọi đội ứng cứu")
    assert page.get_by_label("Ghi chú").input_value() == "đã gọi đội ứng cứu"
    page.get_by_role("link", name="Đóng").click()
    expect(page.get_by_role("button", name="Xác nhận")).to_have_count(0)
    assert visit.errors == []
    engine.dispose()
