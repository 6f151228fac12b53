"""A Tầm Nhìn that really serves: a demonstration in a file, `tamnhin serve` on a free port."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Playwright

from config.settings import ROOT

READY_SECONDS = 60
ANOTHER = "UPDATE dataset SET identity = lower(hex(randomblob(16)))"
# The resolver rule makes every other host unreachable, whatever a page asks for.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


def chromium(playwright: Playwright) -> Browser:
    binary = shutil.which("chromium")
    assert binary, "Chromium is missing: apt-get install chromium"
    return playwright.chromium.launch(executable_path=binary, args=list(ARGUMENTS))


@dataclass(slots=True)
class Site:
    """A served database. Its processes are a group of their own, so that all stop together."""

    database: Path
    port: int
    process: subprocess.Popen[bytes] | None = None
    access: str = "open"
    config: Path | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        log = self.database.with_suffix(".log").open("ab")
        self.process = subprocess.Popen(
            tamnhin("serve", "--workers", "1"),
            env=environment(self.database, self.port) | self._more(),
            cwd=ROOT,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        log.close()
        self._wait()

    def _more(self) -> dict[str, str]:
        config = {"TAMNHIN_CONFIG": str(self.config)} if self.config else {}
        return {"TAMNHIN_ACCESS": self.access, **config}

    def _wait(self) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while self.process and self.process.poll() is None and time.monotonic() < deadline:
            with suppress(OSError), urllib.request.urlopen(f"{self.url}/readyz", timeout=20):
                return
            time.sleep(0.1)
        log = self.database.with_suffix(".log").read_text()
        raise AssertionError(f"tamnhin serve does not get ready:\n{log[-3000:]}")

    def signal(self, number: signal.Signals) -> None:
        assert self.process
        os.killpg(self.process.pid, number)

    def stop(self) -> None:
        """Also when it is frozen: a stopped process takes SIGTERM only once it goes on."""
        if self.process is None:
            return
        with suppress(ProcessLookupError):
            self.signal(signal.SIGCONT)
            self.signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self.signal(signal.SIGKILL)
            self.process.wait(timeout=15)
        self.process = None

    def load(self, table: str, file: Path) -> subprocess.CompletedProcess[str]:
        return run_tamnhin(self.database, "load", table, str(file), "--json")


def tamnhin(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "cli", *arguments]


def environment(database: Path, port: int = 0) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TAMNHIN_")}
    ours = {
        "TAMNHIN_DATABASE_URL": f"sqlite:///{database}",
        "TAMNHIN_SECRET_KEY": "of a test",
        "TAMNHIN_ACCESS": "open",
        "TAMNHIN_CACHE_DIR": f"{database}.cache",
    }
    return {**kept, **ours, "TAMNHIN_PORT": str(port)}


def run_tamnhin(database: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        tamnhin(*arguments),
        env=environment(database),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"tamnhin {' '.join(arguments)}:\n{done.stdout}{done.stderr}"
    return done


def demonstration(path: Path, dossiers: int) -> Path:
    run_tamnhin(path, "demo", "--dossiers", str(dossiers))
    return path


def copy_of(database: Path, path: Path, *statements: str) -> Path:
    """Also of a database that is being served; `statements` are run on the copy. It is a database
    of its own: servers of one checkout share a cache, and go by who a database is."""
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(path)) as copy:
        source.backup(copy)
        for statement in (ANOTHER, *statements):
            copy.execute(statement)
        copy.commit()
    return path


@contextmanager
def served(database: Path, access: str = "open", config: Path | None = None) -> Iterator[Site]:
    site = Site(database=database, port=_free_port(), access=access, config=config)
    try:
        site.start()
        yield site
    finally:
        site.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
