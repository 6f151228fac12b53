"""Questions in plain words: what leaders ask, and whether they are told what they asked for."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from click.testing import CliRunner

from cli import main
from config.province import read_province
from config.settings import ROOT
from data_access.cache import SharedCache
from data_access.engine import make_engine
from data_access.selection import Level
from metrics.ask.answer import reply
from metrics.ask.lexicons import lexicon_of
from metrics.ask.meaning import Certainty, Understood
from metrics.ask.understand import Province, understood
from metrics.catalogue import CATALOGUE, metric
from metrics.desk import Desk, View
from tests.integration.ask.answers import Asked, read, said
from tests.integration.ask.renamed import reformed_places
from tests.integration.test_api import client_of

FRIDAY = date(2024, 12, 27)
LISTS = {"asked.txt": 0.95, "held_out.txt": 0.95}  # how many must be answered right


@pytest.fixture(scope="module")
def view(small_demonstration_url: str) -> Iterator[View]:
    desk = Desk(
        engine=make_engine(small_demonstration_url),
        province=read_province(ROOT / "config"),
        cache=SharedCache(),
    )
    with desk.open() as opened:
        yield opened


@pytest.fixture(scope="module")
def province(view: View) -> Province:
    places = view.snap.places
    return Province(
        lexicon=lexicon_of(places, view.fields()),
        places=places,
        today=FRIDAY,
        usual=[metric("on_time"), metric("online_submit")],
    )


@pytest.mark.parametrize("name", LISTS)
def test_what_leaders_ask_is_answered_right(province: Province, name: str) -> None:
    asked = read(name)
    wrong = [each.question for each in asked if not each.right(_found(each, province))]
    assert len(asked) - len(wrong) >= LISTS[name] * len(asked), wrong


@pytest.mark.parametrize("name", LISTS)
def test_none_is_answered_wrong_with_confidence(province: Province, name: str) -> None:
    misled = {
        each.question: [said(meaning) for meaning in _found(each, province).meanings]
        for each in read(name)
        if each.misled(_found(each, province))
    }
    assert misled == {}


def test_the_lists_are_long_enough_and_ask_nothing_twice() -> None:
    asked, held_out = (read(name) for name in LISTS)
    assert len(asked) >= 150
    assert len(held_out) >= 30
    questions = [each.question for each in (*asked, *held_out)]
    assert len(set(questions)) == len(questions)


def test_every_metric_is_found_by_its_labels(province: Province) -> None:
    for each in CATALOGUE.values():
        for label in (each.label, each.label_en):
            found = understood(label, province)
            assert each in [meaning.metric for meaning in found.meanings], label
            assert found.certainty is not Certainty.UNKNOWN, label


def test_without_accents_a_name_of_two_units_is_offered_as_both(province: Province) -> None:
    plain = understood("dung han quang tien", province)
    assert plain.certainty is Certainty.CHOICE
    assert {meaning.selection.area for meaning in plain.meanings} == {"19039", "19069"}
    accented = understood("đúng hạn Quảng Tiến", province)
    assert [meaning.selection.area for meaning in accented.meanings] == ["19039"]


def test_a_mistyped_place_is_asked_back_never_assumed(province: Province) -> None:
    found = understood("đúng hạn xã Hương Thủy", province)
    assert found.certainty is not Certainty.SURE


def test_after_a_reform_old_and_new_units_of_one_name_are_offered() -> None:
    places = reformed_places()
    later = Province(
        lexicon=lexicon_of(places, ()), places=places, today=date(2025, 9, 15), usual=()
    )
    both = understood("đúng hạn Đồng Hới", later)
    assert both.certainty is Certainty.CHOICE
    assert {(m.selection.district, m.selection.area) for m in both.meanings} == {
        ("450", None),
        (None, "18880@2025-07-01"),
    }
    [new] = understood("đúng hạn phường Đồng Hới tháng 8", later).meanings
    assert new.selection.area == "18880@2025-07-01"
    [old] = understood("đúng hạn Đồng Hới cũ", later).meanings
    assert old.selection.district == "450"


def test_a_time_is_told_from_the_day_it_is_asked_on(province: Province) -> None:
    january = replace(province, today=date(2025, 1, 6))
    [meant] = understood("đúng hạn tháng 9", january).meanings
    assert said(meant).split()[1] == "2024-09-01/2024-09-30"


def test_the_lowest_district_is_the_one_that_the_breakdown_shows(view: View) -> None:
    [answer] = reply(view, "huyện nào thấp nhất về đúng hạn").answers
    every = reply(view, "tỷ lệ đúng hạn theo huyện").answers[0].readings
    enough = [r for r in every if (r.denominator or 0) >= view.province.minimum_volume]
    lowest = min(enough, key=lambda reading: reading.value or 0.0)
    assert [reading.group for reading in answer.readings] == [lowest.group]
    assert (answer.others, answer.few) == (len(enough) - 1, len(every) - len(enough))


def test_communes_are_ranked_without_the_offices_of_districts(view: View) -> None:
    [answer] = reply(view, "top 5 xã trễ hạn nhất").answers
    units = [view.snap.places.areas[r.group.code] for r in answer.readings if r.group]
    assert len(units) == 5
    assert {unit.level for unit in units} == {Level.COMMUNE}


def test_what_is_known_of_another_province_is_no_answer_of_ours(province: Province) -> None:
    found = understood("đúng hạn huyện Hải Lăng", province)
    assert (found.certainty, found.left) == (Certainty.UNKNOWN, ("huyện", "hải", "lăng"))
    assert found.guessed == ()


def test_units_with_few_dossiers_are_not_ranked(view: View) -> None:
    [answer] = reply(view, "xã nào đúng hạn cao nhất tháng 12").answers
    assert answer.few > 0
    assert all((r.denominator or 0) >= view.province.minimum_volume for r in answer.readings)


def test_a_question_is_answered_within_100_ms(view: View) -> None:
    for question in ("tỷ lệ đúng hạn huyện Bố Trạch tháng 9", "ty le dung hna huyen le thuy"):
        reply(view, question)
        took = []
        for _ in range(5):
            began = time.perf_counter()
            reply(view, question)
            took.append(time.perf_counter() - began)
        assert min(took) < 0.1


def test_the_interface_and_the_command_say_the_same(small_demonstration_url: str) -> None:
    client = client_of(small_demonstration_url)
    question = "tỷ lệ đúng hạn huyện Bố Trạch tháng 9"
    told = json.loads(client.get("/api/v1/ask", query_string={"q": question}).text)
    [answer] = told["answers"]
    assert told["certainty"] == "sure"
    assert answer["page"] == "/metric/on_time?from=2024-09-01&to=2024-09-30&district=455"
    [reading] = answer["readings"]
    assert {"value", "source", "as_of"} <= reading.keys()
    figure = "/api/v1/figures/on_time?from=2024-09-01&to=2024-09-30&district=455"
    assert reading.items() <= json.loads(client.get(figure).text).items()

    run = CliRunner(env={"TAMNHIN_DATABASE_URL": small_demonstration_url})
    printed = run.invoke(main, ["ask", question, "--json"])
    assert json.loads(printed.output)["answers"] == told["answers"]
    assert "Giải quyết đúng" in run.invoke(main, ["ask", question]).output

    for query in ({}, {"q": " "}, {"q": "x", "by": "area"}):
        refused = client.get("/api/v1/ask", query_string=query)
        assert (refused.status_code, refused.mimetype) == (400, "application/problem+json")


def _found(asked: Asked, province: Province) -> Understood:
    return understood(asked.question, province)
