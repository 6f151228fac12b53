"""Something that is done again and again beside a command, in a thread of its own."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread
from time import monotonic

from data_access.errors import TamNhinError

log = logging.getLogger(__name__)

TICK_SECONDS = 1.0


class Round:
    """`name` in both languages, for the log: a failure is said once, and its end once."""

    def __init__(self, name: str, act: Callable[[], object], every: timedelta) -> None:
        self._name, self._act, self._every = name, act, every
        self._failing = False
        self._due = Event()

    def soon(self) -> None:
        """Something has changed: whoever runs does it at once."""
        self._due.set()

    def turn(self) -> None:
        """One time."""
        try:
            self._act()
        except TamNhinError as error:
            if not self._failing:
                log.warning("%s: %s / %s", self._name, error.vi, error.en)
            self._failing = True
            return
        if self._failing:
            log.info("%s: đã hoạt động trở lại / works again", self._name)
        self._failing = False

    def run(self, stop: Event) -> None:
        """Until `stop`: at the beginning, in its rhythm, and when told `soon`."""
        while True:
            self._due.clear()
            self.turn()
            again = monotonic() + self._every.total_seconds()
            while monotonic() < again and not self._due.is_set():
                if stop.wait(TICK_SECONDS):
                    return


@contextmanager
def turning(*rounds: Round) -> Iterator[None]:
    """Each in a thread beside the block; what they are at is finished before it is left."""
    stop = Event()
    threads = [Thread(target=each.run, args=(stop,), name="round") for each in rounds]
    for each in threads:
        each.start()
    try:
        yield
    finally:
        stop.set()
        for each in threads:
            each.join()
