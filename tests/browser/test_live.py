"""New data on an open page: soon, and without a blink."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from tests.browser.conftest import Visitor
from tests.browser.site import Site

# A page asks every 3 s, and desks are renewed one after the other within 5 s; the rest is for a
# machine that is busy. How soon a row is on walls is measured by the bench.
WITHIN_MS = 20_000
RECEIVED = "[data-metric=received] .total"
WATCH = """() => {
    window.alive = true;
    window.graph = document.querySelector('.js-plotly-plot');
    window.removed = [];
    new MutationObserver(changes => changes.forEach(change => change.removedNodes.forEach(node => {
        const blinks = '.js-plotly-plot, .page-body, .plot';
        if (node.matches?.(blinks) || node.querySelector?.(blinks)) removed.push(node.className);
    }))).observe(document.body, { childList: true, subtree: true });
}"""
SAME = "alive && graph === document.querySelector('.js-plotly-plot') && removed.length === 0"
VIEW = "[graph._fullLayout.geo.projection.scale, graph._fullLayout.geo.center]"


def test_loaded_rows_are_on_an_open_page_without_a_blink(
    visit: Visitor, own: Site, tmp_path: Path
) -> None:
    page = visit(own, "/dossiers", size=(1440, 500))
    page.evaluate(WATCH)
    menu = page.locator(".slot .chart-menu").first
    menu.locator("summary").click()
    page.evaluate("scrollTo(0, 200)")
    before = number(page.locator(RECEIVED).inner_text())
    own.load("dossiers", rows(tmp_path / "new.csv", 37))
    shows(page, before + 37)
    assert page.evaluate(SAME)
    assert page.evaluate("scrollY") == 200
    assert menu.get_attribute("open") is not None, "what a reader has opened stays open"
    assert page.evaluate("document.activeElement.matches('.chart-menu summary')")
    assert page.locator("[class*=dash-loading], [class*=dash-spinner]").count() == 0


def test_a_zoomed_map_stays_as_it_is_when_data_arrive(
    visit: Visitor, own: Site, tmp_path: Path
) -> None:
    page = visit(own, "/coverage")
    page.evaluate(WATCH)
    zoom(page)
    before = page.evaluate(VIEW)
    with page.expect_response(lambda answer: "_dash-update" in answer.url, timeout=20_000):
        own.load("dossiers", rows(tmp_path / "new.csv", 5))
    page.wait_for_timeout(500)  # for a redrawing that should leave the view alone
    assert page.evaluate(VIEW) == before
    assert page.evaluate(SAME)


def test_the_demonstration_moves_by_itself(visit: Visitor, running: Site) -> None:
    page = visit(running, "/dossiers")
    before = page.locator(RECEIVED).inner_text()
    changed = "([where, text]) => document.querySelector(where).innerText !== text"
    page.wait_for_function(changed, arg=[RECEIVED, before], timeout=40_000)
    assert number(page.locator(RECEIVED).inner_text()) > number(before)


def rows(file: Path, count: int) -> Path:
    """Dossiers received on the demonstration's last morning."""
    lines = [f"TEST-{n},H46.02,Đất đai,online,2,2024-12-27 07:{n:02d}:00" for n in range(count)]
    head = "code,agency_code,field,channel,state,received_at"
    file.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    return file


def number(text: str) -> int:
    return int(text.replace(".", ""))


def shows(page: Page, count: int) -> None:
    """In Vietnamese notation, without a hand."""
    text = f"{count:,}".replace(",", ".")
    says = "([where, text]) => document.querySelector(where).innerText.trim() === text"
    page.wait_for_function(says, arg=[RECEIVED, text], timeout=WITHIN_MS)


def zoom(page: Page) -> None:
    box = page.locator("#graph-coverage-map").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.wheel(0, -400)
    page.wait_for_function("graph._fullLayout.geo.projection.scale > 1.2")
