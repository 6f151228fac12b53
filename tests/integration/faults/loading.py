"""Loads to be killed: real `tamnhin load` processes, forked from one that has imported everything,
so that a kill costs no start-up."""

from __future__ import annotations

import multiprocessing
import os
import signal
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

import commands.load  # noqa: F401  (the command that is forked)
from cli import main

LOAD = ("load", "dossiers")
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["pytest", __name__])
# What a load tells of itself: its process runs, it writes, it is done with writing and commits.
STARTED, BEGUN, COMMITS, DONE = "started", "begun", "commits", "done"
TRANSACTIONS = 3  # the tables brought up to date, rollups due, the load itself


def run(url: str, file: Path, said: Path, marks: Connection) -> None:
    """In the new process: the command, with its transactions told as they come and go."""
    os.dup2(os.open(said, os.O_WRONLY | os.O_CREAT | os.O_APPEND), 2)
    os.environ |= {"TAMNHIN_DATABASE_URL": url, "TAMNHIN_SECRET_KEY": "test"}
    seen = {"begin": 0, "commit": 0}

    def tell(name: str, mark: str) -> None:
        seen[name] += 1
        if seen[name] == TRANSACTIONS:
            marks.send(mark)

    event.listen(Engine, "begin", lambda _: tell("begin", BEGUN))
    event.listen(Engine, "commit", lambda _: tell("commit", COMMITS))
    marks.send(STARTED)
    try:
        main([*LOAD, str(file), "--json"])
    finally:
        marks.send(DONE)


@dataclass(slots=True)
class Load:
    """`reached`: the last mark that came."""

    url: str
    file: Path
    said: Path
    process: Any = None
    marks: Any = None
    seen: list[str] = field(default_factory=list)

    def start(self) -> None:
        self.marks, theirs = FORKS.Pipe(duplex=False)
        arguments = (self.url, self.file, self.said, theirs)
        self.process = FORKS.Process(target=run, args=arguments)
        self.process.start()
        theirs.close()
        self.wait_for(STARTED)

    def wait_for(self, mark: str) -> None:
        while mark not in self.seen and self.marks.poll(60):
            self.seen.append(self.marks.recv())

    def kill(self) -> str:
        """The last mark that it reached."""
        with suppress(ProcessLookupError):  # it was quicker
            os.kill(self.process.pid, signal.SIGKILL)
        self.process.join(30)
        return self._last()

    def end(self) -> int:
        """Its exit code."""
        self.process.join(120)
        self._last()
        code: int = self.process.exitcode
        return code

    def _last(self) -> str:
        try:
            while self.marks.poll(0):
                self.seen.append(self.marks.recv())
        except EOFError:
            pass
        self.marks.close()
        return self.seen[-1]
