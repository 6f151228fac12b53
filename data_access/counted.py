"""What a node counts of itself for monitoring: instruments of prometheus-client, made on first use.

The workers of one server each count into files of one folder (`PROMETHEUS_MULTIPROC_DIR`, which
`serve` makes), and whichever is asked tells the sum of all. The library decides by that variable
when it is imported: so it is imported by workers, not by their master.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry, Counter, Histogram

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Instruments:
    registry: CollectorRegistry
    requests: Histogram  # by route class and status
    evaluated: Histogram
    cache: Counter  # by what was found: hit, miss
    cache_failures: Counter  # by what could not be done: read, written


@cache
def instruments() -> Instruments:
    from prometheus_client import (
        CollectorRegistry,
        Counter,
        Histogram,
        disable_created_metrics,
    )

    disable_created_metrics()  # type: ignore[no-untyped-call]
    of = CollectorRegistry()
    return Instruments(
        registry=of,
        requests=Histogram(
            "tamnhin_request_seconds",
            "Requests, by what is asked for and how it was answered",
            ("route", "status"),
            buckets=_SECONDS,
            registry=of,
        ),
        evaluated=Histogram(
            "tamnhin_evaluate_seconds",
            "Figures worked out from the database",
            buckets=_SECONDS,
            registry=of,
        ),
        cache=Counter(
            "tamnhin_cache_answers", "Answers looked for in the cache", ("found",), registry=of
        ),
        cache_failures=Counter(
            "tamnhin_cache_failures", "The cache could not be used", ("done",), registry=of
        ),
    )


def exposition() -> str:
    """All that was counted by the workers of this server, as Prometheus reads it."""
    from prometheus_client import CollectorRegistry, generate_latest
    from prometheus_client.multiprocess import MultiProcessCollector

    made = instruments()
    if FOLDER not in os.environ:
        return generate_latest(made.registry).decode()
    every = CollectorRegistry()
    MultiProcessCollector(every)  # type: ignore[no-untyped-call]
    return generate_latest(every).decode()


@contextmanager
def timed(tell: Callable[[float], None]) -> Iterator[None]:
    """`tell` is given the seconds that the block took, however it ended."""
    began = monotonic()
    try:
        yield
    finally:
        tell(monotonic() - began)
