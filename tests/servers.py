"""Throwaway PostgreSQL and Redis servers on free loopback ports, for as long as a block runs."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
import redis

START_SECONDS = 30
UNSAFE_BUT_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
Command = Sequence[str | Path]


@contextmanager
def postgres_server() -> Iterator[str]:
    """A new cluster; gives the SQLAlchemy URL of its empty database `postgres`."""
    binaries, port = _postgres_binaries(), _free_port()
    with _folder("tamnhin-postgres-") as folder:
        data = folder / "data"
        initdb: Command = [binaries / "initdb", "--pgdata", data, "--username", "postgres"]
        _run([*initdb, "--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8"])
        own = ("listen_addresses=127.0.0.1", f"port={port}", f"unix_socket_directories={folder}")
        options = [part for option in (*own, *UNSAFE_BUT_FAST) for part in ("-c", option)]
        address = f"postgres@127.0.0.1:{port}/postgres"
        with _running([binaries / "postgres", "-D", data, *options], folder, signal.SIGINT) as wait:
            wait(lambda: psycopg.connect(f"postgresql://{address}").close())
            yield f"postgresql+psycopg://{address}"


@contextmanager
def redis_server() -> Iterator[str]:
    """An empty Redis that keeps nothing on disk; gives its URL."""
    binary, port = shutil.which("redis-server"), _free_port()
    assert binary, "redis-server is missing: apt-get install redis-server"
    with _folder("tamnhin-redis-") as folder:
        own: Command = ["--bind", "127.0.0.1", "--port", str(port), "--dir", folder]
        nothing_kept = ["--save", "", "--appendonly", "no"]
        with _running([binary, *own, *nothing_kept], folder, signal.SIGTERM) as wait:
            url = f"redis://127.0.0.1:{port}/0"
            wait(lambda: redis.Redis.from_url(url).ping())
            yield url


def _postgres_binaries() -> Path:
    """Debian keeps them out of PATH, a folder a version: the newest one."""
    found = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    by_version = sorted(found, key=lambda initdb: float(initdb.parts[-3]))
    on_path = shutil.which("initdb")
    assert by_version or on_path, "PostgreSQL is missing: apt-get install postgresql"
    return (by_version[-1] if by_version else Path(str(on_path)).resolve()).parent


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _user() -> str | None:
    """PostgreSQL refuses to run as root; then servers run as the user that its package made."""
    return "postgres" if os.geteuid() == 0 else None


@contextmanager
def _folder(prefix: str) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix=prefix))
    if user := _user():
        shutil.chown(folder, user, user)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def _run(command: Command) -> None:
    user = _user()
    done = subprocess.run(
        command,
        user=user,
        group=user,
        extra_groups=[] if user else None,
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command[0]} failed:\n{done.stdout}{done.stderr}"


@contextmanager
def _running(
    command: Command, folder: Path, stop: signal.Signals
) -> Iterator[Callable[[Callable[[], object]], None]]:
    """The process, until the block ends; gives a function that waits until a probe succeeds."""
    user, log = _user(), folder / "server.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            command,
            user=user,
            group=user,
            extra_groups=[] if user else None,
            cwd=folder,
            stdout=output,
            stderr=subprocess.STDOUT,
        )

    def wait(probe: Callable[[], object]) -> None:
        deadline = time.monotonic() + START_SECONDS
        while process.poll() is None and time.monotonic() < deadline:
            with suppress(psycopg.OperationalError, redis.ConnectionError):
                probe()
                return
            time.sleep(0.05)
        raise AssertionError(f"{command[0]} does not answer:\n{log.read_text()}")

    try:
        yield wait
    finally:
        process.send_signal(stop)
        process.wait(timeout=START_SECONDS)
