"""A wall and its server do not grow. `make soak` says so of weeks, this of minutes of the wall's
time; it fails where every look leaves something behind."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Page

from benchmarks.soak import Soaked, slope, soak
from tests.browser.conftest import Visitor
from tests.browser.site import Site

SECONDS, SAMPLE = 40.0, 4.0
LOOKS, TURNS = 40, 10
LEFT_BEHIND = 10.0  # percent, of samples as few as these


def test_a_wall_leaves_nothing_behind(tmp_path: Path) -> None:
    found = soak(SECONDS, tmp_path, sample=SAMPLE)
    assert found.refreshes >= LOOKS
    assert found.screens >= TURNS
    grown = {name: slope(found.seconds, samples) for name, _, samples in kept(found)}
    assert {name: each for name, each in grown.items() if each.percent > LEFT_BEHIND} == {}


def test_what_grows_is_told_from_what_swings() -> None:
    seconds = [float(n) for n in range(40)]
    swings = [100 + (n % 4) for n in range(40)]
    grows = [100 + n / 2 + (n % 4) for n in range(40)]
    assert abs(slope(seconds, swings).percent) < 1
    assert slope(seconds, grows).percent > 10
    assert slope(seconds, grows).chance < 0.001


def kept(found: Soaked) -> list[tuple[str, str, list[float]]]:
    """Without the renderer as a whole: the system takes back what it gave when it likes."""
    return [each for each in found.flat() if each[0] != "wall_renderer"]


def test_what_is_renewed_leaves_no_trace_for_an_undo(
    visit: Visitor, own: Site, tmp_path: Path
) -> None:
    """Dash remembers each change of a property for as long as a page is open."""
    page = visit(own, "/dossiers")
    for count in range(1, 4):
        file = tmp_path / f"{count}.csv"
        file.write_text(
            "code,agency_code,field,channel,state,received_at\n"
            f"NEW-{count},H46.02,Đất đai,online,2,2024-12-27 07:0{count}:00\n",
            encoding="utf-8",
        )
        shown = page.locator(".page-body").get_attribute("data-shown")
        own.load("dossiers", file)
        page.wait_for_function(
            "was => document.querySelector('.page-body').dataset.shown !== was", arg=shown
        )
    assert page.evaluate("dash_stores.map(store => store.getState().history.past.length)") == [0]


TIMES = 50
RESTYLED = """times => document.querySelectorAll('thead, tfoot').forEach(head => {
  for (let n = 0; n < times; n += 1) { head.style.setProperty('--n', n); head.offsetWidth; }
})"""
CHROMIUMS = "thead, tfoot { break-inside: revert !important; }"


def test_a_table_that_is_styled_anew_leaves_no_query_behind(visit: Visitor, still: Site) -> None:
    """Chromium's own rule for table heads is `if(media(...))`. Where it wins, each styling is one
    query more that the page holds to its end: a few bytes, each of which keeps a page of memory."""
    page = visit(still, "/wall")
    before = _held(page, "blink::MediaQuerySet")
    page.evaluate(RESTYLED, TIMES)
    after = _held(page, "blink::MediaQuerySet")
    page.add_style_tag(content=CHROMIUMS)
    page.evaluate(RESTYLED, TIMES)
    assert after - before < TIMES <= _held(page, "blink::MediaQuerySet") - after


def _held(page: Page, name: str) -> int:
    """Objects of that name in what the page's process holds."""
    session, chunks = page.context.new_cdp_session(page), list[str]()
    session.on("HeapProfiler.addHeapSnapshotChunk", lambda told: chunks.append(told["chunk"]))
    session.send("HeapProfiler.collectGarbage")
    session.send("HeapProfiler.takeHeapSnapshot", {"reportProgress": False})
    session.detach()
    found = json.loads("".join(chunks))
    step, strings = len(found["snapshot"]["meta"]["node_fields"]), found["strings"]
    return sum(strings[each] == name for each in found["nodes"][1::step])
