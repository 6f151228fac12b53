"""A renderer that dies or hangs is ended, said, and the next one works."""

from __future__ import annotations

from threading import Timer

import psutil
import pytest

from exports.briefing import Briefing
from exports.formats import FORMATS
from exports.rendering import NotMade, Renderer, rendered

XLSX = FORMATS["xlsx"]


def test_one_process_makes_many_files_alike(briefing: Briefing) -> None:
    with Renderer() as renderer:
        first, second = (renderer.render(briefing, XLSX) for _ in range(2))
    assert first == second == XLSX.render(briefing)


def test_one_that_is_killed_says_so_and_the_next_works(briefing: Briefing) -> None:
    with Renderer() as renderer:
        renderer._process.kill()
        with pytest.raises(NotMade, match="Excel"):
            renderer.render(briefing, XLSX)
    assert rendered(briefing, XLSX) == XLSX.render(briefing)


def test_one_that_hangs_is_ended(briefing: Briefing) -> None:
    with Renderer(patience=8.0) as renderer:
        renderer.render(briefing, XLSX)
        process = psutil.Process(renderer._process.pid)
        process.suspend()
        late = Timer(60, process.resume)  # so that a failure is no hanging test
        late.start()
        with pytest.raises(NotMade):
            renderer.render(briefing, XLSX)
        late.cancel()


def test_what_cannot_be_drawn_is_said_in_its_own_words() -> None:
    with Renderer() as renderer, pytest.raises(NotMade, match="AttributeError"):
        renderer.render("no briefing", XLSX)  # type: ignore[arg-type]
