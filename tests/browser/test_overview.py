"""The overview, and how every page fits its screen."""

from __future__ import annotations

from itertools import combinations

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.conftest import DESK, Visitor, settled, worked_out
from tests.browser.site import Site
from tests.browser.test_english import speaks_english
from tests.browser.test_offline import without_complaint

SIZES = ((390, 844), (3840, 2160), (1920, 1080))  # and 1440 x 900 in test_access.py
WORDS = {"Đạt", "Cần chú ý", "Chưa đạt"}


def test_eight_gauges_say_value_unit_target_word_change_trend_and_age(
    visit: Visitor, still: Site
) -> None:
    gauges = visit(still).locator(".gauge").all()
    assert len(gauges) == 8
    for gauge in gauges:
        assert any(digit.isdigit() for digit in said(gauge, ".figure"))
        assert said(gauge, ".unit") == "%"
        assert said(gauge, ".goal").startswith("Mục tiêu ")
        assert said(gauge, ".status") in WORDS
        assert gauge.locator(".status .glyph").is_visible()
        assert any(sign in said(gauge, ".delta") for sign in "+−±0")
        assert gauge.locator(".spark").is_visible()
        assert said(gauge, ".age-said").startswith(("Đến ", "Chậm "))


def said(gauge: Locator, part: str) -> str:
    return gauge.locator(part).inner_text().strip()


@pytest.mark.parametrize("path", DESK)
def test_a_page_fits_every_screen_asks_no_other_host_says_no_error_and_speaks_english(
    visit: Visitor, still: Site, path: str
) -> None:
    """In one visit: what is opened once more is not fetched and compiled once more."""
    page = visit(still, path, size=SIZES[0], bound=True)
    worked_out(page)
    assert faults(page) == []
    for width, height in SIZES[1:]:
        page.set_viewport_size({"width": width, "height": height})
        page.reload()
        settled(page)
        assert faults(page) == [], width
    without_complaint(visit, page)
    page.goto(f"{still.url}{path}?lang=en")
    settled(page)
    speaks_english(page, path)
    assert visit.errors == []


def faults(page: Page) -> list[str]:
    crossing = [str(pair) for pair in combinations(boxes(page), 2) if intersect(*pair)]
    wide: list[str] = page.evaluate("probes.tooWide()")
    over: list[str] = page.evaluate("probes.overlaps(document.body)")
    return [*wide, *over, *crossing]


Box = dict[str, float]


def boxes(page: Page) -> list[Box]:
    found: list[Box] = page.eval_on_selector_all(
        ".gauge", "all => all.map(e => e.getBoundingClientRect().toJSON())"
    )
    return found


def intersect(a: Box, b: Box) -> bool:
    apart = a["right"] <= b["left"] + 0.5 or b["right"] <= a["left"] + 0.5
    return not apart and a["bottom"] > b["top"] + 0.5 and b["bottom"] > a["top"] + 0.5


def test_a_report_that_disagrees_stands_beside_the_figure_with_the_difference(
    visit: Visitor, still: Site
) -> None:
    page = visit(still)
    paid = page.locator(".gauge[data-metric=paid_online] .beside")
    assert paid.locator(".g-unequal").is_visible()
    assert "Chưa đối soát" in paid.inner_text()
    assert "Báo cáo 6" in paid.inner_text()
    assert "lệch −" in paid.inner_text()
    assert "Sở Tài chính" in str(paid.get_attribute("title"))
    agreed = page.locator(".gauge[data-metric=online_submit] .beside")
    assert agreed.inner_text().strip().startswith("Khớp báo cáo 76")
    assert page.locator(".gauge .beside").count() == 2


def test_reports_are_listed_with_those_that_disagree_first(visit: Visitor, still: Site) -> None:
    page = visit(still, "/sources", size=(1920, 1080))
    states = page.locator(".reconciled-panel .beside-state").all_inner_texts()
    assert states[0].strip() == "Chưa đối soát"
    assert {state.strip() for state in states} == {"Chưa đối soát", "Đã đối soát"}
