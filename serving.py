"""How the program runs as a service: gunicorn, warm workers, and the demonstration's feed."""

from __future__ import annotations

import ctypes
import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import EINVAL
from socket import SHUT_RDWR
from tempfile import TemporaryDirectory
from threading import Event
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.workers.gthread import ThreadWorker

from access.current import command
from access.leases import holders
from access.store import Store, store_of
from access.viewer import GIVEN
from config.meaning import meaning
from config.settings import Settings
from data_access.cache import shared_cache
from data_access.clock import resume
from data_access.counted import FOLDER
from data_access.engine import Engine, make_engine
from data_access.last_version import has_gone_back
from data_access.migrate import require_current
from ingest.rollup import renew

FEED = "demonstration"  # the lease of who lets its dossiers arrive
FEED_SECONDS = 12
M_ARENA_MAX, HEAPS = -8, 2  # the first as malloc.h has it
DRAINED_SECONDS = 10  # longer than a page may take


class ServerGone(Event):
    """For a child of the server: as if set once that has ended, however it did."""

    def __init__(self, server: int) -> None:
        super().__init__()
        self._server = server

    def wait(self, timeout: float | None = None) -> bool:
        return super().wait(timeout) or os.getppid() != self._server


class Server(BaseApplication):  # type: ignore[misc]
    """Each worker builds its own application after the fork: engines do not survive one."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        from app import server

        return server()

    def run(self) -> None:
        Master(self).run()


class Master(Arbiter):  # type: ignore[misc]
    """At its end nobody new is let in from the first moment: who stands in front asks another node,
    while those who are in are answered."""

    def stop(self, graceful: bool = True) -> None:
        for listener in self.LISTENERS:
            with suppress(OSError):
                listener.sock.shutdown(SHUT_RDWR)
        super().stop(graceful)


class Worker(ThreadWorker):  # type: ignore[misc]
    def accept(self, listener: Any) -> None:
        try:
            super().accept(listener)
        except OSError as error:
            if error.errno != EINVAL:  # the master has shut the door; its word follows
                raise
            self.set_accept_enabled(False)


def run(settings: Settings, *, workers: int, threads: int) -> None:
    """Blocks until the server stops. Raises NotReady when there is no database to serve."""
    import app  # noqa: F401  (before the fork: workers share it, and each begins the sooner)

    engine = make_engine(settings.database_url)
    require_current(engine)
    renew(engine)
    _forget_what_is_of_no_use(settings, engine)
    engine.dispose()
    with _feed(settings), TemporaryDirectory(prefix="tamnhin-counted-") as counted:
        os.environ[FOLDER] = counted  # for the workers
        Server(
            {
                "bind": f"{settings.host}:{settings.port}",
                "workers": workers,
                "threads": threads,
                "worker_class": f"{Worker.__module__}.{Worker.__name__}",
                "post_worker_init": _warm,
                "graceful_timeout": DRAINED_SECONDS,
                "control_socket_disable": True,
                **_logging(settings),
            }
        ).run()


def _forget_what_is_of_no_use(settings: Settings, engine: Engine) -> None:
    """Files are ours alone and begin anew. Other machines go on with what they share: it is told
    apart by database, version, program and configuration. Only of a database that was restored
    nothing is right any more."""
    cache = shared_cache(
        Flask("tamnhin"), settings.cache_url, settings.cache_dir, meaning(settings.config_dir)
    )
    if not settings.cache_url or has_gone_back(cache, engine):
        cache.clear()


def _logging(settings: Settings) -> dict[str, Any]:
    from api.request_log import JsonLog, TextLog  # Dash comes with it, and loads do without

    if settings.log == "text":
        return {"logger_class": TextLog}
    return {"logger_class": JsonLog, "accesslog": "-"}


def _warm(worker: Any) -> None:
    few_heaps()
    # A cold Dash worker may be asked for a component's script before it has registered it.
    worker.wsgi.test_client().get("/", environ_overrides={GIVEN: command()})
    settle()


def few_heaps() -> None:
    """glibc gives each thread a heap of its own, up to eight a core, and what one has once needed
    no other can use: in hours the process grows without holding more. Elsewhere it does nothing."""
    tune = getattr(ctypes.CDLL(None), "mallopt", None)
    if tune is not None:
        tune(M_ARENA_MAX, HEAPS)


def settle() -> None:
    """What a warm process has will stay: the collector need not go through it again for each page
    whose figures make it run."""
    gc.collect()
    gc.freeze()


def _served_elsewhere(settings: Settings) -> bool:
    return FEED in holders(Store(store_of(settings.database_url)))


@contextmanager
def _feed(settings: Settings) -> Iterator[None]:
    """For the demonstration: sets its clock going where it stopped, and lets dossiers arrive."""
    if not resume(make_engine(settings.database_url), lambda: _served_elsewhere(settings)):
        yield
        return
    command = [sys.executable, "-m", "cli", "feed", "--every", str(FEED_SECONDS)]
    command += ["--server", str(os.getpid())]
    process = subprocess.Popen(command)  # noqa: S603
    try:
        yield
    finally:
        process.terminate()
