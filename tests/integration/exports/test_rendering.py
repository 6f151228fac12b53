"""A renderer that dies or hangs is ended, said, and the next one works."""

from __future__ import annotations

from dataclasses import replace
from threading import Timer

import psutil
import pytest

from data_access.errors import UnknownFilter
from data_access.selection import By
from exports.briefing import Briefing
from exports.formats import FORMATS
from exports.rendering import NotMade, Renderer, rendered
from pages.briefing.each import sheets

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


def test_a_sheet_that_fails_is_named_in_its_place_and_the_others_are_there(
    briefing: Briefing,
) -> None:
    def of(query: dict[str, str]) -> Briefing:
        if query["agency"] == "2":
            raise UnknownFilter("agency", "2", [])
        return briefing if query["agency"] != "3" else replace(briefing, sections=("none",))  # type: ignore[arg-type]

    made = [each.file for each in sheets("1234", By.AGENCY, {}, of, XLSX)]
    assert [name for name, _ in made] == [
        "agency-1.xlsx",
        "agency-2.xlsx.loi.txt",
        "agency-3.xlsx.loi.txt",
        "agency-4.xlsx",
    ]
    assert made[0][1] == made[3][1] == XLSX.render(briefing)
    assert all(b"Excel" in data or b"agency" in data for _, data in made[1:3])
