"""A plan's address: what it may say, what it need not, and how a second plan rests on the first."""

from __future__ import annotations

from datetime import date

import pytest

from data_access.errors import UnknownFilter
from data_access.sites import Ground, ListedPlace
from data_access.stations import Station
from metrics.coverage.hata import Setting
from metrics.coverage.links import Band
from metrics.siting.address import other_of, told, wish_of
from metrics.siting.asking import FEW, USUAL, Wish
from metrics.siting.candidates import Kind, in_lists, on_masts

TODAY = date(2024, 12, 27)


def wish(**query: str) -> Wish:
    return wish_of(query, today=TODAY)


def test_an_empty_address_asks_for_the_usual_plan() -> None:
    found = wish()
    assert (found.stations, found.budget, found.kinds) == (FEW, None, USUAL)
    assert (found.operator, found.owner, found.list_name) == (None, None, None)


def test_a_budget_takes_the_number_of_stations_place() -> None:
    assert (wish(new="3").stations, wish(new="3").budget) == (3, None)
    assert (wish(new="3", budget="12,5").stations, wish(budget="12.5").budget) == (None, 12.5)


def test_what_a_wish_says_of_itself_is_the_same_wish() -> None:
    found = wish(
        budget="7.25", sites="mast,height", operator="VNPT", owner="Viettel", weak="1",
        strength="good", setting="open", technology="5g", grid="2", height="60", cost="3",
        share_cost="0.5", solar_cost="0.1", list="Đợt 1",
    )  # fmt: skip
    assert wish(**told(found)) == found
    assert (found.kinds, found.band, found.setting) == (
        (Kind.MAST, Kind.HEIGHT), Band.GOOD, Setting.OPEN,
    )  # fmt: skip


def test_a_second_plan_is_as_the_first_but_for_what_it_says() -> None:
    first = {"new": "4", "operator": "VNPT", "sites": "mast"}
    assert other_of(first) is None
    assert other_of({**first, "b": "1"}) == {**first, "b": "1"}
    other = other_of({**first, "b": "1", "b-budget": "9", "b-operator": "*"})
    assert other is not None
    found = wish(**other)
    assert (found.stations, found.budget, found.operator) == (None, 9, None)
    assert found.kinds == (Kind.MAST,)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"budget": "0"}, "> 0"),
        ({"budget": "nhiều"}, "≥ 0"),
        ({"budget": "inf"}, "≥ 0"),
        ({"cost": "-1"}, "≥ 0"),
        ({"solar_cost": "nan"}, "≥ 0"),
        ({"grid": "0.01"}, "0.2–50"),
        ({"height": "0.5"}, "1–200"),
        ({"sites": "village,tower"}, "mast"),
        ({"new": "999"}, "1–200"),
    ],
)
def test_what_cannot_be_is_named_with_what_can(query: dict[str, str], said: str) -> None:
    with pytest.raises(UnknownFilter) as refused:
        wish(**query)
    assert said in refused.value.vi


def place(name: str, code: str, ground: Ground = Ground.SITE) -> ListedPlace:
    return ListedPlace(list_name=name, code=code, ground=ground, longitude=106, latitude=17)


def test_a_code_of_two_lists_is_told_apart_by_their_names() -> None:
    places = [place("A", "1"), place("A", "2", Ground.HEIGHT), place("B", "1")]
    both = {Kind.LISTED, Kind.HEIGHT}
    assert [each.code for each in in_lists(places, both)] == ["A/1", "2", "B/1"]
    assert [each.code for each in in_lists(places, both, "B")] == ["1"]
    assert [each.kind for each in in_lists(places, {Kind.HEIGHT})] == [Kind.HEIGHT]


def on_air(mast: str, operator: str, technology: str) -> Station:
    return Station(
        code=f"{mast}{operator}", mast=mast, operator=operator, technology=technology,
        longitude=106, latitude=17,
    )  # fmt: skip


def test_only_masts_of_one_owner_are_shared_when_one_is_named() -> None:
    stations = [
        on_air("m1", "Viettel", "2g"), on_air("m2", "VNPT", "2g"), on_air("m3", "Viettel", "2g"),
        on_air("m3", "VNPT", "2g"),
    ]  # fmt: skip

    def codes(operator: str | None, owner: str | None) -> list[str]:
        return [each.code for each in on_masts(stations, "4g", operator, owner)]

    assert codes(None, None) == ["m1", "m2", "m3"]
    assert codes(None, "Viettel") == ["m1", "m3"]
    assert codes("VNPT", "Viettel") == ["m1"]
