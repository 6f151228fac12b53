"""What takes long is worked out beside the pages, once for all who ask."""

from __future__ import annotations

from threading import Event

import pytest

from data_access.background import soon
from data_access.cache import SharedCache
from data_access.errors import TamNhinError

CACHE = SharedCache()


def test_who_asks_is_not_kept_waiting_and_finds_it_later() -> None:
    go, prepared = Event(), []

    def prepare() -> int:
        prepared.append(1)
        return 20

    def compute(asked: int) -> int:
        assert go.wait(10)
        return asked + 1

    def ask(wait: float) -> int | None:
        return soon(CACHE, ("later",), prepare, compute, wait=wait)

    assert ask(0.01) is None
    assert ask(0.01) is None
    go.set()
    assert ask(10) == 21
    assert ask(0) == 21
    assert len(prepared) == 1


def test_what_failed_says_why_and_is_not_tried_at_once_again() -> None:
    tried = []

    def compute(_: int) -> int:
        tried.append(1)
        raise TamNhinError(vi="hỏng", en="broken")

    for _ in range(3):
        with pytest.raises(TamNhinError, match="hỏng"):
            soon(CACHE, ("broken",), lambda: 1, compute, wait=10)
    assert len(tried) == 1
