"""Pictures of every page at three sizes, in var/shots; `--docs`: the two of the README."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from config.settings import ROOT, VAR
from pages.registry import all_pages
from tests.browser.conftest import PROBES, STILL, settled
from tests.browser.site import Site, chromium, copy_of, demonstration, served

SHOTS, DOCS = VAR / "shots", ROOT / "docs/img"
DOSSIERS = 500_000
SIZES = ((1920, 1080), (3840, 2160), (390, 844))
PHONE = 500
# As a demonstration looks while it is served: its sources have just spoken.
FRESH = "UPDATE sources SET as_of = (SELECT clock_shows FROM dataset) WHERE name = 'one_stop'"


def main(arguments: list[str]) -> None:
    take = for_docs if "--docs" in arguments else all_shots
    with (
        tempfile.TemporaryDirectory() as folder,
        site(Path(folder)) as served_site,
        sync_playwright() as playwright,
    ):
        browser = chromium(playwright)
        take(browser, served_site)
        browser.close()


@contextmanager
def site(folder: Path) -> Iterator[Site]:
    made = VAR / "tamnhin.db"
    made = made if made.exists() else demonstration(folder / "made.db", DOSSIERS)
    with served(copy_of(made, folder / "shots.db", STILL, FRESH)) as started:
        yield started


def all_shots(browser: Browser, served_site: Site) -> None:
    SHOTS.mkdir(parents=True, exist_ok=True)
    for size in SIZES:
        for page in all_pages().values():
            if not page.wall and page.filtered:
                shot(browser, served_site, page.path, size, f"{page.name}-{said(size)}")
        if size[0] > PHONE:
            wall_shots(browser, served_site, size)
    shot(browser, served_site, "/", SIZES[0], f"overview-dark-{said(SIZES[0])}", dark=True)


def for_docs(browser: Browser, served_site: Site) -> None:
    DOCS.mkdir(parents=True, exist_ok=True)
    shot(browser, served_site, "/", (1440, 900), "overview", folder=DOCS)
    with opened(browser, served_site, "/wall", SIZES[0]) as page:
        to_first_screen(page)
        save(page, DOCS / "wall.png")


def shot(
    browser: Browser,
    served_site: Site,
    path: str,
    size: tuple[int, int],
    name: str,
    *,
    dark: bool = False,
    folder: Path = SHOTS,
) -> None:
    """A phone's page is taken whole, however long it is."""
    with opened(browser, served_site, path, size, dark=dark) as page:
        if size[0] < PHONE:
            as_tall_as_it_is(page, size[0])
        save(page, folder / f"{name}.png")


def wall_shots(browser: Browser, served_site: Site, size: tuple[int, int]) -> None:
    with opened(browser, served_site, "/wall", size) as page:
        to_first_screen(page)
        for place in range(page.locator(".wall-screen").count()):
            name = shown(page)
            save(page, SHOTS / f"wall-{place + 1}-{name}-{said(size)}.png")
            turn(page)


def to_first_screen(page: Page) -> None:
    """And holds it, to turn it by hand."""
    page.keyboard.press(" ")
    page.keyboard.press("1")
    page.wait_for_selector(".wall-screen[data-screen='0'][data-shown=true]")


def turn(page: Page) -> None:
    before = shown(page)
    page.keyboard.press("ArrowRight")
    page.wait_for_selector(f".wall-screen[data-shown=true]:not(.wall-{before})")


def shown(page: Page) -> str:
    classes = page.locator(".wall-screen[data-shown=true]").get_attribute("class") or ""
    return classes.split()[-1].removeprefix("wall-")


@contextmanager
def opened(
    browser: Browser, served_site: Site, path: str, size: tuple[int, int], *, dark: bool = False
) -> Iterator[Page]:
    width, height = size
    context = browser.new_context(viewport={"width": width, "height": height})
    context.add_init_script(path=PROBES)
    if dark:
        cookie = {"name": "tamnhin_theme", "value": "dark", "url": served_site.url}
        context.add_cookies([cookie])  # type: ignore[list-item]
    page = context.new_page()
    page.goto(served_site.url + path)
    settled(page)
    yield page
    context.close()


def as_tall_as_it_is(page: Page, width: int) -> None:
    """A full-page picture of a smaller screen has its bottom bar in the middle."""
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": width, "height": height})


def save(page: Page, file: Path) -> None:
    page.screenshot(path=file)
    print(file.relative_to(ROOT))  # noqa: T201


def said(size: tuple[int, int]) -> str:
    return "x".join(map(str, size))


if __name__ == "__main__":
    main(sys.argv[1:])
