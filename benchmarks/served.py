"""The memory of a real server process over the largest database, after pages were looked at."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from json import dumps

import psutil

from benchmarks.first_load import TAMNHIN
from benchmarks.machine import MB
from components import ids
from config.settings import ROOT
from pages.registry import all_pages
from tests.servers import free_port

THREADS, START_SECONDS = 8, 60
QUERIES = ("", *(f"?from=2024-{month:02}-01&to=2024-{month:02}-28" for month in range(1, 13)))


def memory_mb(url: str) -> float:
    """Of the worker: what is its own, without pages that it shares with others."""
    with serving(url) as (port, process):
        with ThreadPoolExecutor(THREADS) as viewers:
            asked = [(path, query) for query in QUERIES for path in all_pages()]
            answers = list(viewers.map(lambda each: _look(port, *each), asked))
        if set(answers) != {200}:
            raise SystemExit(f"the server answered {sorted(set(answers))}")
        return worker_mb(process)


def worker_mb(process: subprocess.Popen[bytes]) -> float:
    workers = psutil.Process(process.pid).children()
    return max(float(worker.memory_full_info().uss) for worker in workers) / MB


@contextmanager
def serving(url: str) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    port = free_port()
    settings = {
        "TAMNHIN_DATABASE_URL": url,
        "TAMNHIN_SECRET_KEY": "bench",
        "TAMNHIN_PORT": str(port),
        "TAMNHIN_ACCESS": "open",
    }
    command = [str(TAMNHIN), "serve", "--workers", "1", "--threads", str(THREADS)]
    log = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | settings, stdout=log, stderr=log)
    try:
        _wait(port, process)
        yield port, process
    finally:
        process.terminate()
        process.wait(START_SECONDS)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if _get(port, "/readyz") == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server does not answer")


def _get(port: int, path: str) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=START_SECONDS)
    connection.request("GET", path)
    status = connection.getresponse().status
    connection.close()
    return status


def _look(port: int, path: str, query: str) -> int:
    """As the browser does when a page is opened."""
    asked = {
        "output": f"{ids.SHELL}.children",
        "outputs": {"id": ids.SHELL, "property": "children"},
        "inputs": [{"id": ids.LOCATION, "property": "pathname", "value": path}],
        "state": [{"id": ids.LOCATION, "property": "search", "value": query}],
        "changedPropIds": [f"{ids.LOCATION}.pathname"],
    }
    connection = HTTPConnection("127.0.0.1", port, timeout=START_SECONDS)
    connection.request(
        "POST", "/_dash-update-component", dumps(asked), {"Content-Type": "application/json"}
    )
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status
