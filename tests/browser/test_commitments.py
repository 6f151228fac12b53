"""Promises to villages on screen: counts, list, grid and map tell the same, whatever is asked."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visitor, settled
from tests.browser.site import Site

POINTS = """() => Object.fromEntries(
    document.querySelector('#graph-commitments-map .js-plotly-plot').data
        .filter(trace => trace.type === 'scattergeo' && trace.name)
        .map(trace => [trace.name, (trace.lon || []).length]))"""

LINE = POINTS.replace("commitments-map", "commitments-timeline").replace("scattergeo", "scatter")
LINE = LINE.replace("trace.lon", "trace.x")


def counts(page: Page) -> dict[str, int]:
    """By word, of the states above the page."""
    found = page.eval_on_selector_all(
        ".promise-totals > div",
        "all => all.map(each => [each.querySelector('dt').innerText.trim(),"
        " Number(each.querySelector('.total').innerText.replaceAll('.', ''))])",
    )
    return dict(found)


@pytest.mark.parametrize("what", ["signal", "power", "broadband"])
def test_counts_are_those_of_the_map_and_of_the_list(
    visit: Visitor, still: Site, what: str
) -> None:
    page = visit(still, f"/commitments?what={what}")
    told = counts(page)
    drawn = {name: count for name, count in page.evaluate(POINTS).items() if count}
    assert drawn == {word: told[word] for word in drawn}
    in_time = {name: count for name, count in page.evaluate(LINE).items() if count}
    assert in_time == drawn
    late = page.get_by_role("table", name="cam kết quá hạn, lâu nhất").locator("tbody tr")
    assert late.count() == min(told["Quá hạn"], 60)
    keys = page.locator(".state-key").first.locator("li").all_inner_texts()
    assert [key.strip() for key in keys] == [
        f"{word} {told[word]}" for word in told if told[word] and word in drawn
    ]


def test_what_was_promised_can_be_chosen(visit: Visitor, still: Site) -> None:
    page = visit(still, "/commitments")
    before = counts(page)
    page.get_by_role("link", name="Băng rộng").click()
    page.wait_for_function("location.search.includes('what=broadband')")
    settled(page)
    assert counts(page) != before
    assert "băng rộng" in page.locator(".panel-head h2").first.inner_text()


def test_before_and_after_are_months_of_the_address(visit: Visitor, still: Site) -> None:
    page = visit(still, "/commitments?before=202312")
    title = page.locator("#graph-commitments-before-title")
    assert "12/2023" in title.inner_text()
    done = title.inner_text()
    page.locator(".panel", has=title).get_by_role("link", name="»").click()
    page.wait_for_function("location.search.includes('before=202412')")
    settled(page)
    after = page.locator("#graph-commitments-after-title").inner_text()
    assert title.inner_text() == after != done
