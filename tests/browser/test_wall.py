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
SCREENS = tuple(each.kind for each in read_province(ROOT / "config").playlists["default"].screens)
ARC_MINUTES = 16.0
FIGURE_MINUTES = 22.0
CAPITAL_EM = 0.74
MARGIN_REM = 2.5
Element = list[str | float]  # its name, left, top, width, height
BRIGHT = "document.querySelector('.wall').style.getPropertyValue('--bright')"
SHIFT_REM = 0.2
SHOWN = "document.querySelector('.wall-screen[data-shown=true]')?.classList[1].slice(5)"


def test_it_turns_through_its_screens_without_a_hand(visit: Visitor, running: Site) -> None:
    page = visit(running, "/wall", size=FULL_HD)
    tour(page, "screens.forEach((each) => (each.seconds = 1))")
    page.evaluate(
        f"""() => {{ window.turns = [];
        setInterval(() => {SHOWN} !== turns.at(-1) && turns.push({SHOWN}), 50) }}"""
    )
    page.wait_for_function("turns.length >= 8")
    after = dict(zip(SCREENS, (*SCREENS[1:], SCREENS[0]), strict=True))
    turns = page.evaluate("turns")[1:]  # the first was still shown by the old dwell
    assert all(after[now] == then for now, then in pairwise(turns))
    assert page.locator(".wall-screen[data-shown=true]").count() == 1


@pytest.mark.parametrize("address", ["", "ph%C3%B2ng%20h%E1%BB%8Dp", "100%", "phong-hop"])
def test_a_playlist_has_an_address_of_its_own_and_is_not_dimmed(
    visit: Visitor, still: Site, address: str
) -> None:
    page = visit(still, f"/wall/{address}", size=FULL_HD)
    assert page.evaluate("document.documentElement.dataset.pending") is None
    assert page.locator(".wall-screen[data-shown=true]").count() == 1


def test_arrows_move_and_space_holds(visit: Visitor, still: Site) -> None:
    page = visit(still, "/wall", size=FULL_HD)
    assert list(screens(page)) == list(SCREENS)
    tour(page, "screens.forEach((each) => (each.seconds = 1))")
    held = page.evaluate(SHOWN)
    page.wait_for_timeout(2500)
    assert page.evaluate(SHOWN) == held
    assert page.locator(".paused").inner_text() == "Tạm dừng"


def test_what_somebody_chose_outlives_a_reload_and_home_goes_by_the_clock_again(
    visit: Visitor, still: Site
) -> None:
    page = visit(still, "/wall", size=FULL_HD)
    by_clock = page.evaluate(SHOWN)
    page.keyboard.press("4")
    page.wait_for_function(f"{SHOWN} === '{SCREENS[3]}'")
    page.keyboard.press("MediaPlayPause")
    page.reload()
    settled(page)
    page.wait_for_function(f"{SHOWN} === '{SCREENS[3]}'")
    assert page.locator(".paused").is_visible()
    page.keyboard.press("Home")
    page.wait_for_function(f"{SHOWN} === '{by_clock}'")  # this clock stands
    assert page.locator(".paused").is_hidden()


def test_nobody_can_hold_a_wall_for_ever(visit: Visitor, still: Site) -> None:
    page = visit(still, "/wall", size=FULL_HD)
    page.keyboard.press(" ")
    page.wait_for_selector(".wall[data-paused=true]")
    page.evaluate("tamnhin.setServerTime(tamnhin.now() + 31 * 60e3)")
    page.wait_for_selector(".wall[data-paused=false]")


def test_a_screen_has_its_hours_and_the_night_is_darker(visit: Visitor, still: Site) -> None:
    page = visit(still, "/wall", size=FULL_HD)
    now = page.evaluate("tamnhin.local(tamnhin.now())")
    day, (hour, minute) = (now["weekday"] - 1) % 7, map(int, now["time"].split(":"))
    minutes = hour * 60 + minute
    closed = {"days": [day], "start": minutes + 1, "end": minutes + 2}
    over_midnight = {"days": [(day - 1) % 7], "start": minutes + 2, "end": minutes + 1}
    page.evaluate("given => (window.given = given)", [closed, over_midnight])
    tour(page, "screens.forEach((e, i) => Object.assign(e, given[i === 1 ? 1 : 0], {seconds: 5}))")
    page.wait_for_function(f"{SHOWN} === '{SCREENS[1]}'")
    assert page.evaluate(BRIGHT) == "1"
    tour(page, "night = {...given[1], brightness: 0.7}")
    page.wait_for_function(f"{BRIGHT} === '0.7'")


def tour(page: Page, change: str) -> None:
    """Changes what the wall turns through."""
    page.evaluate(
        "change => { const wall = document.querySelector('.wall'), tour = JSON.parse("
        "wall.dataset.tour); new Function('tour', `with (tour) { ${change} }`)(tour);"
        "wall.dataset.tour = JSON.stringify(tour); }",
        change,
    )


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
    edge = (MARGIN_REM - SHIFT_REM) * rem
    inside = [edge, 0, size[0] - edge, size[1]]
    for screen in screens(page):
        texts = page.evaluate("probes.sizes(document.body)")
        small = {text: px for px, text in texts if arc_minutes(px, size) < ARC_MINUTES}
        assert small == {}, screen
        assert page.evaluate("edge => probes.past(document.body, edge)", inside) == [], screen
        # Letters of neighbouring lines may touch by a hair: Vietnamese stacks its accents high.
        slack = 0.2 * rem
        assert page.evaluate("slack => probes.overlaps(document.body, slack)", slack) == [], screen


FIGURES = ".dial .figure, .figurebox .figure, .hero-figure, .total"
PANELS, GUTTER_PX = (5760, 2160), 24


@pytest.mark.parametrize("size", [FULL_HD, UHD], ids=["1080", "2160"])
def test_figures_are_read_from_farther_than_letters(
    visit: Visitor, still: Site, size: tuple[int, int]
) -> None:
    page = visit(still, "/wall", size=size)
    px = "found => found.map(each => parseFloat(getComputedStyle(each).fontSize))"
    every = page.locator(FIGURES).evaluate_all(px)
    assert len(every) > 10
    assert min(arc_minutes(each, size) for each in every) >= FIGURE_MINUTES


def test_a_video_wall_shows_a_screen_on_each_panel_and_nothing_on_a_seam(
    visit: Visitor, still: Site
) -> None:
    """Three by two panels, each as large as the screen of province.toml."""
    page = visit(still, "/wall", size=PANELS)
    tour(page, "panels = [3, 2]")
    page.wait_for_selector(".wall[data-panels='3x2']")
    page.wait_for_timeout(1000)
    settled(page)
    assert page.locator(".wall-screen[data-shown=true]").count() == len(SCREENS)
    texts = page.evaluate("probes.sizes(document.body)")
    assert {text for px, text in texts if arc_minutes(px, FULL_HD) < ARC_MINUTES} == set()
    seams = {"x": [1920, 3840], "y": [1080]}
    across = "([seams, half]) => probes.across(seams, half)"
    assert page.evaluate(across, [seams, GUTTER_PX / 2]) == []
    slack = 0.2 * 16
    assert page.evaluate("slack => probes.overlaps(document.body, slack)", slack) == []


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
