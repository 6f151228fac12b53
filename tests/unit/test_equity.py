"""Shares of people left out are sums over sums."""

from __future__ import annotations

from metrics.equity import Share, by_zone, ranked, together


def share(code: str, people: float, without: float) -> Share:
    return Share(codes=(code,), people=people, without={"no_signal_people": without})


def test_a_small_commune_counts_by_its_people() -> None:
    both = together([share("a", 100, 50), share("b", 900, 0)])
    assert both.per_thousand("no_signal_people") == 50
    assert both.codes == ("a", "b")


def test_nobody_surveyed_is_no_share() -> None:
    assert together([]).per_thousand("no_signal_people") is None


def test_what_nobody_lacks_is_not_ranked_and_the_largest_share_leads() -> None:
    found = ranked(
        [share("a", 1000, 10), share("b", 100, 5), share("c", 100, 0)], "no_signal_people"
    )
    assert [each.codes for each in found] == [("b",), ("a",)]


def test_zones_come_hardest_first_and_what_nobody_said_comes_last() -> None:
    said = {"a": "I", "b": None, "c": "III", "d": "none", "e": "I"}
    assert list(by_zone(said, said.get).items()) == [
        ("III", ["c"]),
        ("I", ["a", "e"]),
        ("none", ["d"]),
        (None, ["b"]),
    ]
