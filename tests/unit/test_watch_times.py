"""When a configured load runs, and how long it waits after it has failed."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest

from config.loads import LoadSpec
from data_access.days import LOCAL
from data_access.errors import TamNhinError
from ingest.watch.watching import LONGEST_PAUSE, pause_after, trigger_of

NOON = datetime(2024, 6, 3, 12, tzinfo=LOCAL)


def spec(**when: object) -> LoadSpec:
    return LoadSpec(source="one_stop", table="dossiers", address="x.csv", **when)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("when", "following"),
    [
        ({"every": timedelta(minutes=10)}, datetime(2024, 6, 3, 12, 10, tzinfo=LOCAL)),
        ({"at": time(6, 30)}, datetime(2024, 6, 4, 6, 30, tzinfo=LOCAL)),
        ({"cron": "15 */6 * * *"}, datetime(2024, 6, 3, 12, 15, tzinfo=LOCAL)),
    ],
)
def test_times_are_those_of_the_province(when: dict[str, object], following: datetime) -> None:
    assert trigger_of(spec(**when)).get_next_fire_time(NOON, NOON) == following


def test_a_cron_expression_that_is_none_is_named() -> None:
    with pytest.raises(TamNhinError, match="each day"):
        trigger_of(spec(cron="each day"))


def test_a_source_that_keeps_failing_is_asked_less_and_less_up_to_once_an_hour() -> None:
    often = spec(every=timedelta(minutes=10))
    for failures in (1, 2, 3, 4):
        expected = 30 * 2 ** (failures - 1)
        waited = [pause_after(failures, often).total_seconds() for _ in range(20)]
        assert 0.8 * expected <= min(waited) < max(waited) <= 1.2 * expected
    assert pause_after(10_000, often) == LONGEST_PAUSE
    assert pause_after(1, spec(every=timedelta(seconds=1))) <= timedelta(seconds=1.2)
