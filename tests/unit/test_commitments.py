"""What becomes of a promise, and how fast a gap closes: by surveys made by hand."""

from __future__ import annotations

from datetime import date

import pytest

from data_access.commitments import Commitment, Seen
from metrics.commitments.board import Promise, by_operator, quarter_of, tally
from metrics.commitments.burn_down import burn_down, planned
from metrics.commitments.months import by_month
from metrics.commitments.pace import pace_of
from metrics.commitments.state import Outcome, outcome
from metrics.commitments.states import State
from metrics.reading import Point

PLANNED = date(2024, 6, 30)
TODAY = date(2024, 12, 27)
NOVEMBER, MAY = date(2023, 11, 30), date(2024, 5, 31)
JUNE, AUGUST, LAST = date(2024, 6, 30), date(2024, 8, 31), date(2024, 11, 30)


def seen(*surveys: tuple[date, bool]) -> tuple[Seen, ...]:
    """(day, whether it was lacking)."""
    return tuple(Seen(day=day, lacks=lacks) for day, lacks in surveys)


def test_a_first_survey_since_the_day_that_finds_it_is_kept() -> None:
    found = outcome(PLANNED, seen((MAY, True), (LAST, False)), TODAY)
    assert found == Outcome(state=State.KEPT, since=LAST)


def test_a_survey_on_the_planned_day_counts() -> None:
    assert outcome(PLANNED, seen((MAY, True), (JUNE, False)), TODAY).state is State.KEPT
    assert outcome(PLANNED, seen((MAY, True), (JUNE, True)), TODAY).state is State.LATE


def test_what_is_there_before_its_day_is_kept_also_while_the_day_lies_ahead() -> None:
    found = outcome(date(2025, 6, 30), seen((MAY, True), (LAST, False)), TODAY)
    assert found.state is State.KEPT


def test_what_came_after_a_survey_that_missed_it_is_kept_late() -> None:
    found = outcome(PLANNED, seen((MAY, True), (AUGUST, True), (LAST, False)), TODAY)
    assert found == Outcome(state=State.KEPT_LATE, since=LAST, days=(LAST - PLANNED).days)


def test_what_the_newest_survey_misses_is_late_up_to_today() -> None:
    found = outcome(PLANNED, seen((MAY, True), (LAST, True)), TODAY)
    assert found == Outcome(state=State.LATE, days=180)


def test_what_was_there_and_is_lacking_again_is_late_since_it_was_last_there() -> None:
    found = outcome(PLANNED, seen((MAY, True), (AUGUST, False), (LAST, True)), TODAY)
    assert found == Outcome(state=State.LATE, days=(TODAY - AUGUST).days)


@pytest.mark.parametrize("surveys", [(), ((MAY, True),), ((NOVEMBER, False), (MAY, True))])
def test_without_a_survey_since_the_day_nobody_knows(
    surveys: tuple[tuple[date, bool], ...],
) -> None:
    assert outcome(PLANNED, seen(*surveys), TODAY).state is State.UNKNOWN


@pytest.mark.parametrize("day", [TODAY, date(2025, 3, 31)])
def test_a_promise_is_due_up_to_its_day(day: date) -> None:
    assert outcome(day, seen((LAST, True)), TODAY).state is State.DUE
    assert outcome(day, (), TODAY).state is State.DUE


def test_a_village_that_never_lacked_it_had_it_before() -> None:
    assert outcome(PLANNED, seen((MAY, False), (LAST, False)), TODAY).state is State.BEFORE
    since_then = outcome(PLANNED, seen((AUGUST, False), (LAST, False)), TODAY)
    assert since_then == Outcome(state=State.KEPT, since=AUGUST)


def promise(village: str, day: date, *surveys: tuple[date, bool], who: str = "A") -> Promise:
    own = seen(*surveys)
    of = Commitment(
        village=village,
        name=village,
        commune="19111",
        longitude=106.1,
        latitude=17.4,
        people=100,
        planned_on=day,
        operator=who,
        decision="1",
        seen=own,
    )
    return Promise(of=of, outcome=outcome(day, own, TODAY))


