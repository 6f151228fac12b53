"""English by the address and by the switch: every word of ours, and numbers with points. The pages
one by one: test_overview.py."""

from __future__ import annotations

import re

from playwright.sync_api import Page

from metrics.catalogue import CATALOGUE
from tests.browser.conftest import Visitor, settled
from tests.browser.site import Site
from wording.words import english

TITLES = {"/": "Overview", "/coverage": "Coverage", "/leaderboard": "Ranking"}


def vietnamese(page: Page) -> list[str]:
    """Texts of the page that are, wholly, one of our Vietnamese ones: names of places are not."""
    ours = [text for text, said in english().items() if said != text and not text.isascii()]
    pattern = re.compile("|".join(re.sub(r"\\\{\w+\\\}", ".+", re.escape(text)) for text in ours))
    labels = {metric.label for metric in CATALOGUE.values()} - set(english().values())
    said = page.evaluate("probes.words()")
    return [text for text in said if pattern.fullmatch(text) or text in labels]


def test_a_wall_asked_for_in_english_is_english(visit: Visitor, still: Site) -> None:
    speaks_english(visit(still, "/wall?lang=en", size=(1920, 1080)), "/wall")


def speaks_english(page: Page, path: str) -> None:
    assert page.locator("html").get_attribute("lang") == "en"
    assert vietnamese(page) == []
    if path in TITLES:
        assert page.locator("h1").inner_text() == TITLES[path]


def test_gauges_speak_english_with_points_in_their_numbers(visit: Visitor, still: Site) -> None:
    page = visit(still, "/?lang=en")
    figures = page.locator(".gauge .figure").all_inner_texts()
    assert any("." in figure for figure in figures)
    assert all(re.fullmatch(r"[\d.]+", figure) for figure in figures)
    assert set(page.locator(".gauge .status").all_inner_texts()) <= {"Met", "Watch", "Missed"}
    counts = visit(still, "/dossiers?lang=en").locator(".total").all_inner_texts()
    assert any(re.fullmatch(r"\d,\d{3}", count) for count in counts)


def test_the_switch_is_remembered_and_switches_back(visit: Visitor, still: Site) -> None:
    page = visit(still)
    page.get_by_role("button", name="English").click()
    page.wait_for_function("document.documentElement.lang === 'en'")
    settled(page)
    page.goto(f"{still.url}/leaderboard")
    settled(page)
    assert page.locator("h1").inner_text() == "Ranking"
    assert vietnamese(page) == []
    page.get_by_role("button", name="Tiếng Việt").click()
    page.wait_for_function("document.documentElement.lang === 'vi'")
    settled(page)
    assert page.locator("h1").inner_text() == "Xếp hạng"
