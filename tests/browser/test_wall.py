"""The wall: turns by itself, the same at both sizes, readable from where people sit."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import atan, degrees, hypot

import pytest
from playwright.sync_api import Page

from config.province import read_province
from config.settings import ROOT
from tests.browser.conftest import Visitor, settled
from tests.browser.site import Site

FULL_HD, UHD = (1920, 1080), (3840, 2160)
SCREENS = ("overview", "coverage", "dossiers")
ARC_MINUTES = 16.0
CAPITAL_EM = 0.74
MARGIN_REM = 2.5
Element = list[str | float]  # its name, left, top, width, height
SHOWN = "document.querySelector('.wall-screen[data-shown=true]')?.classList[1].slice(5)"


def test_it_turns_through_its_screens_without_a_hand(visit: Visitor, still: Site) -> None:
    page = visit(still, "/wall", size=FULL_HD)
    page.evaluate("document.querySelector('.wall').dataset.dwell = 1")
    page.evaluate(
        f"""() => {{ window.turns = [];
        setInterval(() => {SHOWN} !== turns.at(-1) && turns.push({SHOWN}), 50) }}"""
    )
    page.wait_for_function("turns.length >= 6", timeout=15_000)
    after = dict(zip(SCREENS, (*SCREENS[1:], SCREENS[0]), strict=True))
    turns = page.evaluate("turns")[1:]  # the first was still shown by the old dwell
    assert all(after[now] == then for now, then in pairwise(turns))
    assert page.locator(".wall-screen[data-shown=true]").count() == 1


@pytest.mark.parametrize("address", ["/wall/", "/wall/ph%C3%B2ng%20h%E1%BB%8Dp", "/wall/100%"])
def test_a_playlist_has_an_address_of_its_own_and_is_not_dimmed(
    visit: Visitor, still: Site, address: str
) -> None:
    page = visit(still, address, size=FULL_HD)
    assert page.evaluate("document.documentElement.dataset.pending") is None
    assert page.locator(".wall-screen[data-shown=true]").count() == 1


def test_arrows_move_and_space_holds(visit: Visitor, still: Site) -> None:
    page = visit(still, "/wall", size=FULL_HD)
    assert list(screens(page)) == list(SCREENS)
    page.evaluate("document.querySelector('.wall').dataset.dwell = 1")
    held = page.evaluate(SHOWN)
    page.wait_for_timeout(2500)
    assert page.evaluate(SHOWN) == held


def test_its_clock_ticks_seconds(visit: Visitor, still: Site) -> None:
    page = visit(still, "/wall", size=FULL_HD)
    before = page.locator(".clock").inner_text()
    page.wait_for_function(
        "text => document.querySelector('.clock').innerText !== text", arg=before
    )


def test_it_is_the_same_at_both_sizes(visit: Visitor, still: Site) -> None:
    small, large = (visit(still, "/wall", size=size) for size in (FULL_HD, UHD))
    for _ in zip(screens(small), screens(large), strict=True):
        boxes = zip(elements(small), elements(large), strict=True)
        assert [pair for pair in boxes if not doubled(*pair)] == []


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("size", [FULL_HD, UHD], ids=["1080", "2160"])
def test_every_text_can_be_read_from_the_seats(
    visit: Visitor, still: Site, size: tuple[int, int], language: str
) -> None:
    page = visit(still, f"/wall?lang={language}", size=size)
    rem = size[0] / 120
    inside = [MARGIN_REM * rem, 0, size[0] - MARGIN_REM * rem, size[1]]
    for screen in screens(page):
        texts = page.evaluate("probes.sizes(document.body)")
        small = {text: px for px, text in texts if arc_minutes(px, size) < ARC_MINUTES}
        assert small == {}, screen
        assert page.evaluate("edge => probes.past(document.body, edge)", inside) == [], screen
        # Letters of neighbouring lines may touch by a hair: Vietnamese stacks its accents high.
        slack = 0.2 * rem
        assert page.evaluate("slack => probes.overlaps(document.body, slack)", slack) == [], screen


def arc_minutes(font_px: float, size: tuple[int, int]) -> float:
    """The angle of a capital letter for a viewer at the distance set in province.toml."""
    wall = read_province(ROOT / "config").wall
    metres_a_pixel = wall.diagonal_inch * 0.0254 / hypot(*size)
    return degrees(atan(font_px * CAPITAL_EM * metres_a_pixel / wall.distance_m)) * 60


def screens(page: Page) -> Iterator[str]:
    """Holds the wall, then shows its screens in their order, by the keyboard."""
    page.keyboard.press(" ")
    page.wait_for_selector(".wall[data-paused=true]")
    while page.evaluate(SHOWN) != SCREENS[0]:
        turn(page)
    for _ in SCREENS:
        settled(page)
        yield page.evaluate(SHOWN)
        turn(page)


def turn(page: Page) -> None:
    before = page.evaluate(SHOWN)
    page.keyboard.press("ArrowRight")
    page.wait_for_function(f"before => {SHOWN} !== before", arg=before)


def doubled(small: Element, large: Element) -> bool:
    """Within a pixel and a half: boxes lie on whole pixels."""
    (name, *at), (other, *twice) = small, large
    near = (abs(2 * float(x) - float(y)) <= 1.5 for x, y in zip(at, twice, strict=True))
    return name == other and all(near)


def elements(page: Page) -> list[Element]:
    """Without the ticker's lines, which change by themselves."""
    page.evaluate("document.querySelectorAll('[data-line]').forEach(e => e.remove())")
    found: list[Element] = page.evaluate("probes.boxes(document.querySelector('.wall'))")
    assert found
    return found
