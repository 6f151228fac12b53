"""The server is gone: the page says so, shows no figure under a wrong name, and recovers alone."""

from __future__ import annotations

import signal

from playwright.sync_api import Page

from tests.browser.conftest import Visitor, settled
from tests.browser.site import Site

LOST_MS = 20_000
PENDING = "document.documentElement.dataset.pending === 'true'"
LINK = "document.documentElement.dataset.link"


def choose_bo_trach(page: Page) -> None:
    page.select_option("#filter-district", "455")
    page.wait_for_function(f"location.search.includes('455') && {PENDING}")


def test_a_frozen_server_is_said_to_be_lost_and_comes_back(visit: Visitor, own: Site) -> None:
    page = visit(own, "/dossiers")
    page.evaluate("window.alive = true")
    before = page.evaluate("probes.figures()")
    own.signal(signal.SIGSTOP)
    page.wait_for_function(f"{LINK} === 'lost'", timeout=LOST_MS)
    assert page.locator("#link-state").is_visible()
    assert page.locator("#link-state").inner_text().startswith("Mất kết nối từ ")
    choose_bo_trach(page)
    assert float(opacity(page)) <= 0.5
    own.signal(signal.SIGCONT)
    page.wait_for_function(f"{LINK} === undefined", timeout=LOST_MS)
    settled(page)
    assert float(opacity(page)) == 1
    assert page.evaluate("probes.figures()") != before
    assert page.evaluate("alive")


def test_a_server_started_again_fills_what_was_asked_meanwhile(visit: Visitor, own: Site) -> None:
    page = visit(own, "/dossiers")
    page.evaluate("window.alive = true")
    before = page.evaluate("probes.figures()")
    own.stop()
    choose_bo_trach(page)
    assert float(opacity(page)) <= 0.5
    own.start()
    settled(page)
    assert page.evaluate("probes.figures()") != before
    assert page.evaluate("alive")
    assert page.locator("#filter-district").input_value() == "455"


def opacity(page: Page) -> str:
    found: str = page.evaluate("getComputedStyle(document.querySelector('.page-body')).opacity")
    return found
