"""A busy morning: 60 walls and 200 leaders at one server, while `tamnhin watch` brings rows of a
source that goes on. By itself: `python -m benchmarks.crowd`."""

from __future__ import annotations

import asyncio
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import httpx
import psutil
from rich.console import Console

from benchmarks.machine import MB
from benchmarks.verdict import Measured
from components import ids
from config.settings import ROOT
from pages.registry import all_pages
from tests.browser.site import copy_of, demonstration, environment, tamnhin
from tests.servers import free_port

WALLS, LEADERS, WORKERS, THREADS = 60, 200, 2, 16
DOSSIERS = 200_000
WARM, SECONDS, COMMITS_EVERY = 60.0, 240.0, 15.0
POLLS_EVERY, LOOKS_FOR = 3.0, 45.0  # seconds: a page asks the version, a leader stays at a view
DESK_SPREAD = 5.0  # seconds over which desks are renewed, as live.js does it
PATHS = ("/", "/dossiers", "/online", "/digitisation", "/coverage", "/leaderboard")
DISTRICTS = ("", "", "", "?district=450", "?district=455", "?district=457")
REQUEST_MS, ROW_S, GROWTH = 300, 5, 5
STILL = "UPDATE dataset SET clock_runs = 0, synthetic = 0"
MAPPING = """
[source]
query = "SELECT ma, don_vi, kenh, nhan, sua FROM ho_so"
watermark = "sua"
timezone = "Asia/Ho_Chi_Minh"
[columns]
code = "ma"
agency_code = "don_vi"
channel = "kenh"
received_at = "nhan"
[key]
columns = ["code"]
"""
LOAD = """
[[sources.one_stop.load]]
table = "dossiers"
address = "sqlite:///{theirs}"
mapping = "theirs.toml"
every = "1s"
"""
tell = Console(stderr=True).print


@dataclass(slots=True)
class Crowd:
    """Times of requests in ms; of rows, in seconds from their commit to a wall; memory in MB."""

    requests: list[float] = field(default_factory=list)
    rows: list[float] = field(default_factory=list)
    committed: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    began: float = 0.0

    @property
    def counts(self) -> bool:
        return time.monotonic() > self.began + WARM


@dataclass(slots=True)
class Viewer:
    """A page that is open: asks the version, and for its slots when that has moved."""

    client: httpx.AsyncClient
    crowd: Crowd
    fill: dict[str, Any]
    path: str
    search: str = ""
    wall: bool = False
    version: int | None = None
    had: str = ""

    async def poll(self) -> None:
        answer = await self._timed("GET", "/api/v1/version")
        if answer is None:
            return
        told = int(answer.json()["data_version"])
        if told != self.version:
            first, self.version = self.version is None, told
            if not self.wall:
                await asyncio.sleep(random.uniform(0, DESK_SPREAD))
            shown = await self.ask()
            if shown and self.wall and not first and self.crowd.committed and self.crowd.counts:
                self.crowd.rows.append(time.monotonic() - self.crowd.committed[-1])

    async def ask(self) -> bool:
        """Whether it is there."""
        known = {
            ids.VERSION: self.version,
            ids.THEME: "light",
            "search": self.search,
            "pathname": self.path,
            ids.HAD: self.had,
        }
        given = [
            [
                each | {"value": known.get(each["id"], known.get(each["property"], ""))}
                for each in self.fill[kind]
            ]
            for kind in ("inputs", "state")
        ]
        body = {
            "output": self.fill["output"],
            "outputs": self.fill["outputs"],
            "inputs": given[0],
            "state": given[1],
            "changedPropIds": [f"{ids.VERSION}.data"],
        }
        answer = await self._timed("POST", "/_dash-update-component", body)
        if answer is None:
            return False
        found = answer.json()["response"]
        body_id = next(name for name in found if name.endswith("-body"))
        self.had = found[body_id].get(ids.HAD) or self.had
        return True

    async def _timed(
        self, method: str, path: str, body: dict[str, Any] | None = None
    ) -> httpx.Response | None:
        began = time.monotonic()
        try:
            answer = await self.client.request(method, path, json=body)
        except httpx.RemoteProtocolError:  # an idle connection was closed: browsers ask again
            answer = await self.client.request(method, path, json=body)
        except httpx.HTTPError as error:
            self.crowd.faults.append(repr(error))
            return None
        if self.crowd.counts:
            self.crowd.requests.append(1000 * (time.monotonic() - began))
            if answer.status_code >= 400:
                self.crowd.faults.append(f"{answer.status_code} {path}")
        return answer if answer.status_code == 200 else None


def crowd() -> Crowd:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database, theirs = _prepared(folder)
        with _running(folder, database) as (port, server):
            return asyncio.run(_morning(port, server, theirs))