LATE = promise("a", PLANNED, (MAY, True), (LAST, True))
KEPT = promise("b", PLANNED, (MAY, True), (LAST, False))
DUE = promise("c", date(2025, 3, 31), (MAY, True), (LAST, True), who="B")


def test_a_share_in_time_is_of_what_can_be_judged() -> None:
    assert tally([LATE, KEPT, DUE]).in_time == 0.5
    assert tally([DUE]).in_time is None
    assert tally([LATE, KEPT, DUE]).promised == 3


def test_whoever_promised_most_comes_first() -> None:
    assert list(by_operator([DUE, LATE, KEPT])) == ["A", "B"]


@pytest.mark.parametrize(
    ("day", "quarter"), [(date(2024, 1, 1), 20241), (PLANNED, 20242), (TODAY, 20244)]
)
def test_quarters_are_counted_from_january(day: date, quarter: int) -> None:
    assert quarter_of(day) == quarter


def points(first: int, *values: float | None) -> tuple[Point, ...]:
    return tuple(Point(month=first + at, value=value) for at, value in enumerate(values))


def test_a_plan_loses_each_village_once_and_only_if_it_lacked_it_at_the_beginning() -> None:
    again = promise("a", date(2024, 9, 30), (MAY, True), (LAST, True))
    never = promise("d", PLANNED, (NOVEMBER, False), (LAST, False))
    [start] = points(202405, 5)
    plan = planned(start, [again, LATE, KEPT, DUE, never], 202504)
    values = {point.month: point.value for point in plan}
    assert (values[202405], values[202406], values[202409]) == (5, 3, 3)
    assert (values[202502], values[202503], values[202504]) == (3, 2, 2)


def test_what_is_lacking_beyond_the_plan_is_told_as_of_the_newest_survey() -> None:
    actual = points(202405, 3, 3, 3, 3, 3, 3, 2, 2)
    after = promise("e", date(2024, 12, 15), (MAY, True), (LAST, True))
    found = burn_down(actual, [LATE, KEPT, after], [MAY, LAST])
    assert (found.gap, found.looked) == (2 - 1, 202411)
    assert found.plan[-1].month == 202412


def test_the_pace_rests_on_months_with_a_survey_and_one_odd_survey_does_not_move_it() -> None:
    flat = points(202401, 50, 50, 48, 48, 46, 46, 44, 70, 42)
    pace = pace_of(flat, {202401, 202403, 202405, 202407, 202408, 202409})
    assert pace
    assert pace.surveys == 6
    assert pace.slope == pytest.approx(-1.0)
    assert pace.fast <= pace.slope <= pace.slow


def test_two_surveys_are_too_few_for_a_forecast() -> None:
    found = burn_down(points(202405, 3, 3, 3, 3, 3, 3, 2), [DUE], [MAY, LAST])
    assert found.pace is None
    assert found.forecast == ()
    assert found.ends is None


def test_a_forecast_goes_on_from_what_is_known_and_never_below_nothing() -> None:
    found = burn_down(points(202401, 6, 5, 4, 3), [DUE], [date(2024, m, 28) for m in (1, 2, 3, 4)])
    values = {point.month: point.value for point in found.forecast}
    assert (values[202404], values[202405], values[202407]) == (3, 2, 0)
    assert min(value or 0.0 for value in values.values()) == 0
    assert found.ends == 202407


def test_a_gap_that_does_not_close_has_no_end() -> None:
    found = burn_down(points(202401, 6, 6, 7), [DUE], [date(2024, m, 28) for m in (1, 2, 3)])
    assert found.pace
    assert found.ends is None


def test_nothing_known_is_nothing_drawn() -> None:
    found = burn_down(points(202401, None, None), [LATE], [])
    assert (found.actual, found.plan, found.gap) == ((), (), None)


def test_a_month_is_told_with_the_one_before_it() -> None:
    months = by_month([LATE, KEPT, DUE], points(202410, 3, 2, 2))
    assert list(months) == [202411, 202412]
    november = months[202411]
    assert (november.before, november.after, november.due, november.found) == (3, 2, 0, 1)
