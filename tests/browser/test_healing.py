"""A wall heals by itself: whatever went, within 30 s after it is back the newest data are shown,
without a hand and with one reload at most. Of PostgreSQL: tests/integration/faults/test_screens.py.
"""

from __future__ import annotations

import re
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Browser, Frame, Page, ViewportSize, expect

from tests.browser.between import Between, Fault, between
from tests.browser.conftest import STILL, Visitor, settled
from tests.browser.site import Site, copy_of, served

FULL_HD = (1920, 1080)
HEALED_MS = 30_000
NOTICED_MS = 25_000
LINK = "document.documentElement.dataset.link"
HERD, SPREAD_MS, SMALL = 6, 500, ViewportSize(width=960, height=540)
# When a page asks for its figures anew, by the clock that all pages of a browser share.
RENEWED = """() => {
    window.renewed = [];
    const plain = window.fetch;
    window.fetch = (what, ...more) => {
        if (String(what.url ?? what).includes("_dash-update")) renewed.push(Date.now());
        return plain(what, ...more);
    };
}"""
NEW_VERSION = "UPDATE dataset SET version = version + 1"


@dataclass
class Wall:
    """An open wall behind a network that can fail, and the server that it shows."""

    page: Page
    site: Site
    net: Between
    loads: int = 0

    def change(self, *statements: str) -> None:
        with closing(sqlite3.connect(self.site.database, timeout=20)) as database, database:
            for statement in (*statements, NEW_VERSION):
                database.execute(statement)

    @property
    def version(self) -> int:
        with closing(sqlite3.connect(self.site.database)) as database:
            found: int = database.execute("SELECT version FROM dataset").fetchone()[0]
            return found

    def heals(self, reloads: int = 0) -> None:
        body = self.page.locator(".page-body")
        expect(body).to_have_attribute(
            "data-shown", re.compile(rf"^{self.version} "), timeout=HEALED_MS
        )
        self.page.wait_for_function(f"{LINK} === undefined", timeout=HEALED_MS)
        expect(self.page.locator(".wall-fault")).to_have_count(0)
        expect(self.page.locator(".wall-screen[data-shown=true]")).to_have_count(1)
        assert self.loads == reloads

    def _loaded(self, frame: Frame) -> None:
        self.loads += frame == self.page.main_frame


@pytest.fixture(scope="module")
def site(demo: Path, folder: Path) -> Iterator[Site]:
    with served(copy_of(demo, folder / "healing.db", STILL)) as site:
        yield site


@pytest.fixture
def wall(visit: Visitor, site: Site) -> Iterator[Wall]:
    with between(site.port) as net:
        page = visit(net, "/wall", size=FULL_HD)
        made = Wall(page=page, site=site, net=net)
        page.on("framenavigated", made._loaded)
        yield made


@pytest.mark.parametrize("fault", ["cut", "silent", "500", "html"])
def test_the_network(wall: Wall, fault: Fault) -> None:
    wall.net.does(fault)
    wall.page.wait_for_function(f"{LINK} === 'lost'", timeout=NOTICED_MS)
    expect(wall.page.locator("#link-state")).to_contain_text("Mất kết nối từ")
    wall.change()
    wall.net.does("")
    wall.heals()


def test_an_hour_without_a_network(wall: Wall) -> None:
    wall.page.clock.install()
    wall.net.does("cut")
    wall.page.clock.fast_forward(3600_000)
    wall.page.wait_for_function(f"{LINK} === 'lost'", timeout=NOTICED_MS)
    wall.change()
    wall.net.does("")
    wall.heals()


def test_an_answer_that_is_lost_is_asked_for_again(wall: Wall) -> None:
    """Nothing is noticed: the version was told, and the figures of it never came."""
    wall.page.route("**/_dash-update-component", lambda route: route.abort(), times=1)
    wall.change()
    wall.heals()


def test_one_refusal_is_not_believed(wall: Wall) -> None:
    wall.page.route("**/api/v1/version", lambda route: route.fulfill(status=401), times=1)
    wall.page.wait_for_timeout(4000)
    wall.change()
    wall.heals()


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM], ids=["killed", "stopped"])
def test_the_server(wall: Wall, how: signal.Signals) -> None:
    wall.site.signal(how)
    assert wall.site.process
    wall.site.process.wait(timeout=20)
    wall.change()
    wall.site.start()
    wall.heals()


def test_a_new_version_of_the_program(wall: Wall) -> None:
    wall.page.evaluate("document.documentElement.dataset.build = 'of last week'")
    wall.page.wait_for_event("framenavigated", timeout=HEALED_MS)
    settled(wall.page)
    wall.change()
    wall.heals(reloads=1)


