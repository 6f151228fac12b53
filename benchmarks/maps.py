"""The map of a province of 500 communes, 5,000 villages and 10,000 stations, in Debian's Chromium
without WebGL: first draw, frames a second while a hand moves it, bytes of an update. By itself:
`python -m benchmarks.maps`."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import numpy as np
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.browser import print_felt
from benchmarks.served import serving
from benchmarks.verdict import Measured
from benchmarks.wide_province import Wide, villages, wide_province
from tests.browser.site import ARGUMENTS

FIRST_MS, FRAMES, UPDATE_KB = 2500, 30, 50
ROUNDS, SECONDS = 3, 3.0
SIZE = (1440, 900)
LAYERS = "cut_off,no_signal,no_power,weak_signal,no_broadband,served,on_air,planned,down,labels"
PATH = f"/coverage?from=2024-01-01&to=2024-12-31&gap=no_broadband&layers={LAYERS}"
MAP = "tamnhin.maps.all()[0]"
DRAWN = f"""() => window.tamnhin?.spots?.told.layers.length && tamnhin.spots.complete()
    && {MAP}?.drawn?.length > 1000"""
COUNT_FRAMES = """() => {
    window.frames = []; window.counting = true;
    const count = (now) => { frames.push(now); if (counting) requestAnimationFrame(count); };
    requestAnimationFrame(count);
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """`first`: ms to spots and outlines on screen, nothing kept. Frames a second while panned and
    zoomed. `update`: bytes on the wire after 200 villages have been surveyed anew."""

    first: Sequence[float]
    panned: float
    zoomed: float
    update: int


def measured() -> Map:
    with TemporaryDirectory() as folder:
        wide = wide_province(Path(folder))
        with serving(wide.url) as (port, _), sync_playwright() as playwright:
            address = f"http://127.0.0.1:{port}{PATH}"
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=[*ARGUMENTS, "--disable-3d-apis"]
            )
            _opened(browser, address).context.close()  # the server's own first page
            first = []
            for _ in range(ROUNDS):
                page = _opened(browser, address)
                first.append(float(page.evaluate("performance.now()")))
                page.context.close()
            page = _opened(browser, address)
            page.wait_for_timeout(2000)
            return Map(
                first=first,
                panned=_frames(page, _pan),
                zoomed=_frames(page, _zoom),
                update=_update(page, wide, Path(folder)),
            )


def _opened(browser: Browser, address: str) -> Page:
    width, height = SIZE
    context = browser.new_context(viewport={"width": width, "height": height}, bypass_csp=True)
    page = context.new_page()
    page.goto(address, wait_until="commit")
    page.wait_for_function(DRAWN, timeout=120_000, polling=20)
    return page


def _frames(page: Page, move: Callable[[Page, int], None]) -> float:
    box = page.locator("#graph-coverage-map").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.evaluate(COUNT_FRAMES)
    began, n = time.monotonic(), 0
    while time.monotonic() - began < SECONDS:
        move(page, n)
        n += 1
    page.mouse.up()
    page.evaluate("counting = false")
    page.wait_for_timeout(1000)
    return float(page.evaluate("1000 * (frames.length - 1) / (frames.at(-1) - frames[0])"))


def _pan(page: Page, n: int) -> None:
    """Back and forth within a third of the map, as a hand does."""
    if n == 0:
        page.mouse.down()
    page.mouse.move(600 + 120 * np.sin(n / 20), 560 + 60 * np.cos(n / 20))


def _zoom(page: Page, n: int) -> None:
    page.mouse.wheel(0, -40 if (n // 12) % 2 == 0 else 40)


def _update(page: Page, wide: Wide, folder: Path) -> int:
    wire: list[int] = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda e: wire.append(int(e["encodedDataLength"])))
    frame = villages(np.random.default_rng(9), "2024-09-30").head(200)
    file = folder / "new.csv"
    frame.assign(signal="none").to_csv(file, index=False)
    before = page.evaluate("tamnhin.spots.changed")
    wide.load("villages", file)
    page.wait_for_function(
        f"before => tamnhin.spots.changed > before && tamnhin.spots.complete() && !{MAP}.moving",
        arg=before,
        timeout=60_000,
    )
    page.wait_for_timeout(1000)
    return sum(wire)


def promised(of: Map) -> Iterator[Measured]:
    for name, value, limit, unit in (
        ("first_draw", median(of.first), FIRST_MS, "ms"),
        ("update", of.update / 1024, UPDATE_KB, "KB"),
        ("pan_frame", 1000 / of.panned, 1000 / FRAMES, "ms"),
        ("zoom_frame", 1000 / of.zoomed, 1000 / FRAMES, "ms"),
    ):
        yield Measured(
            name=f"map_{name}",
            value=value,
            unit=unit,
            against=limit,
            ratio=value / limit,
            at_most=1,
        )


def main() -> int:
    print_felt(list(promised(measured())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
