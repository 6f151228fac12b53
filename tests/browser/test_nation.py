"""The page of the nation in a browser: drawn, named, clicked through, in both languages."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from config.provinces import PROVINCES
from config.settings import ROOT
from data_access.engine import make_engine
from data_access.migrate import upgrade
from ingest.demo.build import AS_OF, _mark_synthetic
from ingest.federation.answer import answer_of
from ingest.federation.asking import Heard
from ingest.federation.keeping import fail, keep
from tests.browser.conftest import Visitor, settled
from tests.browser.site import Site, copy_of, served
from tests.browser.test_english import vietnamese
from tests.integration.federation.provinces import Made, offices, province_of

CODES = ("44", "46", "48")
STILL = "UPDATE dataset SET clock_runs = 0"
SHAPES = "#graph-nation-map .choroplethlayer path"


@pytest.fixture(scope="module")
def nation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Of three provinces one has fallen silent since."""
    folder = tmp_path_factory.mktemp("nation")
    base, config = offices(folder), shutil.copytree(ROOT / "config", folder / "config")
    made = [province_of(base, code, dossiers=150) for code in CODES]
    (config / "federation.toml").write_text("\n".join(map(_entry, made)))
    engine = make_engine(f"sqlite:///{folder / 'told.db'}")
    upgrade(engine)
    _mark_synthetic(engine, AS_OF)
    for each in made:
        keep(engine, each.code, Heard(answer=answer_of(each.spec(), each.body("n"), "n"), bytes=1))
    fail(engine, "48", "silent", "Không hỏi được (ConnectTimeout).", "Cannot be asked.")
    engine.dispose()
    database = copy_of(folder / "told.db", folder / "nation.db", STILL)
    with served(database, config=config) as site:
        yield site


def _entry(of: Made) -> str:
    spec = of.spec()
    return (
        f'[[provinces]]\ncode = "{spec.code}"\naddress = "{spec.address}"\npage = "{spec.page}"\n'
        f'key = "env:{spec.key}"\npublic_key = "{spec.public_key}"\nstale_after = "60d"\n'
    )


def drawn(page: Page) -> Page:
    page.wait_for_function(f"document.querySelectorAll('{SHAPES}').length >= 34")
    return page


def test_the_map_has_34_provinces_and_who_is_silent_is_named_and_marked(
    visit: Visitor, nation: Site
) -> None:
    page = drawn(visit(nation, "/nation?from=2024-01-01&to=2024-12-31", size=(1920, 1080)))
    assert page.locator(".rail a.here").inner_text() == "Cả nước"
    assert "3 trong 34" in page.locator(".titlebar").inner_text()
    silent = page.locator('.missing-panel tr[data-code="48"]')
    assert "Im lặng từ" in silent.inner_text()
    assert "Không hỏi được" in silent.inner_text()
    assert "Chưa kết nối (31)" in page.locator(".missing-panel").inner_text()
    assert page.locator("#graph-nation-map .scattergeo path.point").count() == 1
    assert page.locator(".leaderboard tbody tr").count() == 3
    assert (
        page.locator(".gauge .age-source").first.inner_text().startswith("3/34 tỉnh thành, cũ nhất")
    )
    assert page.evaluate("document.documentElement.scrollWidth") == 1920

    # down into one by the map, then out of here under the same selection
    box = page.locator(SHAPES).nth(_place("44")).bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] * 0.45, box["y"] + box["height"] * 0.45)
    expect(page.locator("h1")).to_have_text("Tỉnh Quảng Trị")
    settled(page)
    way = page.locator(".ways a").first
    assert way.get_attribute("href") == ("https://44.example.vn/?from=2024-01-01&to=2024-12-31")
    assert page.locator(".page-nation table").last.locator("tbody tr").count() == 12


def _place(code: str) -> int:
    return list(PROVINCES).index(code)


def test_a_phone_and_english_have_it_too(visit: Visitor, nation: Site) -> None:
    page = drawn(visit(nation, "/nation/48?from=2024-01-01&to=2024-12-31&lang=en"))
    assert vietnamese(page) == []
    assert "Silent since" in page.locator(".province-state").inner_text()
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(300)
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_province_of_its_own_has_no_such_page_and_says_so(visit: Visitor, still: Site) -> None:
    page = visit(still, "/nation")
    assert "federation.toml" in page.locator(".empty").inner_text()
    assert page.locator(".rail", has_text="Cả nước").count() == 0
