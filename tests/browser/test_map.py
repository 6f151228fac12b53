"""The coverage map: a commune clicked shows its own villages, clicked again all of them."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.conftest import Visitor, settled
from tests.browser.site import Site

ROWS = ".list-panel tbody tr"
COMMUNES = """() => Object.fromEntries(
    document.querySelector('#graph-coverage-map .js-plotly-plot').data[0].customdata
        .map(([code, name]) => [name.replace(/^(Xã|Phường|Thị trấn) /, ''), code]))"""


def villages(page: Page) -> list[list[str]]:
    found: list[list[str]] = page.eval_on_selector_all(
        ROWS, "rows => rows.map(row => [...row.cells].map(cell => cell.innerText))"
    )
    return found


def click(page: Page, commune: str) -> None:
    before = page.url
    page.mouse.click(*page.evaluate("probes.inCommune", commune))
    page.wait_for_function("before => location.href !== before", arg=before)
    settled(page)


def test_a_clicked_commune_shows_its_villages_and_clicked_again_all(
    visit: Visitor, still: Site
) -> None:
    page = visit(still, "/coverage?gap=no_signal")
    every = villages(page)
    name = every[0][1]
    code = page.evaluate(COMMUNES)[name]
    click(page, code)
    assert f"area={code}" in page.url
    assert villages(page) == [row for row in every if row[1] == name]
    assert page.locator(".hero-figure").inner_text() == str(len(villages(page)))
    click(page, code)
    assert "area=" not in page.url
    assert villages(page) == every


def test_villages_come_by_people_and_the_count_stands_beside(visit: Visitor, still: Site) -> None:
    page = visit(still, "/coverage")
    people = [int(row[-1].replace(".", "")) for row in villages(page)]
    assert people == sorted(people, reverse=True)
    assert page.locator(".hero-figure").inner_text() == str(len(people))
    total = page.locator(".pairs dd").first.inner_text()
    assert int(total.replace(".", "")) == sum(people)


def test_what_villages_lack_can_be_chosen(visit: Visitor, still: Site) -> None:
    page = visit(still, "/coverage")
    before = page.locator(".hero-figure").inner_text()
    page.get_by_role("link", name="Chưa có điện lưới", exact=True).click()
    page.wait_for_function("location.search.includes('gap=no_power')")
    settled(page)
    assert page.locator(".hero-figure").inner_text() != before
