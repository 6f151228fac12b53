"""Ranking: intervals, minimum volume, change of rank; and the axis that rows stand on."""

from dataclasses import replace
from typing import Any

import pytest

from components.end_labels import spread
from components.ranking import ranking
from components.scale import scale_over
from components.steps import Steps
from data_access.selection import By
from metrics.metric import Direction, Unit
from metrics.proportion import wilson
from metrics.reading import Group, Reading
from tests.unit.component_readings import METRIC, reading_of
from wording.words import Words


def _agency(code: str, value: float, volume: int, **changes: Any) -> Reading:
    group = Group(by=By.AGENCY, code=code, label=code, short=code)
    counts = {"numerator": value * volume, "denominator": float(volume), "value": value}
    return reading_of(group=group, **counts, **changes)


def test_wilson_stays_within_0_and_1_and_narrows_with_volume() -> None:
    low, high = wilson(3, 3)
    assert 0.4 < low < 0.45
    assert high == 1
    wide, narrow = wilson(90, 100), wilson(9000, 10000)
    assert wide[1] - wide[0] > narrow[1] - narrow[0]


def test_three_dossiers_at_100_percent_do_not_lead() -> None:
    rows = ranking([_agency("few", 1.0, 3), _agency("many", 0.9, 900)], minimum_volume=30)
    assert [(row.name, row.rank) for row in rows] == [("many", 1), ("few", None)]


def test_overlapping_intervals_share_their_ranks() -> None:
    rows = ranking(
        [_agency("a", 0.95, 100), _agency("b", 0.94, 100), _agency("c", 0.5, 100)], minimum_volume=1
    )
    assert [(row.best, row.worst) for row in rows] == [(1, 2), (1, 2), (3, 3)]


def test_change_of_rank_is_counted_against_the_previous_period() -> None:
    rows = ranking(
        [_agency("a", 0.9, 100, previous=0.5), _agency("b", 0.8, 100, previous=0.7)],
        minimum_volume=1,
    )
    assert [row.climbed for row in rows] == [1, -1]


def test_lower_is_better_turns_the_order() -> None:
    worse_when_high = replace(METRIC, direction=Direction.LOWER_IS_BETTER)
    readings = [_agency("a", 0.9, 100), _agency("b", 0.1, 100)]
    rows = ranking([replace(r, metric=worse_when_high) for r in readings], minimum_volume=1)
    assert [(row.name, row.best, row.worst) for row in rows] == [("b", 1, 1), ("a", 2, 2)]


def test_a_scale_of_shares_ends_at_100_percent() -> None:
    scale = scale_over([0.97, 0.998], ratio=True)
    assert scale.high <= 1
    assert scale.place(0.97) < scale.place(0.998)


@pytest.mark.parametrize(("value", "step"), [(None, -1), (0.995, 0), (0.96, 1), (0.5, 4)])
def test_steps_put_no_data_apart_and_the_worst_last(value: float | None, step: int) -> None:
    steps = Steps(unit=Unit.RATIO, breaks=(0.8, 0.9, 0.95, 0.99), lower_is_better=False)
    assert steps.step(value) == step
    assert steps.labels(Words("vi")) == ["≥ 99", "95", "90", "80", "< 80"]


def test_labels_at_line_ends_are_moved_apart_in_their_order() -> None:
    heights = [10.0, 12.0, 50.0]
    moved = [height + lift for height, lift in zip(heights, spread(heights, 15), strict=True)]
    assert moved == [3.5, 18.5, 50.0]
