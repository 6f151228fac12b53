"""Promises on a line of months, and as they stood at the end of another one."""

from __future__ import annotations

from datetime import date

from components.chart_note import ChartNote
from components.look import Look
from components.promise_timeline import TimelineLane, TimelineMark, timeline_figure
from data_access.commitments import Commitment, Seen
from metrics.commitments.board import Promise
from metrics.commitments.state import outcome
from metrics.commitments.states import State
from metrics.commitments.timeline import MOST_LANES, MOST_MARKS, LaneOf, as_of, lanes
from wording.words import Words

TODAY = date(2024, 12, 27)
LOOK = Look(words=Words("vi"), theme="light", size="desk")
NOTE = ChartNote(title="", filters="", source="", as_of="", demo=False)


def promise(
    village: str, planned: date, *surveys: tuple[date, bool], operator: str = "VNPT",
    decision: str = "1/QĐ",
) -> Promise:  # fmt: skip
    seen = tuple(Seen(day=day, lacks=lacks) for day, lacks in surveys)
    of = Commitment(
        village=village, name=village, commune="19111", longitude=106, latitude=17, people=100,
        planned_on=planned, operator=operator, decision=decision, seen=seen,
    )  # fmt: skip
    return Promise(of=of, outcome=outcome(planned, seen, TODAY))


MAY, NOVEMBER = date(2024, 5, 31), date(2024, 11, 30)
LATE = promise("late", date(2024, 3, 31), (MAY, True), (NOVEMBER, True))
KEPT = promise("kept", date(2024, 3, 15), (MAY, False))
DONE_LATE = promise("done late", date(2024, 3, 20), (MAY, True), (NOVEMBER, False), operator="FPT")


def test_every_promise_stands_once_in_its_month_and_what_is_late_at_the_foot() -> None:
    [vnpt, fpt] = lanes([KEPT, LATE, DONE_LATE], LaneOf.OPERATOR)
    assert [(each.promise.of.village, each.place) for each in vnpt.placed] == [
        ("late", 0),
        ("kept", 1),
    ]
    assert (vnpt.name, fpt.name) == ("VNPT", "FPT")
    assert {each.month for each in (*vnpt.placed, *fpt.placed)} == {202403}
    [decision] = lanes([KEPT, LATE, DONE_LATE], LaneOf.DECISION)
    assert (decision.name, len(decision.placed)) == ("1/QĐ", 3)


def test_of_hundreds_none_is_lost() -> None:
    many = [
        promise(f"{at}", date(2024, 1 + at % 3, 15), decision=f"{at % 14}/QĐ") for at in range(600)
    ]
    found = lanes(many, LaneOf.DECISION)
    assert len(found) == MOST_LANES
    assert found[-1].name == ""
    assert sum(len(lane.placed) + sum(lane.more.values()) for lane in found) == len(many)
    assert max(lane.highest for lane in found) == MOST_MARKS


def test_a_promise_stood_otherwise_before_the_survey_that_found_it() -> None:
    def then(day: date) -> list[State]:
        return [each.state for each in as_of([LATE, KEPT, DONE_LATE], day)]

    assert then(date(2024, 2, 29)) == [State.DUE, State.DUE, State.DUE]
    assert then(date(2024, 4, 30)) == [State.UNKNOWN, State.UNKNOWN, State.UNKNOWN]
    assert then(MAY) == [State.LATE, State.KEPT, State.LATE]
    assert then(NOVEMBER) == [State.LATE, State.KEPT, State.KEPT_LATE]


def test_marks_of_a_month_never_cover_one_another_or_another_month() -> None:
    marks = [
        TimelineMark(month=month, place=place, state=State.DUE, name="", said="")
        for month in (202401, 202402, 202612)
        for place in range(7)
    ]
    drawn = timeline_figure(
        [TimelineLane(name="A", marks=marks), TimelineLane(name="B", marks=marks[:3])],
        now=(202406, 0.5, ""),
        look=LOOK,
        note=NOTE,
    )
    places = [xy for trace in drawn.data for xy in zip(trace.x, trace.y, strict=True)]
    assert len(set(places)) == len(places) == len(marks) + 3
    assert {round(x) for x, _ in places} == {0, 1, 35}
    assert drawn.layout.shapes[-1].x0 == 5
