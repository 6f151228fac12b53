"""Targets as they are typed and shown."""

from __future__ import annotations

import pytest

from data_access.errors import TamNhinError
from metrics.catalogue import metric
from pages.target_words import value_read, value_typed
from wording.words import Words


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("online_submit", "70", 0.7),
        ("online_submit", "97,5 %", 0.975),
        ("online_submit", "97.5", 0.975),
        ("cut_off", "0", 0.0),
        ("overdue", "1200", 1200.0),
    ],
)
def test_a_typed_target_is_read_in_the_metrics_unit(name: str, typed: str, value: float) -> None:
    assert value_read(metric(name), typed) == value


@pytest.mark.parametrize(("name", "typed"), [("online_submit", "101"), ("overdue", "-1")])
@pytest.mark.parametrize("also", ["", "nhiều"])
def test_what_is_no_target_is_refused_by_name(name: str, typed: str, also: str) -> None:
    for text in (typed, also):
        with pytest.raises(TamNhinError, match=f"'{text}'"):
            value_read(metric(name), text)


def test_a_form_shows_what_it_would_read() -> None:
    shown = value_typed(metric("online_submit"), 0.9017, Words("vi"))
    assert shown == "90,17"
    assert value_read(metric("online_submit"), shown) == 0.9017