def _prepared(folder: Path) -> tuple[Path, Path]:
    """Our database, and theirs, with the configuration that leads from one to the other."""
    database = copy_of(demonstration(folder / "demo.db", DOSSIERS), folder / "ours.db", STILL)
    theirs = folder / "theirs.db"
    with closing(sqlite3.connect(theirs)) as connection, connection:
        connection.execute("CREATE TABLE ho_so (ma, don_vi, kenh, nhan, sua)")
    config = folder / "config"
    shutil.copytree(ROOT / "config", config, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    (config / "theirs.toml").write_text(MAPPING, encoding="utf-8")
    with (config / "province.toml").open("a", encoding="utf-8") as file:
        file.write(LOAD.format(theirs=theirs))
    return database, theirs


@contextmanager
def _running(folder: Path, database: Path) -> Iterator[tuple[int, psutil.Process]]:
    port = free_port()
    env = environment(database, port) | {
        "TAMNHIN_CONFIG": str(folder / "config"),
        "TAMNHIN_ACCESS": "open",
    }
    serve = tamnhin("serve", "--workers", str(WORKERS), "--threads", str(THREADS))
    log = subprocess.DEVNULL
    server = subprocess.Popen(serve, cwd=ROOT, env=env, stdout=log, stderr=log)
    watch = subprocess.Popen(tamnhin("watch"), cwd=ROOT, env=env, stdout=log, stderr=log)
    try:
        _wait(port)
        yield port, psutil.Process(server.pid)
    finally:
        for each in (watch, server):
            each.terminate()
            each.wait(30)


def _wait(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            if httpx.get(f"http://127.0.0.1:{port}/readyz", timeout=5).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.2)
    raise SystemExit("the server does not answer")


async def _morning(port: int, server: psutil.Process, theirs: Path) -> Crowd:
    found = Crowd()
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=None)
    url = f"http://127.0.0.1:{port}"
    async with httpx.AsyncClient(base_url=url, limits=limits, timeout=30) as client:
        fills = _fills((await client.get("/_dash-dependencies")).json())
        viewers = [_wall(client, found, fills) for _ in range(WALLS)]
        viewers += [_leader(client, found, fills) for _ in range(LEADERS)]
        found.began = time.monotonic()
        tasks = [asyncio.create_task(_look(each, fills)) for each in viewers]
        tasks.append(asyncio.create_task(_commits(found, theirs)))
        while time.monotonic() < found.began + WARM + SECONDS:
            await asyncio.sleep(5)
            workers = server.children(recursive=True)
            found.memory.append(sum(each.memory_full_info().uss for each in workers) / MB)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    return found


def _fills(dependencies: Sequence[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """By page's address: what fills its slots."""
    found = {}
    for path, page in all_pages().items():
        body = ids.part(page.name, "body")
        for each in dependencies:
            if each["output"].startswith(f"..{body}.hidden") and len(each["inputs"]) == 3:
                parts = each["output"].strip(".").split("...")
                outputs = [
                    dict(zip(("id", "property"), p.rsplit(".", 1), strict=True)) for p in parts
                ]
                found[path] = {**each, "outputs": outputs}
    return found


def _wall(client: httpx.AsyncClient, found: Crowd, fills: dict[str, dict[str, Any]]) -> Viewer:
    return Viewer(client=client, crowd=found, fill=fills["/wall"], path="/wall", wall=True)


def _leader(client: httpx.AsyncClient, found: Crowd, fills: dict[str, dict[str, Any]]) -> Viewer:
    path = random.choice(PATHS)
    search = random.choice(DISTRICTS)
    return Viewer(client=client, crowd=found, fill=fills[path], path=path, search=search)


async def _look(viewer: Viewer, fills: dict[str, dict[str, Any]]) -> None:
    await asyncio.sleep(random.uniform(0, POLLS_EVERY))
    moves = time.monotonic() + random.uniform(0, LOOKS_FOR)
    while True:
        began = time.monotonic()
        await viewer.poll()
        if not viewer.wall and began > moves:
            viewer.path, viewer.search = random.choice(PATHS), random.choice(DISTRICTS)
            viewer.fill, viewer.had = fills[viewer.path], ""
            await viewer.ask()
            moves = began + LOOKS_FOR
        await asyncio.sleep(POLLS_EVERY)


async def _commits(found: Crowd, theirs: Path) -> None:
    for number in range(10_000):
        await asyncio.sleep(COMMITS_EVERY)
        with closing(sqlite3.connect(theirs)) as connection:
            row = (
                f"CROWD-{number}",
                "DH",
                "online",
                "2024-12-26 09:00:00",
                f"2024-12-26 09:{number % 60:02}:{number // 60:02}",
            )
            connection.execute("INSERT INTO ho_so VALUES (?, ?, ?, ?, ?)", row)
            connection.commit()
        found.committed.append(time.monotonic())


def promised(of: Crowd) -> Iterator[Measured]:
    first, last = median(of.memory[len(of.memory) // 2 :][:5]), median(of.memory[-5:])
    for name, value, unit, limit in (
        ("crowd_request_p95", _p95(of.requests), "ms", REQUEST_MS),
        ("row_on_every_wall_p95", _p95(of.rows), "s", ROW_S),
        ("crowd_server_growth", 100 * (last / first - 1), "%", GROWTH),
        ("crowd_failed", float(len(of.faults)), "requests", 0),
    ):
        yield Measured(
            name=name, value=value, unit=unit, against=float(limit), ratio=value, at_most=limit
        )


def _p95(values: Sequence[float]) -> float:
    return quantiles(values, n=20)[-1] if len(values) > 1 else float("nan")


def print_crowd(of: Crowd, figures: Sequence[Measured]) -> None:
    console = Console(width=120)
    console.print(
        f"{WALLS} walls, {LEADERS} leaders: {len(of.requests):,} requests, {len(of.committed)} rows"
        f" committed, {len(of.rows):,} times on a wall; the server has {of.memory[-1]:,.0f} MB"
    )
    for fault, times in Counter(of.faults).items():
        console.print(f"  {times} times: {fault}")
    for each in figures:
        console.print(f"  {each.name}: {each.value:,.2f} {each.unit} (≤ {each.at_most:g})")


if __name__ == "__main__":
    seen = crowd()
    print_crowd(seen, list(promised(seen)))
    sys.exit(0)
