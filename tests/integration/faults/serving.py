"""`tamnhin serve` as processes of its own, and what browsers and programs ask of it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import psutil

from config.settings import ROOT
from tests.servers import free_port

WITHIN = 60.0
SERVE = (sys.executable, "-m", "cli", "serve")
SOON = 5.0
ROWS = 300
VERSION = "/api/v1/version"
FIGURE = "/api/v1/figures/received"
KNOWN = f"{FIGURE}?from=2024-01-01&to=2024-12-31"


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    text: str
    seconds: float

    @property
    def json(self) -> Any:
        return json.loads(self.text)


def figure(answer: Answer) -> float:
    assert answer.status == 200, answer.text
    value: float = answer.json["value"]
    return value


@dataclass(slots=True)
class Service:
    port: int
    settings: dict[str, str]
    log: Path
    process: subprocess.Popen[bytes] | None = None
    read: int = 0
    root: Path = ROOT  # of the program
    worker_count: int = 1

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def said(self) -> str:
        """What the log says since `read` was set to its length."""
        return self.log.read_text()[self.read :]

    def start(self) -> None:
        self.spawn()
        self.wait()

    def spawn(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*SERVE, "--workers", str(self.worker_count), "--threads", "4"],
                env=os.environ | self.settings,
                cwd=self.root,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def wait(self) -> None:
        self.until(lambda: self.get("/readyz").status == 200, within=WITHIN)

    def processes(self) -> list[psutil.Process]:
        """The master first, then its workers, and the demonstration's feed."""
        assert self.process
        master = psutil.Process(self.process.pid)
        return [master, *master.children(recursive=True)]

    def workers(self) -> list[psutil.Process]:
        return [each for each in self.processes()[1:] if "serve" in each.cmdline()]

    def stop(self) -> None:
        assert self.process
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(15)

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def callback(self, path: str, search: str = "") -> Answer:
        """What the browser asks when an address is opened."""
        asked = {
            "output": "shell.children",
            "outputs": {"id": "shell", "property": "children"},
            "inputs": [{"id": "location", "property": "pathname", "value": path}],
            "changedPropIds": ["location.pathname"],
            "state": [{"id": "location", "property": "search", "value": search}],
        }
        return self._ask("POST", "/_dash-update-component", json.dumps(asked))

    def _ask(self, verb: str, path: str, body: str | None = None) -> Answer:
        began, link = time.monotonic(), HTTPConnection("127.0.0.1", self.port, timeout=WITHIN)
        try:
            link.request(verb, path, body, {"Content-Type": "application/json"})
            answer = link.getresponse()
            text = answer.read().decode()
        finally:
            link.close()
        return Answer(answer.status, text, time.monotonic() - began)

    def until(self, holds: Callable[[], bool], *, within: float) -> float:
        """Waits; how many seconds it took."""
        began = time.monotonic()
        while time.monotonic() - began < within:
            with suppress(OSError):
                if holds():
                    return time.monotonic() - began
            time.sleep(0.1)
        raise AssertionError(f"not within {within} s:\n{self.log.read_text()[-3000:]}")


@contextmanager
def service(
    url: str, log: Path, *, cache: str | None = None, more: Mapping[str, str] | None = None
) -> Iterator[Service]:
    """`more`: settings that say something else."""
    port = free_port()
    settings = {
        "TAMNHIN_DATABASE_URL": url,
        "TAMNHIN_SECRET_KEY": "test",
        "TAMNHIN_PORT": str(port),
        "TAMNHIN_ACCESS": "open",
        **({"TAMNHIN_CACHE_URL": cache} if cache else {}),
        **(more or {}),
    }
    made = Service(port=port, settings=settings, log=log)
    made.start()
    try:
        yield made
    finally:
        made.stop()
