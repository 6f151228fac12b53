"""What a dossier's deadline says of any past day is what could be said on that day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from data_access.days import WAITING, day_key
from ingest.deadlines import deadlines, paused_days, put_off
from ingest.pauses import notation, pauses_of
from ingest.times import Days
from ingest.workdays import WorkCalendar

PATIENT = settings(deadline=None, max_examples=150)
FIRST = date(2024, 4, 15)
# 18/4 Giỗ Tổ; 29/4 off for Saturday 4/5; 30/4 and 1/5.
CALENDAR = WorkCalendar(
    [date(2024, 4, 18), date(2024, 4, 29), date(2024, 4, 30), date(2024, 5, 1)], [date(2024, 5, 4)]
)


@dataclass(frozen=True, slots=True)
class Course:
    """Days as numbers from FIRST; `pauses` in order, the last of which may have no end."""

    due: int | None
    statutory: int
    pauses: tuple[tuple[int, int | None], ...]
    closed: int | None

    def as_known_on(self, day: int) -> Course:
        begun = [pause for pause in self.pauses if pause[0] <= day]
        ended = [(begin, end if end is not None and end <= day else None) for begin, end in begun]
        closed = self.closed if self.closed is not None and self.closed <= day else None
        return Course(self.due, self.statutory, tuple(ended), closed)

    @property
    def deadline(self) -> int:
        received, closed = _days(0), _days(self.closed)
        pauses = pauses_of(_texts(self.pauses)).within(received, closed)
        statutory = np.array([float(self.statutory)])
        first = deadlines(_days(self.due), received, statutory, CALENDAR)
        return int(put_off(first, pauses, CALENDAR).keys[0])

    @property
    def paused(self) -> int:
        pauses = pauses_of(_texts(self.pauses)).within(_days(0), _days(self.closed))
        return int(paused_days(pauses, 1, CALENDAR)[0])

    def overdue_on(self, day: int) -> bool:
        stands = self.closed is None or self.closed > day
        return stands and self.deadline < day_key(FIRST + timedelta(days=day))


def _days(number: int | None) -> Days:
    day = "NaT" if number is None else FIRST + timedelta(days=number)
    return np.array([day], dtype="datetime64[D]")


def _texts(pauses: tuple[tuple[int, int | None], ...]) -> pd.Series:
    stamps = [tuple(pd.Timestamp(_days(end)[0]) for end in pause) for pause in pauses]
    held = [(begin, end) for begin, end in stamps]
    return pd.Series([notation(held) if held else None], dtype=object)


@st.composite
def courses(draw: st.DrawFn) -> Course:
    turns = sorted(draw(st.sets(st.integers(0, 30), max_size=6)))
    pairs = list(zip(turns[::2], turns[1::2], strict=False))
    last = [(turns[-1], None)] if len(turns) % 2 else []
    return Course(
        due=draw(st.none() | st.integers(0, 25)),
        statutory=draw(st.integers(0, 15)),
        pauses=(*pairs, *last),
        closed=draw(st.none() | st.integers(0, 35)),
    )


@PATIENT
@given(course=courses(), day=st.integers(0, 40))
def test_overdue_on_a_past_day_is_what_that_day_could_have_said(course: Course, day: int) -> None:
    """On working days: a request on the Sunday after a Friday's deadline is in time, which on the
    Saturday nobody could know."""
    assume(CALENDAR.working_from(_days(day))[0] == _days(day)[0])
    assert course.overdue_on(day) == course.as_known_on(day).overdue_on(day)


@PATIENT
@given(course=courses())
def test_who_waits_is_not_overdue_unless_it_was_before(course: Course) -> None:
    for begin, end in course.pauses:
        over = min(x for x in (end, course.closed, 40) if x is not None)
        if begin < over:
            assert course.overdue_on(over - 1) == course.overdue_on(begin)


@PATIENT
@given(course=courses())
def test_late_is_what_due_and_paused_working_time_say(course: Course) -> None:
    """The definition: finished on time if by the due day and all the working days paused. Only
    where nothing was left and a pause ended on a day off is the next working day granted."""
    if course.closed is None or course.deadline == WAITING:
        return
    finished = day_key(FIRST + timedelta(days=course.closed))
    statutory = CALENDAR.add(_days(0), np.array([course.statutory]))
    due = statutory if course.due is None else _days(course.due)
    plain = CALENDAR.add(due, np.array([course.paused]))[0]
    late, plainly = finished > course.deadline, finished > day_key(plain.astype(object))
    closed = course.closed
    arrivals = {closed if end is None else min(end, closed) for _, end in course.pauses}
    days_off = {end for end in arrivals if CALENDAR.working_from(_days(end))[0] != _days(end)[0]}
    assert late == plainly or (plainly and days_off)
