"""The 766 index of one commune, computed by hand from its counts."""

from __future__ import annotations

from datetime import date

import pytest

from config.scheme_types import Scheme
from config.schemes import in_force, read_schemes
from config.settings import ROOT
from metrics.index.sheet import State
from tests.unit.index.lists import Counts, listed, sheet

# Indicator, counts, points by hand to 0.001.
BY_HAND: tuple[tuple[str, Counts, float], ...] = (
    ("1.1", (38, 40), 5.7),
    ("1.2", (45, 50), 3.6),
    ("1.3", (50, 50), 2.0),
    ("1.4", (570, 600), 5.7),
    ("2.1", (588, 600), 19.6),
    ("3.1", (30, 50), 1.5),  # 2 × 0.6 / 0.8
    ("3.2", (24, 30), 3.2),
    ("3.3", (240, 600), 4.8),  # 6 × 0.4 / 0.5
    ("3.5a", (6, 10), 1.5),  # 2.5 × 0.6
    ("3.5b", (9, 10), 2.0),  # 2.25, and no more than 2
    ("3.6", (33, 60), 3.3),
    ("4.1", (420, 560), 4.5),
    ("4.2", (448, 560), 3.2),
    ("4.3", (140, 560), 0.625),  # 2 × 0.25 / 0.8
    ("4.4", (168, 448), 1.5),
    ("4.5a", (20, 50), 0.8),
    ("4.5b", (312, 600), 1.04),
    ("4.6", (0, 0), 2.0),  # by default
    ("5.2", (7, 8), 5.25),
    ("5.3", (0, 0), 6.0),  # by default
    ("5.4", (81, 100), 5.4),  # 6 × 0.81 / 0.9
)
GROUPS = {"1": 17.0, "2": 19.6, "3": 16.3, "4": 13.665, "5": 16.65}
TOTAL = 83.215


def scheme_766() -> Scheme:
    versions = read_schemes(ROOT / "config")["766"]
    return in_force(versions, date(2024, 12, 31))


def test_each_indicator_of_the_worked_commune_has_the_points_computed_by_hand() -> None:
    found = sheet(scheme_766(), {"H46.40": [counts for _, counts, _ in BY_HAND]})
    for at, (name, _, points) in enumerate(BY_HAND):
        assert found.scheme.indicators[at].id == name
        assert found.points[0, at] == pytest.approx(points, abs=0.001), name
    assert found.score[0] == pytest.approx(TOTAL, abs=0.001)


def test_its_groups_add_up_to_the_points_computed_by_hand() -> None:
    found = sheet(scheme_766(), {"H46.40": [counts for _, counts, _ in BY_HAND]})
    by_id = {each.id: at for at, each in enumerate(found.scheme.indicators)}
    for group in found.scheme.groups:
        points = sum(found.points[0, by_id[each.id]] for each in group.indicators)
        assert points == pytest.approx(GROUPS[group.id], abs=0.001), group.id
    assert sum(GROUPS.values()) == pytest.approx(TOTAL)


def test_what_was_granted_by_default_is_told_apart_and_the_band_is_that_of_the_decision() -> None:
    found = sheet(scheme_766(), {"H46.40": [c for _, c, _ in BY_HAND]}, volumes={"H46.40": 600})
    default = [BY_HAND[at][0] for at in range(len(BY_HAND)) if found.state[0, at] == State.DEFAULT]
    assert default == ["4.6", "5.3"]
    [standing] = listed(found).standings
    assert standing.band
    assert standing.band.name == "Tốt"
    assert standing.rank == 1


def test_the_maxima_of_the_shipped_766_are_those_of_the_decision() -> None:
    scheme = scheme_766()
    assert {group.id: group.maximum for group in scheme.groups} == {
        "1": 18, "2": 20, "3": 22, "4": 22, "5": 18,
    }  # fmt: skip
    assert scheme.total == 100
    assert [band.least for band in scheme.bands] == [90, 80, 70, 50, 0]
