"""What takes longer than somebody waits: worked out in a thread of this process while pages are
shown without it, once for all who ask, and then in the shared cache."""

from __future__ import annotations

import logging
from collections.abc import Callable, Hashable
from contextvars import copy_context
from dataclasses import dataclass, field
from threading import Event, Lock, Thread
from time import monotonic
from typing import Any, TypeVar

from data_access.cache import SharedCache
from data_access.errors import TamNhinError

log = logging.getLogger(__name__)

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")
_KEPT = 8
_NOT_AGAIN_SECONDS = 60.0  # what has failed is not tried with every refresh


@dataclass(slots=True)
class _Job:
    done: Event = field(default_factory=Event)
    answer: Any = None
    failed: TamNhinError | None = None
    ended: float = 0.0

    @property
    def worth_trying(self) -> bool:
        return self.failed is not None and monotonic() - self.ended > _NOT_AGAIN_SECONDS


_JOBS: dict[Hashable, _Job] = {}
_GUARD = Lock()


def soon(
    cache: SharedCache,
    asked: tuple[Hashable, ...],
    prepare: Callable[[], Asked],
    compute: Callable[[Asked], Answer],
    *,
    wait: float,
) -> Answer | None:
    """None while it is still being worked out. What the request alone can read is `prepare`d at
    once; `compute` runs beside it. Raises the TamNhinError that it ended in."""
    found: Answer | None = cache.newest(asked)
    if found is not None:
        return found
    job = _running(asked)
    if job is None:
        job = _started(cache, asked, prepare(), compute)
    if not job.done.wait(wait):
        return None
    if job.failed:
        raise job.failed
    answer: Answer = job.answer
    return answer


def _running(asked: Hashable) -> _Job | None:
    with _GUARD:
        job = _JOBS.get(asked)
        return None if job is None or job.worth_trying else job


def _started(
    cache: SharedCache,
    asked: tuple[Hashable, ...],
    prepared: Asked,
    compute: Callable[[Asked], Answer],
) -> _Job:
    """The job of this question: of two that prepared it, the first one's."""
    with _GUARD:
        held = _JOBS.get(asked)
        if held is not None and not held.worth_trying:
            return held
        job = _JOBS[asked] = _Job()
        for old in [key for key, each in _JOBS.items() if each.done.is_set()][:-_KEPT]:
            del _JOBS[old]

    def work() -> None:
        try:
            job.answer = cache.answer(asked, lambda: compute(prepared))
        except TamNhinError as error:
            log.warning("%s / %s", error.vi, error.en)
            job.failed = error
        finally:
            job.ended = monotonic()
            job.done.set()

    asked_by = copy_context()  # whose id the log tells
    Thread(target=asked_by.run, args=(work,), name="soon", daemon=True).start()
    return job