@pytest.mark.parametrize("jump", [86400_000, -86400_000], ids=["ahead", "back"])
def test_the_browsers_clock(wall: Wall, jump: int) -> None:
    wall.page.clock.install()
    shown = wall.page.locator(".wall-head .date")
    expect(shown).not_to_have_text("")
    before = shown.inner_text()
    wall.page.evaluate("jump => { const real = Date.now; Date.now = () => real() + jump; }", jump)
    wall.page.wait_for_timeout(4000)
    wall.change()
    wall.heals()
    assert shown.inner_text() == before


def test_a_tab_that_was_put_to_sleep(wall: Wall) -> None:
    session = wall.page.context.new_cdp_session(wall.page)
    session.send("Page.setWebLifecycleState", {"state": "frozen"})
    wall.change()
    wall.page.wait_for_timeout(3000)
    session.send("Page.setWebLifecycleState", {"state": "active"})
    wall.heals()


def test_the_process_that_draws(wall: Wall) -> None:
    assert wall.site.process
    drawing = [
        each
        for each in psutil.Process().children(recursive=True)
        if "--type=gpu-process" in " ".join(_command(each))
    ]
    assert drawing
    for each in drawing:
        each.kill()
    wall.change()
    wall.heals()
    assert len(wall.page.screenshot()) > 50_000


def _command(process: psutil.Process) -> list[str]:
    try:
        found: list[str] = process.cmdline()
    except psutil.Error:
        return []
    return found


def test_a_page_that_fills_its_memory_begins_anew(wall: Wall) -> None:
    full = "{ usedJSHeapSize: 9, jsHeapSizeLimit: 10 }"
    wall.page.evaluate(f"Object.defineProperty(performance, 'memory', {{ value: {full} }})")
    wall.page.wait_for_event("framenavigated", timeout=HEALED_MS)
    settled(wall.page)
    wall.change()
    wall.heals(reloads=1)


@pytest.mark.parametrize(
    ("eve", "then"),
    [
        ("2024-12-31T16:59:50", "2025-01-01"),
        ("2024-11-30T16:59:50", "2024-12-01"),
        ("2025-06-30T16:59:50", "2025-07-01"),
    ],
    ids=["new year", "month end", "reform"],
)
def test_midnight(wall: Wall, eve: str, then: str) -> None:
    """Times are UTC, seven hours behind. No data come: the day alone is another one."""
    stands = "SELECT clock_shows, clock_started_at FROM dataset"
    with closing(sqlite3.connect(wall.site.database)) as database:
        before = database.execute(stands).fetchone()
    runs = "clock_runs = 1, clock_started_at = strftime('%Y-%m-%d %H:%M:%f000', 'now')"
    wall.change(f"UPDATE dataset SET {runs}, clock_shows = '{eve.replace('T', ' ')}.000000'")
    body = wall.page.locator(".page-body")
    expect(body).to_have_attribute(
        "data-shown", re.compile(f"^{wall.version} {then} "), timeout=HEALED_MS
    )
    wall.heals()
    shows, started = before
    back = f"clock_shows = '{shows}', clock_started_at = '{started}'"
    wall.change(f"UPDATE dataset SET clock_runs = 0, {back}")
    wall.heals()


def test_many_walls_do_not_all_come_back_in_the_same_moment(
    browser: Browser, demo: Path, folder: Path
) -> None:
    """Each asks for its figures after a wait of its own. Sixty at once: benchmarks/crowd.py."""
    with served(copy_of(demo, folder / "herd.db", STILL)) as site, between(site.port) as net:
        walls = [browser.new_page(viewport=SMALL, bypass_csp=True) for _ in range(HERD)]
        for page in walls:
            page.goto(f"{net.url}/wall")
            page.wait_for_selector(".wall-screen[data-shown=true]")
            page.evaluate(RENEWED)
        net.does("cut")
        for page in walls:
            page.wait_for_function(f"{LINK} === 'lost'", timeout=NOTICED_MS)
        with closing(sqlite3.connect(site.database, timeout=20)) as database, database:
            database.execute(NEW_VERSION)
        net.does("")
        for page in walls:
            page.wait_for_function("renewed.length > 0", timeout=HEALED_MS)
        times = sorted(page.evaluate("renewed[0]") for page in walls)
        for page in walls:
            page.close()
        assert times[-1] - times[0] > SPREAD_MS, "all at once"
