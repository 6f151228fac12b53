"""Visits of a page by real browsers, each as a person would see it."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Page, async_playwright

from components import ids
from tests.browser.site import ARGUMENTS

PROBE = Path(__file__).with_name("browser_probe.js")
FIGURES = 8  # that the page shows
SIZE = {"width": 1440, "height": 900}
DRAWN = "window.bench?.drawn > 0"
ROUNDS, CHANGES, CROWD = 5, 6, 10
FILTER = ids.AGENCY
PATIENCE_MS = 120_000  # ten browsers at once on two cores


@dataclass(slots=True)
class Visits:
    """Times in ms, one a visit or a change of filters."""

    readable: list[float] = field(default_factory=list)
    drawn: list[float] = field(default_factory=list)
    reload: list[float] = field(default_factory=list)
    uncached: list[float] = field(default_factory=list)
    cached: list[float] = field(default_factory=list)
    crowd: list[float] = field(default_factory=list)
    wire: list[float] = field(default_factory=list)  # bytes
    shift: list[float] = field(default_factory=list)
    requests: list[int] = field(default_factory=list)  # for figures, while a page is opened


async def visits(address: str, *, rounds: int = ROUNDS) -> Visits:
    found = Visits()
    async with async_playwright() as playwright:
        binary = shutil.which("chromium")
        if binary is None:
            raise SystemExit("Chromium is missing: apt-get install chromium")
        browser = await playwright.chromium.launch(executable_path=binary, args=list(ARGUMENTS))
        await _first(browser, address, Visits())  # the browser's own first page, not ours
        for _ in range(rounds):
            await _first(browser, address, found)
        await _changes(browser, address, found)
        await _crowded(browser, address, found)
        await browser.close()
    return found


@asynccontextmanager
async def _opened(browser: Browser) -> AsyncIterator[Page]:
    """With nothing kept of earlier visits."""
    context = await browser.new_context(viewport=SIZE, bypass_csp=True)  # type: ignore[arg-type]
    probe = PROBE.read_text(encoding="utf-8").replace("FIGURES", str(FIGURES))
    await context.add_init_script(probe)
    page = await context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    yield page
    await context.close()


async def _first(browser: Browser, address: str, found: Visits) -> None:
    async with _opened(browser) as page:
        wire: list[float] = []
        asked: list[str] = []
        session = await page.context.new_cdp_session(page)
        await session.send("Network.enable")
        session.on("Network.loadingFinished", lambda event: wire.append(event["encodedDataLength"]))
        page.on("request", lambda each: asked.append(each.url))
        seen = await _drawn(page, await page.goto(address))
        found.readable.append(seen["readable"])
        found.drawn.append(seen["drawn"])
        found.requests.append(sum("_dash-update-component" in url for url in asked))
        await page.wait_for_load_state("networkidle")
        found.wire.append(sum(wire))
        found.shift.append(await page.evaluate("bench.shift"))
        seen = await _drawn(page, await page.reload())
        found.reload.append(seen["drawn"])


async def _drawn(page: Page, _answer: object) -> dict[str, Any]:
    await page.wait_for_function(DRAWN)
    seen: dict[str, Any] = await page.evaluate("({...bench})")
    return seen


async def _changes(browser: Browser, address: str, found: Visits) -> None:
    """Each agency once, and then the same ones again."""
    async with _opened(browser) as page:
        await _drawn(page, await page.goto(address))
        choices: list[str] = await page.evaluate("id => bench.choices(id)", FILTER)
        chosen = choices[:CHANGES]
        found.uncached += [await _chosen(page, FILTER, each) for each in chosen]
        found.cached += [await _chosen(page, FILTER, each) for each in chosen]


async def _crowded(browser: Browser, address: str, found: Visits) -> None:
    async def one(number: int) -> list[float]:
        async with _opened(browser) as page:
            await _drawn(page, await page.goto(address))
            choices: list[str] = await page.evaluate("id => bench.choices(id)", FILTER)
            own = _part(choices, number)
            return [await _chosen(page, FILTER, each) for each in own]

    for times in await asyncio.gather(*(one(number) for number in range(CROWD))):
        found.crowd += times


def _part(choices: Sequence[str], number: int) -> list[str]:
    """Some for each viewer that few others choose."""
    start = CHANGES * (number + 1)
    return list(islice(cycle(choices), start, start + CHANGES))


async def _chosen(page: Page, select: str, value: str) -> float:
    taken: float = await page.evaluate("([id, value]) => bench.choose(id, value)", [select, value])
    return taken
