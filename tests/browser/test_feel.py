"""How a page comes: figures before scripts, nothing that moves, and back again; and on paper."""

from __future__ import annotations

import time
from collections.abc import Callable

from playwright.sync_api import Page, Route

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
# Each chart that is drawn from now on.
DRAWINGS = """() => {
    window.drawn = [];
    const { react } = window.Plotly;
    window.Plotly.react = (plot, ...rest) => {
        window.drawn.push(plot.closest("[id^=graph-]").id);
        return react(plot, ...rest);
    };
}"""


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


def test_a_page_comes_with_its_document_stands_still_and_the_way_back_is_kept(
    visit: Visitor, still: Site
) -> None:
    asked: list[str] = []
    page = visit(still)
    page.on("request", lambda each: asked.append(each.url))
    page.reload()
    settled(page)
    assert [url for url in asked if "/_dash-" in url and "suites" not in url] == []
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


def test_a_filter_draws_only_what_it_changes_and_links_take_it_along(
    visit: Visitor, still: Site
) -> None:
    page = visit(still)
    page.evaluate(
        "for (const path of document.querySelectorAll('.choroplethlayer path')) path.old = true"
    )
    page.evaluate(DRAWINGS)
    chosen = str(page.locator(f"{FILTER} option").nth(2).get_attribute("value"))
    choose(page, chosen)
    assert page.evaluate("drawn") == ["graph-overview-trend"]
    assert page.evaluate(
        "[...document.querySelectorAll('.choroplethlayer path')].every(p => p.old)"
    )
    links = page.locator(".rail a[data-link], .bottom-bar a[data-link]")
    hrefs = [str(link.get_attribute("href")) for link in links.all()]
    assert len(hrefs) > 20
    assert [href for href in hrefs if f"agency={chosen}" not in href] == []
    page.locator(".rail a[href^='/dossiers']").first.click()
    settled(page)
    assert page.locator(FILTER).input_value() == chosen
    assert visit.errors == []


def test_an_answer_that_comes_late_leaves_nothing_under_the_name_of_the_next(
    visit: Visitor, still: Site
) -> None:
    """Only what differs is sent: were it counted from what was never shown, a figure of the first
    choice would stand among those of the second."""
    page = visit(still)
    own, other = (
        str(page.locator(f"{FILTER} option").nth(place).get_attribute("value")) for place in (2, 3)
    )
    choose(page, own)
    shown = figures(page), titles(page)
    held: list[Route] = []
    page.route(
        "**/_dash-update-component*",
        lambda route: route.continue_() if held else held.append(route),
    )
    page.select_option(FILTER, other)
    until(page, lambda: len(held) == 1)
    page.select_option(FILTER, own)
    page.wait_for_timeout(20)
    held[0].continue_()
    settled(page)
    page.wait_for_timeout(500)
    assert (figures(page), titles(page)) == shown


def choose(page: Page, value: str) -> None:
    page.select_option(FILTER, value)
    page.wait_for_function("value => location.search.includes(value)", arg=value)
    settled(page)
    page.wait_for_timeout(200)


def titles(page: Page) -> list[str]:
    return page.locator(".panel h2, .panel .sub, .rows td").all_inner_texts()


def until(page: Page, done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not done():
        assert time.monotonic() < deadline
        page.wait_for_timeout(20)


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
