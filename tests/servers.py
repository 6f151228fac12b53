"""Throwaway PostgreSQL and Redis servers on free loopback ports, for as long as a block runs."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg
import redis

from config.settings import ROOT

START_SECONDS = 30
UNSAFE_BUT_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
Command = Sequence[str | Path]


@dataclass(slots=True)
class Server:
    """A server's main process, to be killed and started again on the same port and folder."""

    url: str
    folder: Path
    command: Command
    probe: Callable[[], object]
    stopped_by: signal.Signals
    process: subprocess.Popen[bytes] | None = None

    def start(self, before: Callable[[], None] | None = None) -> None:
        """`before` runs in the new process, first of all."""
        user, log = _user(), self.folder / "server.log"
        with log.open("a") as output:
            self.process = subprocess.Popen(
                self.command,
                user=user,
                group=user,
                extra_groups=[] if user else None,
                cwd=self.folder,
                stdout=output,
                stderr=subprocess.STDOUT,
                preexec_fn=before,
            )
        deadline = time.monotonic() + START_SECONDS
        while self.process.poll() is None and time.monotonic() < deadline:
            with suppress(psycopg.OperationalError, redis.RedisError):
                self.probe()
                return
            time.sleep(0.05)
        raise AssertionError(f"{self.command[0]} does not answer:\n{log.read_text()}")

    def start_again(self) -> None:
        """Unless it runs."""
        if self.process is None or self.process.poll() is not None:
            self.start()

    def send(self, number: signal.Signals) -> None:
        assert self.process
        self.process.send_signal(number)

    def kill(self) -> None:
        """Its main process only: what PostgreSQL has started beside it notices, and ends."""
        assert self.process
        children = psutil.Process(self.process.pid).children()
        self._end(signal.SIGKILL)
        psutil.wait_procs(children, timeout=START_SECONDS)

    def stop(self) -> None:
        self._end(self.stopped_by)

    def _end(self, number: signal.Signals) -> None:
        assert self.process
        self.process.send_signal(number)
        self.process.send_signal(signal.SIGCONT)  # one that is frozen takes no other
        self.process.wait(timeout=START_SECONDS)


@contextmanager
def postgres_server() -> Iterator[str]:
    """A new cluster; gives the SQLAlchemy URL of its empty database `postgres`."""
    with postgres_process(*UNSAFE_BUT_FAST) as server:
        yield server.url


@contextmanager
def redis_server() -> Iterator[str]:
    """An empty Redis that keeps nothing on disk; gives its URL."""
    with redis_process() as server:
        yield server.url


@contextmanager
def postgres_process(
    *options: str, initdb: Sequence[str] = (), kept: Path | None = None
) -> Iterator[Server]:
    """The same with a handle on its process; without `options` it writes as safely as on duty.
    `kept`: a folder whose cluster is there again the next time."""
    binaries, port = _postgres_binaries(), free_port()
    with _folder("tamnhin-postgres-") as folder:
        data = (_owned(kept) if kept else folder) / "data"
        if not (data / "PG_VERSION").exists():
            cluster: Command = [binaries / "initdb", "--pgdata", data, "--username", "postgres"]
            own: Command = ["--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8"]
            _run([*cluster, *own, *initdb])
        where = ("listen_addresses=127.0.0.1", f"port={port}", f"unix_socket_directories={folder}")
        given = [part for option in (*where, *options) for part in ("-c", option)]
        address = f"postgres@127.0.0.1:{port}/postgres"
        server = Server(
            url=f"postgresql+psycopg://{address}",
            folder=folder,
            command=[binaries / "postgres", "-D", data, *given],
            probe=lambda: psycopg.connect(f"postgresql://{address}").close(),
            stopped_by=signal.SIGINT,
        )
        with _running(server):
            yield server


@contextmanager
def redis_process() -> Iterator[Server]:
    binary, port = shutil.which("redis-server"), free_port()
    assert binary, "redis-server is missing: apt-get install redis-server"
    with _folder("tamnhin-redis-") as folder:
        own: Command = ["--bind", "127.0.0.1", "--port", str(port), "--dir", folder]
        url = f"redis://127.0.0.1:{port}/0"
        server = Server(
            url=url,
            folder=folder,
            command=[binary, *own, "--save", "", "--appendonly", "no"],
            probe=lambda: redis.Redis.from_url(url).ping(),
            stopped_by=signal.SIGTERM,
        )
        with _running(server):
            yield server


@contextmanager
def _running(server: Server) -> Iterator[None]:
    server.start()
    try:
        yield
    finally:
        server.stop()


def postgres_binary(name: str) -> Path:
    """One of its own commands, as psql and pg_dump."""
    return _postgres_binaries() / name


def _postgres_binaries() -> Path:
    """Debian keeps them out of PATH, a folder a version: the newest one."""
    found = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    by_version = sorted(found, key=lambda initdb: float(initdb.parts[-3]))
    on_path = shutil.which("initdb")
    assert by_version or on_path, "PostgreSQL is missing: apt-get install postgresql"
    return (by_version[-1] if by_version else Path(str(on_path)).resolve()).parent


def without_limits(folder: Path) -> Path:
    """The shipped configuration, copied into `folder`, that refuses nobody for asking too often."""
    config = folder / "config"
    shutil.copytree(ROOT / "config", config, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    rules = (config / "access.toml").read_text("utf-8")
    lifted, found = re.subn(r'"\d+ per minute"', '"9999 per second"', rules)
    assert found, "no limits in access.toml"
    (config / "access.toml").write_text(lifted, "utf-8")
    return config


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _user() -> str | None:
    """PostgreSQL refuses to run as root; then servers run as the user that its package made."""
    return "postgres" if os.geteuid() == 0 else None


def _owned(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    if user := _user():
        shutil.chown(folder, user, user)
    return folder


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
