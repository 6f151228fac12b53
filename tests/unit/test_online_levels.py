"""Levels of online services are called what they were called at the time."""

from __future__ import annotations

from datetime import date

from metrics.catalogue import metric
from metrics.online_levels import FULL, PARTIAL, label_on

EVE, DAY = date(2022, 8, 14), date(2022, 8, 15)


def test_levels_have_their_old_names_until_decree_42_came_into_force() -> None:
    assert [label_on(level, EVE).vi for level in (PARTIAL, FULL)] == ["Mức độ 3", "Mức độ 4"]
    assert [label_on(level, DAY).vi for level in (PARTIAL, FULL)] == ["Một phần", "Toàn trình"]
    assert [label_on(FULL, day).en for day in (EVE, DAY)] == ["Level 4", "End to end"]


def test_a_metric_has_the_labels_of_its_periods_end() -> None:
    full = metric("services_full")
    assert full.name_on(DAY) is full
    old = full.name_on(EVE)
    assert (old.label, old.label_en) == ("Dịch vụ công mức độ 4", "Services of level 4")
    assert old.label_wall == ("Dịch vụ công", "mức độ 4")
    assert metric("services_partial").name_on(EVE).label == "Dịch vụ công mức độ 3"


def test_what_was_never_renamed_has_one_name() -> None:
    received = metric("received")
    assert received.name_on(EVE) is received
