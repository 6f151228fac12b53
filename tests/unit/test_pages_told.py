"""What a browser holds already is not sent again, and never anything else left out."""

from __future__ import annotations

from dash import no_update

from pages.told import new_of, signed, told

FIRST, SECOND = [{"data": [1]}, "Năm 2026"], [{"data": [1]}, "Năm 2025"]


def test_whoever_holds_nothing_is_told_everything() -> None:
    assert new_of(told("", FIRST), None) == FIRST
    assert new_of(told("", FIRST), "") == FIRST


def test_only_what_differs_is_told() -> None:
    assert new_of(told("", SECOND), signed(told("", FIRST))) == [no_update, "Năm 2025"]
    assert new_of(told("", FIRST), signed(told("", FIRST))) == [no_update, no_update]


def test_what_was_said_of_another_page_or_by_nobody_counts_for_nothing() -> None:
    assert new_of(told("", FIRST), signed(told("", [*FIRST, "more"]))) == FIRST
    assert new_of(told("", FIRST), "x" * 500) == FIRST
    assert new_of(told("", FIRST), ".") == FIRST


def test_a_slot_that_is_left_as_it_stands_is_still_known_to_hold_what_it_held() -> None:
    held = signed(told("", FIRST))
    left = told("", [no_update, "Năm 2025"])
    assert new_of(left, held) == [no_update, "Năm 2025"]
    assert signed(left, held) == signed(told("", SECOND))
