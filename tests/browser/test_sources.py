"""The page of sources: state in word, shape and colour; who has not reported; what to mend."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.conftest import STILL, Visitor
from tests.browser.site import Site, copy_of, served
from tests.browser.test_access import grave
from tests.browser.test_overview import faults

AGED = (
    "UPDATE sources SET as_of = datetime(as_of, '-30 minutes') WHERE name = 'one_stop'",
    "UPDATE sources SET as_of = datetime(as_of, '-8 days') WHERE name = 'documents'",
    "DELETE FROM sources WHERE name = 'reports'",
    "INSERT INTO pulls (table_name, source, failures, problem, tried_at) VALUES ('documents',"
    " 'mysql://van-ban', 3, 'Không kết nối được máy chủ', '2024-12-27 00:50:00')",
    "INSERT INTO quarantine (table_name, source, line, row_key, reason, detail, raw, arrived_at)"
    " VALUES ('dossiers', 'a.csv', 7, 'H46-1', 'unknown_agency', 'Chưa có cơ quan', '{\"x\": 1}',"
    " '2024-12-27 00:50:00')",
    "DELETE FROM document_month WHERE month BETWEEN 202402 AND 202405 AND agency_code = 'H46.02'",
)
STATES = {
    "Một cửa": ("Chậm", "stale"),
    "Văn bản": ("Im", "stale"),
    "Hạ tầng": ("Đúng giờ", "met"),
    "Báo cáo": ("Chưa từng có", "nodata"),
}


@pytest.fixture(scope="module")
def aged(demo: Path, folder: Path) -> Iterator[Site]:
    """One source late, one silent, one never; a pull that fails, a row to mend, a unit behind."""
    with served(copy_of(demo, folder / "aged.db", STILL, *AGED)) as site:
        yield site


def tile(page: Page, name: str) -> Locator:
    return page.locator(".source-tile", has=page.get_by_role("heading", name=name))


def test_every_source_says_its_state_in_word_and_shape_and_wears_its_horizon(
    visit: Visitor, aged: Site
) -> None:
    page = visit(aged, "/sources")
    for name, (word, shape) in STATES.items():
        state = tile(page, name).locator(".state:visible")
        assert state.inner_text().strip() == word
        assert state.locator(f".g-{shape}").is_visible()
    ages = {name: tile(page, name).get_attribute("data-age") for name in STATES}
    assert list(ages.values()) == ["late", "stale", "live", "never"]
    assert "Lỗi 3 lần liên tiếp" in tile(page, "Văn bản").locator(".problem").inner_text()


def test_a_state_changes_by_the_browsers_clock(visit: Visitor, still: Site) -> None:
    page = visit(still, "/sources")
    state = tile(page, "Một cửa").locator(".state:visible")
    page.evaluate("tamnhin.setServerTime(tamnhin.now() + 90 * 60e3); tamnhin.refreshAges()")
    assert state.inner_text().strip() == "Im"


def test_rows_to_mend_have_their_reason_and_are_a_file_for_a_spreadsheet(
    visit: Visitor, aged: Site
) -> None:
    page = visit(aged, "/sources")
    panel = page.locator(".quarantine-panel")
    assert "Cơ quan chưa có" in panel.inner_text()
    with page.expect_download() as waiting:
        panel.get_by_role("link", name="Hồ sơ").click()
    text = waiting.value.path().read_text(encoding="utf-8")
    assert text.startswith("\ufeffbảng,nguồn,dòng,khóa,lý do,chi tiết,x\n")
    assert "dossiers,a.csv,7,H46-1,Cơ quan chưa có,Chưa có cơ quan,1" in text


def test_who_has_not_reported_is_shown_by_month_on_a_desk_and_in_words_on_a_phone(
    visit: Visitor, aged: Site
) -> None:
    page = visit(aged, "/sources?table=documents")
    row = page.locator(".reported tr[data-code='H46.02']")
    assert row.locator(".is-missing").count() == 4
    assert row.locator("td.n").inner_text() == "4"
    page.set_viewport_size({"width": 390, "height": 844})
    assert row.locator(".narrow").inner_text() == "T2–T5"
    assert not row.locator(".is-missing").first.is_visible()


def test_the_foot_of_the_rail_leads_to_the_sources_also_on_a_phone(
    visit: Visitor, aged: Site
) -> None:
    page = visit(aged, "/?district=450", size=(390, 844))
    page.locator(".rail .foot a").click()
    page.wait_for_url("**/sources?district=450")
    page.locator("h1", has_text="Nguồn dữ liệu").wait_for()


@pytest.mark.parametrize("size", [(390, 844), (1440, 900), (3840, 2160)])
def test_faults_of_sources_fit_every_screen(
    visit: Visitor, aged: Site, size: tuple[int, int]
) -> None:
    assert faults(visit(aged, "/sources", size=size)) == []


@pytest.mark.parametrize("dark", [False, True])
def test_faults_of_sources_are_read_by_everybody(visit: Visitor, aged: Site, dark: bool) -> None:
    assert grave(visit(aged, "/sources", dark=dark)) == []


def test_on_a_phone_reports_show_their_difference_and_state_without_scrolling(
    visit: Visitor, still: Site
) -> None:
    page = visit(still, "/sources", size=(390, 844))
    table = page.locator(".reconciled-panel .table-scroll")
    assert table.evaluate("e => e.scrollWidth <= e.clientWidth")
    assert table.locator(".beside-state").first.inner_text().strip() == "Chưa đối soát"
