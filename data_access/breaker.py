"""Breaker: after a failure nobody tries for a while, so that not everyone waits for the same
timeout; then one tries for all. Says once that a thing went, and once that it is back."""

from __future__ import annotations

import logging
from threading import Lock
from time import monotonic


class Breaker:
    """`went` and `back` are what the log says, `went` with the error in place of %s."""

    def __init__(self, log: logging.Logger, *, went: str, back: str) -> None:
        self._log, self._went, self._back = log, went, back
        self._guard = Lock()
        self._away, self._until = False, 0.0

    @property
    def away(self) -> bool:
        return self._away

    def may_try(self, pause: float) -> bool:
        """Whether it is worth trying: always, or for one caller every `pause` seconds."""
        if not self._away:
            return True
        with self._guard:
            now = monotonic()
            if now < self._until:
                return False
            self._until = now + pause
            return True

    def failed(self, error: Exception, pause: float) -> None:
        with self._guard:
            first, self._away = not self._away, True
            self._until = monotonic() + pause
        if first:
            self._log.warning(self._went, error)

    def worked(self) -> None:
        if not self._away:
            return
        with self._guard:
            again, self._away = self._away, False
        if again:
            self._log.warning(self._back)
