"""Locks by name among the processes of one machine: one file, a byte a name.

The system lets go of a lock when its holder dies, however it dies, and no file is left to clear.
Threads of one process do not hold each other up here: they have locks of their own.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable
from pathlib import Path
from threading import Lock

POLL_SECONDS = 0.005
_OFFSET_DIGITS = 15  # hexadecimal: an offset must fit into 63 bits


class FileLocks:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._guard = Lock()
        self._file: int | None = None

    def hold(self, name: str, seconds: float) -> Callable[[], None] | None:
        """Waits for whoever holds it, though no longer than so many seconds; gives what lets go
        of it, None where it is still held. `name` is hexadecimal. Raises OSError when there can
        be no file."""
        file, place = self._opened(), int(name[:_OFFSET_DIGITS], 16)
        deadline = time.monotonic() + seconds
        while not _locked(file, place):
            if time.monotonic() > deadline:
                return None
            time.sleep(POLL_SECONDS)
        return lambda: fcntl.lockf(file, fcntl.LOCK_UN, 1, place)

    def _opened(self) -> int:
        """Kept open: closing it anywhere in the process would let go of all its locks."""
        with self._guard:
            if self._file is None:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            return self._file


def _locked(file: int, place: int) -> bool:
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, place)
    except (BlockingIOError, PermissionError):  # either, by POSIX, when another has it
        return False
    return True
