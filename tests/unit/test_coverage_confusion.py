"""Estimates beside reported states."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from data_access.stations import Station
from data_access.villages import Village
from metrics.coverage.confusion import Way, confusion, way_of
from metrics.coverage.distance import EARTH_KM
from metrics.coverage.estimate import Estimated, estimated
from metrics.coverage.links import LINKS, Band

NOTHING: Mapping[str, float] = {}
DEGREE_KM = EARTH_KM * 3.141592653589793 / 180


def village(code: str, km: float, signal: str, people: int = 100) -> Village:
    """`km`: north of the station."""
    return Village(
        code=code,
        name=f"Bản {code}",
        commune="19111",
        longitude=106.0,
        latitude=17.0 + km / DEGREE_KM,
        people=people,
        households=people // 4,
        signal=signal,
        has_power=True,
        has_broadband=True,
    )


def station(technology: str, km: float = 0.0, known: Mapping[str, float] = NOTHING) -> Station:
    return Station(
        code="s",
        mast="ms",
        operator="Viettel",
        technology=technology,
        longitude=106.0,
        latitude=17.0 + km / DEGREE_KM,
        **known,
    )


@pytest.mark.parametrize("technology", LINKS)
def test_bands_end_at_the_radii_of_the_generation(technology: str) -> None:
    good, weak = (LINKS[technology].radius_km(band) for band in (Band.GOOD, Band.WEAK))
    away = [0.0, good - 0.01, good + 0.01, weak - 0.01, weak + 0.01]
    villages = [village(str(n), km, "good") for n, km in enumerate(away)]
    found = estimated(villages, [station(technology)])
    assert [each.band for each in found] == ["good", "good", "weak", "weak", "none"]
    assert [each.station_km for each in found] == pytest.approx(away, abs=1e-6)


def test_the_best_of_all_stations_counts() -> None:
    [found] = estimated(
        [village("1", 2.0, "good")], [station("4g"), station("2g"), station("5g", km=90)]
    )
    assert found.band is Band.GOOD  # of the 2G, farther than the 4G reaches as well


@pytest.mark.parametrize(
    ("known", "reaches"),
    [
        ({}, False),
        ({"height_m": 90.0}, True),
        ({"power_w": 160.0}, True),  # four times as much: 6 dB
        ({"power_w": 10.0, "height_m": 90.0}, False),
        ({"frequency_mhz": 720.0}, True),
        ({"frequency_mhz": 2600.0}, False),
        ({"frequency_mhz": 3500.0, "height_m": -1.0, "power_w": 0.0}, False),  # as not known
    ],
)
def test_what_is_known_of_a_station_counts(known: dict[str, float], reaches: bool) -> None:
    """Of a 4G station that by its generation reaches 2.32 km."""
    [found] = estimated([village("1", 2.6, "good")], [station("4g", known=known)])
    assert (found.band is not Band.NONE) is reaches


def test_four_times_the_power_is_6_db_more() -> None:
    link = LINKS["4g"]
    more = link.with_power(4 * link.power_w)
    assert more.eirp_dbm - link.eirp_dbm == pytest.approx(6.02, abs=0.01)
    assert more.radius_at(-100) == pytest.approx(link.radius_at(-106.02), rel=1e-3)


def test_without_stations_nothing_is_received_and_no_distance_is_made_up() -> None:
    [found] = estimated([village("1", 0, "good")], [])
    assert (found.band, found.station_km) == (Band.NONE, None)
    assert estimated([], [station("4g")]) == []


def told(reported: str, band: str, people: int, code: str = "1") -> Estimated:
    return Estimated(village=village(code, 0, reported, people), band=Band(band), station_km=1.0)


def test_the_table_counts_all_nine_pairs() -> None:
    found = confusion(
        [
            told("none", "good", 40),
            told("none", "good", 60),
            told("good", "good", 10),
            told("weak", "none", 5),
        ]
    )
    assert len(found.villages) == 9
    assert found.villages[Band.NONE, Band.GOOD] == 2
    assert found.people[Band.NONE, Band.GOOD] == 100
    assert found.villages[Band.WEAK, Band.NONE] == 1
    assert found.villages[Band.NONE, Band.NONE] == 0
    assert found.agreement == 0.25


def test_both_ways_of_disagreeing_are_told_apart_most_people_first() -> None:
    found = confusion(
        [
            told("none", "weak", 40, "a"),
            told("none", "good", 60, "b"),
            told("good", "none", 10, "c"),
            told("weak", "weak", 99, "d"),
        ]
    )
    assert [each.village.code for each in found.disagreeing] == ["b", "a", "c"]
    assert [each.village.code for each in found.among(Way.ESTIMATED_MORE)] == ["b", "a"]
    assert [each.village.code for each in found.among(Way.REPORTED_MORE)] == ["c"]
    assert way_of(told("weak", "weak", 1)) is None


def test_agreement_by_chance_is_worth_nothing() -> None:
    """Cohen's own kind of table: 20 and 15 agree, 5 and 10 do not; kappa 0.4."""
    pairs = [("none", "none", 20), ("good", "good", 15), ("none", "good", 5), ("good", "none", 10)]
    found = confusion([told(*pair[:2], 1) for pair in pairs for _ in range(pair[2])])
    assert found.agreement == 0.7
    assert found.kappa == pytest.approx(0.4)
    all_good = confusion([told("good", "good", 1), told("none", "good", 1)])
    assert all_good.kappa == 0


def test_of_no_villages_there_is_no_agreement() -> None:
    assert (confusion([]).agreement, confusion([]).kappa) == (None, None)
