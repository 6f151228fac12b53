"""The states of an alarm: whatever happens, nothing disappears that nobody has acknowledged."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.alerts.machine import (
    Alarm,
    Delays,
    Moved,
    Refused,
    State,
    What,
    acknowledged,
    seen,
    shelved,
    standing,
    unshelved,
)

NOW = datetime(2024, 12, 27, 1)
MINUTE = timedelta(minutes=1)
DELAYS = Delays(on=3 * MINUTE, off=5 * MINUTE)
RAISED = (What.RAISED, What.RAISED_AGAIN)
Step = tuple[str, bool | None, int]  # what is done, the condition, minutes since the step before


@dataclass(slots=True)
class Course:
    """An alarm with all that has happened to it. `pressed`: whether somebody has acknowledged it
    since it was raised last."""

    alarm: Alarm | None = None
    now: datetime = NOW
    told: list[What] = field(default_factory=list)

    def take(self, moved: Moved) -> None:
        before, (self.alarm, what) = self.alarm, moved
        over = self.alarm is None or self.alarm.state is State.NORMAL
        self.told += what
        if over and before is not None and standing(before.state):
            assert self.pressed
        if self.alarm is not None and self.alarm.state is State.NORMAL:
            self.alarm, self.told = None, []

    @property
    def pressed(self) -> bool:
        last = max((at for at, what in enumerate(self.told) if what in RAISED), default=-1)
        return What.ACKNOWLEDGED in self.told[last:]

    def step(self, does: str, condition: bool | None, minutes: int) -> None:
        self.now += minutes * MINUTE
        if does == "see":
            self.take(seen(self.alarm, condition, self.now, DELAYS))
        elif self.alarm is not None:
            acts = {
                "acknowledge": acknowledged,
                "shelve": lambda alarm: shelved(alarm, self.now + 10 * MINUTE),
                "unshelve": unshelved,
            }
            with suppress(Refused):
                self.take(acts[does](self.alarm))


steps = st.lists(
    st.tuples(
        st.sampled_from(["see", "see", "see", "acknowledge", "shelve", "unshelve"]),
        st.sampled_from([True, True, False, None]),
        st.integers(0, 8),
    ),
    max_size=40,
)


@given(steps)
def test_nothing_disappears_unacknowledged(done: list[Step]) -> None:
    course = Course()
    for each in done:
        course.step(*each)


@given(steps)
def test_nothing_is_raised_before_its_condition_has_held_for_the_delay(done: list[Step]) -> None:
    course, held_since = Course(), None
    for does, condition, minutes in done:
        count = len(course.told)
        course.step(does, condition, minutes)
        if does != "see":
            continue
        held_since = (held_since or course.now) if condition else None
        if What.RAISED in course.told[count:]:
            assert held_since is not None
            assert course.now - held_since >= DELAYS.on


@given(steps, st.booleans())
def test_at_its_end_what_was_shelved_comes_back_or_is_told_to_be_gone(
    done: list[Step], condition: bool
) -> None:
    course = Course()
    for each in done:
        course.step(*each)
    if course.alarm is None or course.alarm.state is not State.SHELVED:
        return
    assert course.alarm.until is not None
    before = course.alarm
    alarm, what = seen(before, condition, course.alarm.until, DELAYS)
    assert alarm is not None
    assert What.UNSHELVED in what
    if condition:
        assert alarm.state is State.UNACKNOWLEDGED
    else:
        assert alarm.state is (State.NORMAL if before.acknowledged else State.RETURNED)


def raised(at: datetime = NOW) -> Alarm:
    alarm, what = seen(None, True, at, Delays())
    assert alarm is not None
    assert what == (What.RAISED,)
    return alarm


def test_what_was_gone_before_its_delay_had_passed_never_was() -> None:
    pending, what = seen(None, True, NOW, DELAYS)
    assert pending is not None
    assert (pending.state, what) == (State.PENDING, ())
    assert seen(pending, False, NOW + 2 * MINUTE, DELAYS) == (None, ())


def test_time_in_which_nobody_knows_counts_towards_no_delay() -> None:
    pending, _ = seen(None, True, NOW, DELAYS)
    assert seen(pending, None, NOW + 60 * MINUTE, DELAYS) == (None, ())
    held = seen(raised(), False, NOW + MINUTE, DELAYS)[0]
    unknown = seen(held, None, NOW + 60 * MINUTE, DELAYS)[0]
    assert seen(unknown, False, NOW + 61 * MINUTE, DELAYS)[1] == ()
    assert seen(unknown, False, NOW + 65 * MINUTE, DELAYS)[1] == (What.CLEARED,)


def test_what_returned_unacknowledged_is_over_once_somebody_has_acknowledged_it() -> None:
    back, what = seen(raised(), False, NOW + MINUTE, Delays())
    assert back is not None
    assert (back.state, what) == (State.RETURNED, (What.CLEARED,))
    over, _ = acknowledged(back)
    assert over is not None
    assert over.state is State.NORMAL


def test_what_comes_back_before_anybody_looked_is_raised_again_not_anew() -> None:
    back, _ = seen(raised(), False, NOW + MINUTE, Delays())
    again, what = seen(back, True, NOW + 2 * MINUTE, Delays())
    assert again is not None
    assert (again.state, what) == (State.UNACKNOWLEDGED, (What.RAISED_AGAIN,))


def test_what_was_acknowledged_is_over_by_itself() -> None:
    known, _ = acknowledged(raised())
    over, what = seen(known, False, NOW + MINUTE, Delays())
    assert over is not None
    assert (over.state, what) == (State.NORMAL, (What.CLEARED,))


def test_a_shelved_alarm_is_silent_until_its_end_and_then_unacknowledged() -> None:
    known, _ = acknowledged(raised())
    assert known is not None
    aside, _ = shelved(known, NOW + 60 * MINUTE)
    assert seen(aside, True, NOW + 59 * MINUTE, Delays()) == (aside, ())
    again, what = seen(aside, True, NOW + 60 * MINUTE, Delays())
    assert again is not None
    assert (again.state, again.acknowledged) == (State.UNACKNOWLEDGED, False)
    assert what == (What.UNSHELVED, What.RAISED_AGAIN)


def test_nobody_acknowledges_twice_or_shelves_what_is_over() -> None:
    known, _ = acknowledged(raised())
    assert known is not None
    with pytest.raises(Refused):
        acknowledged(known)
    back, _ = seen(raised(), False, NOW + MINUTE, Delays())
    assert back is not None
    with pytest.raises(Refused):
        shelved(back, NOW + 60 * MINUTE)
    with pytest.raises(Refused):
        unshelved(known)
