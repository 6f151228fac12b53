"""The status of a value against its target."""

from __future__ import annotations

import pytest

from metrics.metric import Direction
from metrics.reading import Status
from metrics.targets import status_of

UP, DOWN, NEITHER = Direction.HIGHER_IS_BETTER, Direction.LOWER_IS_BETTER, Direction.NEUTRAL
WATCH_FROM = 0.95


@pytest.mark.parametrize(
    ("value", "target", "direction", "status"),
    [
        (0.80, 0.80, UP, Status.MET),
        (0.1 + 0.2, 0.3, UP, Status.MET),
        (0.3, 0.1 + 0.2, UP, Status.MET),
        (0.76, 0.80, UP, Status.WATCH),
        (0.7599, 0.80, UP, Status.MISSED),
        (0.0, 0.80, UP, Status.MISSED),
        (0.0, 0.0, DOWN, Status.MET),
        (1.0, 0.0, DOWN, Status.MISSED),
        (100.0, 100.0, DOWN, Status.MET),
        (105.0, 100.0, DOWN, Status.WATCH),
        (106.0, 100.0, DOWN, Status.MISSED),
        (5.0, 1.0, NEITHER, Status.NO_TARGET),
        (5.0, None, UP, Status.NO_TARGET),
        (None, 0.8, UP, Status.NO_DATA),
        (None, None, NEITHER, Status.NO_DATA),
    ],
)
def test_status_of_a_value(
    value: float | None, target: float | None, direction: Direction, status: Status
) -> None:
    assert status_of(value, target, direction, WATCH_FROM) is status
