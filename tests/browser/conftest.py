"""One browser a run, a fresh context a test; servers on demonstrations of 20,000 dossiers."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    expect,
)

from pages.registry import all_pages
from tests.browser.site import Site, copy_of, demonstration, served
from tests.once import made_once

DOSSIERS = 20_000
ONE_OF = {
    "/metric": "on_time",
    "/rows": "on_time",
    "/briefings": "thang",
    "/unit": "H46.02",
}  # of pages that are one of many, the one that is looked at
DESK = [
    page.at(ONE_OF.get(page.path, ""))
    for page in all_pages().values()
    if not page.wall and page.filtered  # test_doors.py looks at accounts and their like
]
PROBES = Path(__file__).with_name("probes.js")
PATIENCE, WORKED_OUT = 20, 60  # seconds
expect.set_options(timeout=PATIENCE * 1000)  # a slow machine is no fault
STILL = "UPDATE dataset SET clock_runs = 0"


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sites")


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Never served itself: every server has a copy."""
    made = made_once(
        tmp_path_factory, "sites", lambda into: demonstration(into / "demo.db", DOSSIERS)
    )
    return made / "demo.db"


@pytest.fixture(scope="session")
def still(demo: Path, folder: Path) -> Iterator[Site]:
    """Its clock stands and nothing arrives: two looks at a page are alike."""
    with served(copy_of(demo, folder / "still.db", STILL)) as site:
        yield site


@pytest.fixture(scope="session")
def running(demo: Path, folder: Path) -> Iterator[Site]:
    """As `make run` serves it: its clock runs and dossiers arrive."""
    with served(copy_of(demo, folder / "running.db")) as site:
        yield site


@pytest.fixture
def own(demo: Path, tmp_path: Path) -> Iterator[Site]:
    """This test's alone: to load into, or to stop. Its clock stands."""
    with served(copy_of(demo, tmp_path / "own.db", STILL)) as site:
        yield site


class Served(Protocol):
    @property
    def url(self) -> str: ...


@dataclass
class Visitor:
    """Opens pages as fresh people would, and remembers what the browser complained of."""

    browser: Browser
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def __call__(
        self,
        site: Served,
        path: str = "/",
        *,
        size: tuple[int, int] = (1440, 900),
        dark: bool = False,
        settle: bool = True,
        bound: bool = False,
    ) -> Page:
        """`bound`: by the page's own policy of scripts, under which `wait_for_function` fails: it
        would evaluate a string."""
        width, height = size
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            bypass_csp=not bound,
            ignore_https_errors=site.url.startswith("https:"),  # its certificate is our own
        )
        self.contexts.append(context)
        context.add_init_script(path=PROBES)
        context.on("request", self._watch)
        context.on("console", self._hear)
        context.on("weberror", lambda failed: self.errors.append(str(failed.error)))
        if dark:
            context.add_cookies([{"name": "tamnhin_theme", "value": "dark", "url": site.url}])
        page = context.new_page()
        page.set_default_timeout(PATIENCE * 1000)
        page.goto(site.url + path)
        if settle:
            settled(page)
        return page

    def _hear(self, said: ConsoleMessage) -> None:
        if said.type == "error":
            self.errors.append(f"{said.text} ({said.location['url']})")

    def _watch(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and parts.hostname != "127.0.0.1":
            self.foreign.append(request.url)


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visitor]:
    """No page of any test may ask another host for anything."""
    visitor = Visitor(browser)
    yield visitor
    for context in visitor.contexts:
        context.close()
    assert visitor.foreign == []


def settled(page: Page) -> None:
    deadline = time.monotonic() + PATIENCE
    while not page.evaluate("probes.settled()"):
        assert time.monotonic() < deadline, "the page does not settle"
        page.wait_for_timeout(50)


def worked_out(page: Page) -> None:
    """Forecasts, estimates and plans come after the page, and bring menus of their own."""
    waits = page.locator("[data-waits]").or_(page.get_by_text("đang tính"))
    expect(waits).to_have_count(0, timeout=WORKED_OUT * 1000)
    settled(page)
