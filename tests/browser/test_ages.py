"""An old source looks old: hatched, said in words, and judged no more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from config.province import read_province
from config.settings import ROOT
from tests.browser.conftest import STILL, Visitor
from tests.browser.site import Site, copy_of, served

SILENT = "UPDATE sources SET as_of = datetime(as_of, '-5 days') WHERE name = 'one_stop'"


@pytest.fixture(scope="module")
def silent(demo: Path, folder: Path) -> Iterator[Site]:
    with served(copy_of(demo, folder / "silent.db", STILL, SILENT)) as site:
        yield site


@pytest.mark.parametrize("path", ["/", "/dossiers", "/leaderboard", "/wall"])
def test_a_silent_source_looks_old_and_is_not_judged(
    visit: Visitor, silent: Site, path: str
) -> None:
    page = visit(silent, path, size=(1920, 1080))
    tiles = page.locator(".tile[data-source='Một cửa']")
    assert tiles.count() > 0
    for tile in tiles.all():
        assert tile.get_attribute("data-age") == "stale"
        assert "DỮ LIỆU CŨ" in str(tile.locator(".age-said").text_content())
        assert "22/12" in str(tile.locator(".age-said").text_content())
        for judged in tile.locator(".gauge .status, .status, .gauge .delta").all():
            assert not judged.is_visible()
    others = page.locator(".tile[data-source='Văn bản']").all()
    assert all(tile.get_attribute("data-age") == "live" for tile in others)


def test_a_late_source_is_said_to_be_late_and_is_still_judged(visit: Visitor, still: Site) -> None:
    page = visit(still)
    tile = page.locator(".gauge[data-source='Một cửa']").first
    assert tile.locator(".status").is_visible()
    # The browser's own clock goes on without the server: half an hour later the same tile is late.
    page.evaluate("tamnhin.setServerTime(tamnhin.now() + 30 * 60e3); tamnhin.refreshAges()")
    assert tile.get_attribute("data-age") == "late"
    assert tile.locator(".age-said").inner_text().startswith("Chậm ")
    assert tile.locator(".status").is_visible()


def test_the_rail_counts_the_sources_that_are_not_in_time(visit: Visitor, silent: Site) -> None:
    foot = visit(silent).locator(".rail .sources").inner_text()
    every = len(read_province(ROOT / "config").sources)
    assert f"{every - 1}/{every} nguồn đúng giờ" in foot
    assert visit(silent, "/wall", size=(1920, 1080)).get_by_text("1 nguồn lỗi").is_visible()


ALONE = """() => [...document.querySelectorAll(
    '.figure, .total, .hero-figure, .graph, .rows, .leaderboard, .ends, .league')]
    .filter(e => !e.closest('.tile[data-age]')).map(e => e.className)"""


@pytest.mark.parametrize("path", ["/", "/dossiers", "/leaderboard", "/coverage", "/wall"])
def test_no_figure_stands_without_the_age_of_its_source(
    visit: Visitor, silent: Site, path: str
) -> None:
    page = visit(silent, path, size=(1920, 1080))
    assert page.evaluate(ALONE) == []
    assert page.locator(".tile[data-age] .age-said").count() > 0
