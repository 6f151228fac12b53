"""How a page comes: figures before scripts, nothing that moves, and back again; and on paper."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.conftest import Visitor, settled
from tests.browser.site import Site

SHIFT = """new Promise(done => {
    let sum = 0;
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done(sum), 100);
})"""
PRINTED = (".titlebar h1", ".titlebar .quiet", ".titlebar .demo-phone", ".tile .age")
NOT_PRINTED = (".rail", ".filters", ".titlebar .act", ".chart-menu")
FILTER = "#filter-agency"


def test_figures_can_be_read_before_any_script(visit: Visitor, still: Site) -> None:
    context = visit.browser.new_context(java_script_enabled=False)
    visit.contexts.append(context)
    page = context.new_page()
    page.goto(still.url)
    figures = page.locator("#first-paint .gauge .figure").all_inner_texts()
    assert len(figures) == 8
    assert [text for text in figures if not any(digit.isdigit() for digit in text)] == []
    assert page.locator("#first-paint .titlebar h1").inner_text() == "Tổng quan"
    box = page.locator("#react-entry-point").bounding_box()
    assert box is None or box["height"] == 0, "nothing is said of loading below the figures"


def test_a_page_comes_in_one_request_stands_still_and_the_way_back_is_kept(
    visit: Visitor, still: Site
) -> None:
    asked: list[str] = []
    page = visit(still)
    page.on("request", lambda each: asked.append(each.url))
    page.reload()
    settled(page)
    assert sum("_dash-update-component" in url for url in asked) == 1
    assert page.evaluate(SHIFT) <= 0.1
    assert page.locator("#first-paint").count() == 0
    whole = figures(page)
    chosen = page.locator(f"{FILTER} option").nth(2).get_attribute("value")
    page.select_option(FILTER, chosen)
    page.wait_for_function("value => location.search.includes(value)", arg=chosen)
    settled(page)
    part = figures(page)
    assert part != whole
    page.go_back()
    settled(page)
    assert (figures(page), page.locator(FILTER).input_value()) == (whole, "")
    page.go_forward()
    settled(page)
    assert (figures(page), page.locator(FILTER).input_value()) == (part, chosen)
    assert visit.errors == []


def figures(page: Page) -> list[str]:
    return page.locator(".gauge .figure").all_inner_texts()


def test_on_paper_are_figures_with_filters_source_and_age_and_no_controls(
    visit: Visitor, still: Site
) -> None:
    page = visit(still)
    page.emulate_media(media="print")
    for place in PRINTED:
        assert page.locator(place).first.is_visible(), place
        assert page.locator(place).first.inner_text().strip(), place
    for place in NOT_PRINTED:
        assert not page.locator(place).first.is_visible(), place
    tiles = page.locator(".tile").all()
    assert {tile.evaluate("e => getComputedStyle(e).breakInside") for tile in tiles} == {"avoid"}
    paper = page.pdf(prefer_css_page_size=True, print_background=True)
    assert paper.count(b"/Type /Page\n") == 1


def test_the_glossary_finds_without_accents_and_goes_to_what_the_address_names(
    visit: Visitor, still: Site
) -> None:
    page = visit(still, "/glossary#on_time")
    page.wait_for_function("document.querySelector('.entry.here')?.id === 'on_time'")
    page.fill("#find", "so hoa ket qua")
    page.wait_for_function("document.querySelectorAll('.entry:not([hidden])').length < 8")
    assert page.locator("#result_digitised").is_visible()
    assert not page.locator("#on_time").is_visible()
    page.fill("#find", "xyz")
    assert page.locator(".find-nothing").is_visible()
