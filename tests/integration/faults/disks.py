"""Disks that are full for real: a limit on files, which needs no rights, and small disks."""

from __future__ import annotations

import os
import resource
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg

from tests.servers import Server

KILOBYTE = 1024
# A write beyond a limit fails as on a full disk, for everybody; only root can mount a small disk.
WAYS = ["limit", *(["disk"] if os.geteuid() == 0 else [])]
BALLAST = "ballast"
_numbers = count(1)


@contextmanager
def small_disk(folder: Path, size: int, owner: str | None = None) -> Iterator[Path]:
    folder.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "small", folder], check=True)
    try:
        if owner:
            subprocess.run(["chown", owner, folder], check=True)
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def fill(folder: Path, *, leaving: int) -> None:
    disk = os.statvfs(folder)
    size = disk.f_bavail * disk.f_frsize - leaving
    (folder / BALLAST).write_bytes(bytes(size))


def limited_to(size: int) -> Callable[[], None]:
    """For a process that is about to start: no file of its grows beyond `size` bytes."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@contextmanager
def limited_here(size: int) -> Iterator[None]:
    """The same for this process; its limit can be lifted again."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def limited(server: Server, size: int) -> Iterator[None]:
    """The same for a server, which is started anew for it."""
    server.stop()
    server.start(limited_to(size))
    try:
        yield
    finally:
        server.stop()
        server.start()


@contextmanager
def tablespace(server: Server, folder: Path) -> Iterator[str]:
    with _connected(server) as connection:
        connection.execute(f"CREATE TABLESPACE small LOCATION '{folder}'")
    yield "small"
    with _connected(server) as connection:
        connection.execute("DROP TABLESPACE small")


@contextmanager
def database_in(server: Server, space: str = "pg_default") -> Iterator[str]:
    """The URL of an empty database."""
    name = f"made_{next(_numbers)}"
    with _connected(server) as connection:
        connection.execute(f"CREATE DATABASE {name} TABLESPACE {space}")
    yield server.url.removesuffix("postgres") + name
    with _connected(server) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _connected(server: Server) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(server.url.replace("+psycopg", ""), autocommit=True)
