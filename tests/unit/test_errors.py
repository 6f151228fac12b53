"""Errors travel between processes as they are."""

from __future__ import annotations

import pickle

import pytest

from data_access.errors import DatabaseFull, TamNhinError, UnknownFilter, UnknownMetric


@pytest.mark.parametrize(
    "error",
    [
        TamNhinError(vi="hỏng", en="broken"),
        DatabaseFull(vi="đĩa đầy", en="disk full"),
        UnknownFilter("level", "xa", ["province", "commune"]),
        UnknownMetric("on_tme", ["on_time", "early"]),
    ],
)
def test_an_error_is_the_same_in_another_process(error: TamNhinError) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert again.__dict__ == error.__dict__
    assert str(again) == str(error) == error.vi
