"""A screen of the wall that cannot be renewed says so, over its last picture; the tour goes on, and
it heals by itself."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor, settled
from tests.browser.site import Site

FULL_HD = (1920, 1080)
NEW_VERSION = "UPDATE dataset SET version = version + 1"
FAULT = ".wall-fault[data-screen='1']"
SHOWN = "document.querySelector('.wall-screen[data-shown=true]').dataset.screen"


def change(site: Site, *statements: str) -> None:
    with closing(sqlite3.connect(site.database)) as database, database:
        for statement in (*statements, NEW_VERSION):
            database.execute(statement)


def look_at(page: Page, screen: int) -> None:
    """And stay there: this server's clock stands."""
    for key in ("Home", " ", str(screen + 1)):
        page.keyboard.press(key)
    page.wait_for_function(f"{SHOWN} === '{screen}'")


def test_a_screen_that_fails_keeps_its_last_picture_and_heals(visit: Visitor, own: Site) -> None:
    page = visit(own, "/wall", size=FULL_HD)
    page.evaluate("window.alive = true")
    look_at(page, 1)
    villages = page.locator(".wall-coverage tbody tr")
    before = villages.all_inner_texts()
    assert before
    change(own, "ALTER TABLE villages RENAME TO villages_gone")
    fault = page.locator(FAULT)
    expect(fault).to_contain_text("Màn Vùng phủ không làm mới được", timeout=30_000)
    expect(fault).to_contain_text("Hình cuối lúc")
    assert villages.all_inner_texts() == before
    look_at(page, 2)
    expect(fault).to_be_hidden()
    expect(page.locator(".wall-dossiers .total").first).to_be_visible()

    page.reload()  # the server, too, must know the last picture
    settled(page)
    look_at(page, 1)
    expect(fault).to_contain_text("Hình cuối lúc")
    assert villages.all_inner_texts() == before

    page.evaluate("window.alive = true")
    change(own, "ALTER TABLE villages_gone RENAME TO villages")
    expect(fault).to_have_count(0, timeout=30_000)
    assert page.evaluate("alive")
    assert visit.errors == []
