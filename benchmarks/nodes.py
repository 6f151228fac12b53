"""What a second node adds: requests a second, and processor time a request, on one node and on two
that share PostgreSQL and Redis.

python -m benchmarks.nodes

On two cores, which the client shares, requests a second cannot double. Processor time a request is
what stays comparable: where it does not grow, two machines serve twice as much as one.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from http.client import HTTPConnection
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

import psutil

from benchmarks.first_load import TAMNHIN
from benchmarks.verdict import Measured
from components import ids
from config.settings import ROOT
from data_access.clock import now, set_clock
from data_access.engine import make_engine, writing
from tests.servers import free_port, postgres_process, redis_server, without_limits

DOSSIERS, SECONDS, CLIENTS, THREADS, START_SECONDS = 20_000, 8.0, 8, 8, 90
GROWTH = 1.7  # from one node to two
CORES = 4  # from which on two nodes and their clients do not take each other's
FIGURE = "/api/v1/figures/on_time?from=2024-01-01&to=2024-12-31"
PAGES = ("/", "/dossiers", "/wall")


@dataclass(frozen=True, slots=True)
class Served:
    """`a_second`: requests; `cpu_ms`: of all workers, for each."""

    a_second: float
    cpu_ms: float


def measured() -> tuple[Served, Served]:
    """By one node, and by two."""
    with postgres_process() as postgres, redis_server() as redis, ExitStack() as stack:
        _demonstration(postgres.url)
        ports = [free_port(), free_port()]
        config = without_limits(Path(stack.enter_context(TemporaryDirectory())))
        nodes = [stack.enter_context(_node(postgres.url, redis, config, port)) for port in ports]
        for port in ports:
            _wait(port)
        _asked(ports, SECONDS / 4)  # what is kept, is kept
        one = _served(ports[:1], nodes[:1])
        return one, _served(ports, nodes)


def promised(found: tuple[Served, Served]) -> Iterator[Measured]:
    one, two = found
    enough = (os.cpu_count() or 1) >= CORES
    yield Measured(
        name="nodes: requests a second, two against one",
        value=two.a_second,
        unit="/s",
        against=one.a_second,
        ratio=two.a_second / one.a_second,
        at_least=GROWTH,
        judged=enough,
    )
    yield Measured(
        name="nodes: capacity by processor time a request, two against one",
        value=two.cpu_ms,
        unit="ms",
        against=one.cpu_ms,
        ratio=2 * one.cpu_ms / two.cpu_ms,
        at_least=GROWTH,
    )


def _demonstration(url: str) -> None:
    command = [str(TAMNHIN), "demo", "--dossiers", str(DOSSIERS)]
    settings = {"TAMNHIN_DATABASE_URL": url}
    subprocess.run(command, cwd=ROOT, env=os.environ | settings, check=True, capture_output=True)
    engine = make_engine(url)
    with writing(engine) as connection:  # nothing arrives: one version is asked for
        set_clock(connection, now(connection), runs=False)
    engine.dispose()


class _node:  # noqa: N801  (a context manager, used like a function)
    def __init__(self, url: str, redis: str, config: Path, port: int) -> None:
        settings = {
            "TAMNHIN_DATABASE_URL": url,
            "TAMNHIN_CACHE_URL": redis,
            "TAMNHIN_CONFIG": str(config),
            "TAMNHIN_SECRET_KEY": "bench",
            "TAMNHIN_PORT": str(port),
            "TAMNHIN_ACCESS": "open",
        }
        command = [str(TAMNHIN), "serve", "--workers", "1", "--threads", str(THREADS)]
        nowhere = subprocess.DEVNULL
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | settings, stdout=nowhere, stderr=nowhere
        )

    def __enter__(self) -> psutil.Process:
        return psutil.Process(self._process.pid)

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(START_SECONDS)


def _wait(port: int) -> None:
    ends = monotonic() + START_SECONDS
    while monotonic() < ends:
        try:
            if _ask(port, "GET", "/readyz") == 200:
                return
        except OSError:
            continue
    raise SystemExit(f"no server on port {port}")


def _served(ports: Sequence[int], nodes: Sequence[psutil.Process]) -> Served:
    before = _spent(nodes)
    began = monotonic()
    count = _asked(ports, SECONDS)
    return Served(
        a_second=count / (monotonic() - began), cpu_ms=(_spent(nodes) - before) / count * 1000
    )


def _spent(nodes: Sequence[psutil.Process]) -> float:
    times = [each.cpu_times() for node in nodes for each in node.children(recursive=True)]
    return sum(float(each.user + each.system) for each in times)


def _asked(ports: Sequence[int], seconds: float) -> int:
    """How many were answered, by clients that ask one after the other, each in turn of all nodes:
    a figure, and pages as a browser asks for them."""
    ends = monotonic() + seconds

    def client(first: int) -> int:
        count = 0
        nodes = cycle([*ports[first % len(ports) :], *ports[: first % len(ports)]])
        asked = cycle([("GET", FIGURE, ""), *(("POST", "", page) for page in PAGES)])
        while monotonic() < ends:
            verb, path, page = next(asked)
            status = _ask(next(nodes), verb, path, page)
            if status != 200:
                raise SystemExit(f"{verb} {path or page}: {status}")
            count += 1
        return count

    with ThreadPoolExecutor(CLIENTS) as clients:
        return sum(clients.map(client, range(CLIENTS)))


def _ask(port: int, verb: str, path: str, page: str = "") -> int:
    link = HTTPConnection("127.0.0.1", port, timeout=START_SECONDS)
    try:
        if verb == "GET":
            link.request("GET", path)
        else:
            heads = {"Content-Type": "application/json"}
            link.request("POST", "/_dash-update-component", json.dumps(_moved(page)), heads)
        answer = link.getresponse()
        answer.read()
        return answer.status
    finally:
        link.close()


def _moved(page: str) -> dict[str, object]:
    return {
        "output": f"{ids.SHELL}.children",
        "outputs": {"id": ids.SHELL, "property": "children"},
        "inputs": [{"id": ids.LOCATION, "property": "pathname", "value": page}],
        "state": [{"id": ids.LOCATION, "property": "search", "value": ""}],
        "changedPropIds": [f"{ids.LOCATION}.pathname"],
    }


if __name__ == "__main__":
    for each in promised(measured()):
        told = f"{each.name}: {each.value:.1f} {each.unit} against {each.against:.1f}"
        sys.stdout.write(f"{told}, ratio {each.ratio:.2f}\n")
