"""Layers of the map: what an address switches on, and what travels of the spots."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import Any

import pytest

from components.map_legend import Toggle, ToggleGroup, map_legend
from components.map_spots import GRID, LETTERS, Choice, Spots, digest_of, lettered
from components.markup import markup
from components.theme import TOKENS, tokens
from data_access.errors import UnknownFilter
from data_access.villages import Gap
from pages.layers.asked import Shown, shown_of
from pages.layers.known import LAYERS
from wording.words import Words

KNOWN = ("cut_off", "no_signal", "weak_signal", "on_air", "labels")


def shown(gap: Gap = Gap.CUT_OFF, **query: Any) -> Shown:
    return shown_of(query, gap, KNOWN, ("2g", "5g"))


def test_without_a_word_the_pages_own_villages_and_names_are_on() -> None:
    assert shown().on == ["cut_off", "labels"]
    assert shown(Gap.NO_SIGNAL).on == ["no_signal", "labels"]


def test_a_switch_says_all_that_is_on_and_back_again_says_nothing() -> None:
    more = shown().switched("on_air")
    assert more == {"layers": "cut_off,on_air,labels"}
    assert shown(layers="cut_off,on_air,labels").switched("on_air") == {"layers": None}
    assert shown(layers="labels").switched("labels") == {"layers": "none"}
    assert shown(layers="none").on == []


def test_another_gap_takes_the_place_of_the_one_before_and_leaves_the_rest() -> None:
    assert shown().about(Gap.NO_SIGNAL) == {"layers": None}
    kept = shown(layers="cut_off,on_air").about(Gap.WEAK_SIGNAL)
    assert kept == {"layers": "weak_signal,on_air"}


def test_what_is_left_out_comes_back_by_the_same_switch() -> None:
    assert shown().left_out("2g") == {"hide": "2g"}
    assert shown(hide="2g,5g").left_out("2g") == {"hide": "5g"}
    assert shown(hide="2g").left_out("2g") == {"hide": None}


@pytest.mark.parametrize("query", [{"layers": "cut_of"}, {"hide": "6g"}])
def test_a_layer_that_there_is_not_is_named(query: dict[str, Any]) -> None:
    with pytest.raises(UnknownFilter) as error:
        shown(**query)
    assert next(iter(query.values())) in error.value.vi


def spots() -> Spots:
    return Spots(
        longitudes=[106.12345, 106.12345, 105.9],
        latitudes=[17.5, 17.40004, 17.9],
        names=["Bản Một", "Bản Hai", "Bản Ba"],
        units=["Xã A", "Xã B", "Xã A"],
        amounts=[10, 20, -1],
        days=[20240630, 20240630, 0],
        choices=(Choice(name="kind", word="", values=[("x", "X"), ("y", "Y")], of=[1, 0, 1]),),
    )


def test_a_file_gives_every_spot_back_within_eleven_metres() -> None:
    file = json.loads(spots().file())
    longitudes = [x / GRID for x in accumulate(file["x"])]
    latitudes = [y / GRID for y in accumulate(file["y"])]
    for read, given in ((longitudes, spots().longitudes), (latitudes, spots().latitudes)):
        assert max(abs(a - b) for a, b in zip(read, given, strict=True)) <= 0.51 / GRID
    assert [file["units"][n] for n in accumulate(file["unit"])] == list(spots().units)
    values = file["choices"][0]["values"]
    assert [values[LETTERS.index(each)][0] for each in file["choices"][0]["of"]] == ["y", "x", "y"]


def test_another_content_has_another_address() -> None:
    other = Spots(longitudes=[106.1], latitudes=[17.5], names=["Bản Một"], units=["Xã A"])
    assert digest_of(spots().file()) == digest_of(spots().file()) != digest_of(other.file())


def test_a_survey_leaves_the_file_of_places_as_it_was() -> None:
    surveyed = replace(spots(), amounts=[11, 20, -1], days=[20241231, 20240630, 0])
    assert surveyed.file() == spots().file()
    assert json.loads(surveyed.known()) == {
        "amounts": surveyed.amounts,
        "days": surveyed.days,
    }


def test_a_letter_holds_any_states_of_a_layer_at_once() -> None:
    assert len(set(LETTERS)) == 64
    assert [LETTERS.index(each) for each in lettered(range(64))] == list(range(64))
    for layer in LAYERS:
        assert 1 << len(layer.states) <= len(LETTERS), layer.name


def test_codes_of_states_mean_one_thing_each() -> None:
    codes = [state.code for layer in LAYERS for state in layer.states]
    assert len(codes) == len(set(codes))
    assert len({layer.name for layer in LAYERS}) == len(LAYERS)


def test_states_of_a_layer_differ_by_shape_word_and_are_drawn_in_a_colour_that_there_is() -> None:
    css = TOKENS.read_text(encoding="utf-8")
    for layer in LAYERS:
        assert len({state.shape for state in layer.states}) == len(layer.states), layer.name
        assert len({state.word for state in layer.states}) == len(layer.states), layer.name
        for state in layer.states:
            assert f"--glyph-{state.shape}:" in css
            assert state.tone in tokens("light")


def test_a_legend_says_in_words_what_is_on() -> None:
    toggles = [
        Toggle(label="Đang phát", href="/coverage?layers=none", on=True, count="12", shape="up"),
        Toggle(label="Dự kiến", href="/coverage?layers=planned", on=False, shape="planned"),
    ]
    drawn = markup(map_legend([ToggleGroup(title="Trạm", toggles=toggles)], Words("vi")))
    first, second = drawn.split("</li>")[:2]
    for said in ("Đang phát", "đang bật", "12", "g-up"):
        assert said in first
    for said in ("Dự kiến", "đang tắt", "g-planned"):
        assert said in second


def test_spots_of_one_place_take_few_letters() -> None:
    """Where neighbours follow each other, a step is a few digits."""
    near = [106 + n / 1000 for n in range(50)]
    file = json.loads(
        Spots(longitudes=near, latitudes=near, names=[""] * 50, units=[""] * 50).file()
    )
    assert {abs(b - a) for a, b in pairwise(file["x"][1:])} <= {0, 1}
