"""The loader dies while its source writes on: the wall says how old its figures are, and is right
again when a loader runs."""

from __future__ import annotations

import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event, Thread
from time import monotonic

import pytest

from config.settings import ROOT
from tests.browser.conftest import Visitor
from tests.browser.site import Site, copy_of, environment, served, tamnhin

REAL = "UPDATE dataset SET synthetic = 0"  # nothing arrives by itself
SHOWS = datetime(2024, 12, 27, 8, 40)  # in Vietnam
LATE_MINUTES, STALE_MINUTES = 0.5, 0.75
PATIENCE_MS = 80_000
TILE = ".tile[data-source='Một cửa']"
AGE = "([tile, age]) => document.querySelector(tile)?.dataset.age === age"


@pytest.fixture
def config(folder: Path, tmp_path: Path) -> Path:
    """One-stop rows are expected within half a minute, from files in a folder: a machine with much
    else to do takes a while from a row to a wall."""
    made = tmp_path / "config"
    shutil.copytree(ROOT / "config", made, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    province = made / "province.toml"
    text = province.read_text(encoding="utf-8")
    head = 'tables = ["dossiers"]\nexpected_every = 10\nstale_after = 60\n'
    assert head in text
    load = f"""tables = ["dossiers"]
expected_every = {LATE_MINUTES}
stale_after = {STALE_MINUTES}

[[sources.one_stop.load]]
table = "dossiers"
address = "{tmp_path}/in/*.csv"
every = "1s"
"""
    province.write_text(text.replace(head, load), encoding="utf-8")
    return made


@contextmanager
def writing(into: Path, began: float) -> Iterator[None]:
    """The source: a dossier a second, received just then."""
    into.mkdir()
    over = Event()

    def write() -> None:
        nth = 0
        while not over.wait(1):
            nth += 1
            at = SHOWS + timedelta(seconds=monotonic() - began)
            half = into / f"{nth:04d}.part"
            half.write_text(
                "code,agency_code,field,channel,state,received_at\n"
                f"LIVE-{nth},H46.02,Đất đai,online,2,{at:%Y-%m-%d %H:%M:%S}\n",
                encoding="utf-8",
            )
            half.rename(half.with_suffix(".csv"))

    thread = Thread(target=write, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


@contextmanager
def loading(site: Site, config: Path) -> Iterator[subprocess.Popen[bytes]]:
    """`tamnhin watch`, killed without a word at the end."""
    with (config / "watch.log").open("ab") as log:
        process = subprocess.Popen(
            tamnhin("watch"),
            env=environment(site.database) | {"TAMNHIN_CONFIG": str(config)},
            cwd=ROOT,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()


def test_a_killed_loader_is_seen_on_the_wall_and_so_is_the_next_one(
    visit: Visitor, demo: Path, config: Path, tmp_path: Path
) -> None:
    utc = SHOWS - timedelta(hours=7)
    now = f"UPDATE dataset SET clock_shows = '{utc}', clock_started_at = datetime('now')"
    database = copy_of(demo, tmp_path / "loaded.db", REAL, now)
    with served(database, config=config) as site, writing(tmp_path / "in", monotonic()):
        with loading(site, config):
            page = visit(site, "/wall", size=(1920, 1080))
            page.keyboard.press("Space")
            page.wait_for_function(AGE, arg=[TILE, "live"], timeout=PATIENCE_MS)
            received = page.locator("[data-metric=received]").first.inner_text()
        page.wait_for_function(AGE, arg=[TILE, "stale"], timeout=PATIENCE_MS)
        assert "DỮ LIỆU CŨ" in str(page.locator(f"{TILE} .age-said").first.text_content())
        with loading(site, config):
            page.wait_for_function(AGE, arg=[TILE, "live"], timeout=PATIENCE_MS)
        assert page.locator("[data-metric=received]").first.inner_text() != received
