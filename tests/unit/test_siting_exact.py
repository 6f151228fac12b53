"""The exact choice of sites against trying everything; what reduction and greedy leave of it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.siting.cover import Cover
from metrics.siting.curve import curve
from metrics.siting.exact import solve
from metrics.siting.greedy import greedy
from metrics.siting.reduction import reduced
from tests.unit.siting_cases import best, cover_of, covers

# The middle site reaches most, and whoever takes it first cannot reach both ends any more.
TEMPTING = cover_of([{0, 1}, {2, 3}, {1, 2}], [3, 4, 4, 3])
numbers = st.integers(1, 5)


@given(covers(), numbers)
def test_no_other_choice_reaches_more(cover: Cover, number: int) -> None:
    found = solve(cover, number)
    assert found.people == best(cover, number)
    assert found.people == cover.people_reached(found.chosen)
    assert (found.gap, found.bound) == (0.0, found.people)
    assert len(found.chosen) <= number


@given(covers(priced=True), st.integers(1, 12))
def test_no_other_choice_of_the_same_cost_reaches_more(cover: Cover, budget: int) -> None:
    found = solve(cover, budget)
    assert found.people == best(cover, budget)
    assert cover.affordable(found.chosen, budget)
    assert found.gap == 0


@given(covers(priced=True), st.integers(1, 12))
def test_a_reduced_problem_has_the_same_optimum(cover: Cover, budget: int) -> None:
    small = reduced(cover)
    assert best(small.cover, budget) == best(cover, budget)
    assert small.cover.people.sum() == cover.reachable


@given(covers(priced=True), st.integers(1, 12))
def test_a_choice_of_the_reduced_problem_costs_and_reaches_the_same_in_the_whole_one(
    cover: Cover, budget: int
) -> None:
    small = reduced(cover)
    chosen = greedy(small.cover, budget)
    whole = small.whole(chosen)
    assert cover.people_reached(whole) == small.cover.people_reached(chosen)
    assert cover.costs[whole].sum() == small.cover.costs[chosen].sum()


def test_reduction_leaves_out_what_cannot_matter() -> None:
    reaches = [{0, 1}, {0}, {0, 1}, {2, 3}, set(), {4}]
    small = reduced(cover_of(reaches, [5, 5, 7, 2, 0, 9]))
    assert small.candidates.tolist() == [0, 3]
    assert small.cover.people.tolist() == [10, 9]  # villages with the same candidates are one


def test_a_cheaper_site_is_not_left_out_for_a_dearer_one_that_reaches_more() -> None:
    cover = cover_of([{0, 1}, {0}], [9, 1], [5.0, 1.0])
    assert reduced(cover).candidates.tolist() == [0, 1]
    assert solve(cover, 1).chosen == (1,)


def test_of_equal_sites_the_cheapest_is_taken() -> None:
    assert solve(cover_of([{0}, {0}, {0}], [9], [3.0, 1.0, 2.0]), 9).chosen == (1,)


def test_exact_is_better_than_greedy_where_the_best_first_step_misleads() -> None:
    assert TEMPTING.people_reached(greedy(TEMPTING, 2)) == 11
    found = solve(TEMPTING, 2)
    assert (found.people, found.chosen, found.gap) == (14, (0, 1), 0.0)


@given(covers(), numbers)
def test_greedy_keeps_what_is_proven_of_it(cover: Cover, number: int) -> None:
    reached = cover.people_reached(greedy(cover, number))
    assert reached >= (1 - (1 - 1 / number) ** number) * best(cover, number) - 1e-9


@given(covers(priced=True), st.integers(1, 12))
def test_greedy_by_cost_stays_within_its_budget_and_its_third(cover: Cover, budget: int) -> None:
    chosen = greedy(cover, budget)
    assert cover.affordable(chosen, budget)
    assert cover.people_reached(chosen) >= best(cover, budget) / 3


def test_more_stations_than_are_of_use_are_not_built() -> None:
    found = solve(cover_of([{0}, {1}, {0, 1}], [5, 6]), 50)
    assert (found.people, found.chosen) == (11, (2,))


def test_nobody_waiting_needs_no_station() -> None:
    found = solve(cover_of([set(), set()], [0]), 3)
    assert (found.people, found.bound, found.gap, found.chosen) == (0, 0, 0.0, ())


@pytest.mark.parametrize("shape", [(0, 0), (0, 3), (3, 0)])
def test_no_villages_or_no_sites_are_no_error(shape: tuple[int, int]) -> None:
    villages, candidates = shape
    found = solve(cover_of([set()] * candidates, [1] * villages), 2)
    assert (found.people, found.gap, found.chosen) == (0, 0.0, ())


def test_sites_out_of_reach_of_everybody_are_never_chosen() -> None:
    assert solve(cover_of([set(), {0}, set()], [4]), 3).chosen == (1,)


def test_a_site_that_nobody_can_pay_for_is_not_chosen() -> None:
    assert solve(cover_of([{0, 1}, {0}], [9, 9], [7.0, 2.0]), 5).chosen == (1,)


@pytest.mark.parametrize("seconds", [0.0, 0.02, 0.1])
def test_when_the_time_is_over_the_gap_says_what_may_be_missed(seconds: float) -> None:
    hard = crowded()
    rushed, patient = solve(hard, 6, limit_seconds=seconds), solve(hard, 6)
    assert patient.gap == 0
    assert rushed.people <= patient.people <= rushed.bound
    assert rushed.people >= hard.people_reached(greedy(hard, 6))
    assert rushed.gap == pytest.approx(1 - rushed.people / rushed.bound)


def test_without_any_time_the_gap_is_not_hidden() -> None:
    assert solve(crowded(), 6, limit_seconds=0).gap > 0


def crowded() -> Cover:
    """80 villages, 60 sites that each reach eight of them, at random: harder than any map."""
    rng = np.random.default_rng(9)
    reaches = [set(rng.choice(80, 8, replace=False).tolist()) for _ in range(60)]
    return cover_of(reaches, rng.integers(20, 900, 80).tolist())


@given(covers(), numbers)
def test_the_curve_begins_at_nobody_never_falls_and_passes_the_optimum(
    cover: Cover, number: int
) -> None:
    steps = curve(cover, solve(cover, number), number)
    people = [step.people for step in steps]
    assert people[0] == 0
    assert people == sorted(people)
    assert [step.stations for step in steps] == list(range(len(steps)))
    assert max(people) <= cover.reachable
    [exact] = [step for step in steps if step.exact]
    assert exact.people == best(cover, number)


def test_the_curve_of_the_tempting_case() -> None:
    steps = curve(TEMPTING, solve(TEMPTING, 2), 2)
    assert [(step.stations, step.people) for step in steps] == [(0, 0), (1, 8), (2, 14)]
