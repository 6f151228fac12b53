"""Playlists as provinces write them: what is meant, and what is refused with its remedy."""

from __future__ import annotations

import tomllib

import pytest

from config.playlists import DEFAULT, Hours, ScreenSpec, read_playlist
from config.province import read_province
from config.settings import ROOT, SettingsError
from pages.screens.chart import chart_ids
from pages.screens.known import screen
from pages.screens.screen import places


def read(text: str, name: str = "hop") -> object:
    return read_playlist(name, tomllib.loads(text))


def test_a_screen_has_the_seconds_of_its_list_unless_it_says_otherwise() -> None:
    found = read_playlist(
        "hop",
        tomllib.loads(
            """
            seconds = 20
            screens = ["overview", { screen = "metric", metric = "on_time", seconds = 45 }]
            """
        ),
    )
    assert found.screens == (
        ScreenSpec(kind="overview", seconds=20),
        ScreenSpec(kind="metric", of="on_time", seconds=45),
    )


def test_hours_may_go_over_midnight_and_name_days() -> None:
    found = read_playlist(
        "hop",
        {
            "screens": [
                "overview",
                {"screen": "coverage", "hours": "22:30-06:00", "days": ["sat", "sun"]},
            ],
            "night": {"hours": "20:00-06:00", "brightness": 0.7},
        },
    )
    assert found.screens[1].hours == Hours(days=(5, 6), start=22 * 60 + 30, end=6 * 60)
    assert found.night
    assert (found.night.hours.start, found.night.brightness) == (20 * 60, 0.7)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("screens = []", "0 màn"),
        ('screens = ["overvew"]', "'overvew'"),
        ('screens = ["metric"]', "không nói metric nào"),
        ('screens = ["overview", "overview"]', "2 màn 'overview'"),
        ('screens = ["overview"]\nseconds = 2', "2 giây"),
        ('screens = ["overview"]\ndwell = 30', "mục 'dwell'"),
        ('screens = [{ screen = "overview", hours = "7-17" }]', "giờ '7-17'"),
        ('screens = [{ screen = "overview", days = ["thứ hai"] }]', "thứ hai"),
        ('screens = [{ screen = "overview", days = ["mon"] }]', "mọi màn đều có giờ riêng"),
        ('screens = ["overview"]\nnight = { brightness = 0.5 }', "độ sáng 0.5"),
        ("screens = [7]", "màn '7'"),
        ('screens = ["overview"]\npanels = "9x9"', "màn ghép '9x9'"),
    ],
)
def test_what_cannot_be_is_named_with_what_is_right(text: str, said: str) -> None:
    with pytest.raises(SettingsError) as refused:
        read(text)
    assert said in str(refused.value)
    assert "'hop'" in str(refused.value)


def test_a_name_is_a_part_of_an_address() -> None:
    with pytest.raises(SettingsError, match="chữ thường không dấu"):
        read('screens = ["overview"]', name="Phòng họp")


def test_the_shipped_lists_show_what_there_is() -> None:
    known = read_province(ROOT / "config").playlists
    assert DEFAULT in known
    for playlist in known.values():
        for place in places(playlist.screens):
            assert screen(place.spec.kind).ids(place)
            assert place.spec.kind != "chart" or place.spec.of in chart_ids()
