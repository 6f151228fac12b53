"""What people do about an alert, and what they cannot."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine

from data_access.alerts.history import HistoryAsked
from data_access.alerts.machine import State
from data_access.alerts.standing import Alert, UnknownAlert
from data_access.errors import TamNhinError
from data_access.selection import Period, Selection
from ingest.alerts.acting import Act, NotNow, Office
from tests.integration.alerts.watching import (
    HOUR,
    MINUTE,
    NOW,
    act,
    alerts,
    desk,
    events,
    incident,
    look,
    office,
    only,
    set_time,
    settings,
)
from tests.integration.rows import load

OF = settings()


@pytest.fixture
def raised(settled: Engine) -> Engine:
    load(settled, "incidents", incident(closed_at="2024-12-27 12:00"))
    look(settled, OF)
    return settled


def test_who_acknowledges_is_kept_with_the_note(raised: Engine) -> None:
    set_time(raised, NOW + 7 * MINUTE)
    office(raised, OF).acknowledge(act(only(raised, OF), "đã gọi đội ứng cứu"))
    found = only(raised, OF)
    assert (found.state, found.acknowledged_by) == (State.ACKNOWLEDGED, "Lan")
    assert found.note == "đã gọi đội ứng cứu"
    assert events(raised) == [("raised", ""), ("acknowledged", "Lan")]


def test_of_two_who_acknowledge_the_second_is_told_who_was_first(raised: Engine) -> None:
    alert = only(raised, OF)
    office(raised, OF).acknowledge(act(alert))
    with pytest.raises(NotNow, match="Lan"):
        office(raised, OF).acknowledge(act(alert, who="Bình"))
    assert len(events(raised)) == 2


def test_an_alert_is_assigned_to_an_agency_with_a_due_time(raised: Engine) -> None:
    office(raised, OF).assign(act(only(raised, OF)), agency="TC", due=NOW + 5 * HOUR)
    found = only(raised, OF)
    assert (found.assigned_to, found.state) == ("TC", State.UNACKNOWLEDGED)
    assert found.due_at == datetime(2024, 12, 27, 6)  # UTC
    assert not found.overdue(found.due_at)
    assert found.overdue(found.due_at + MINUTE)


def test_what_is_shelved_is_silent_and_comes_back_at_its_end(raised: Engine) -> None:
    office(raised, OF).shelve(act(only(raised, OF), "bảo trì"), until=NOW + HOUR)
    assert only(raised, OF).state is State.SHELVED
    assert alerts(raised, OF).gravest is None
    assert look(raised, OF, NOW + 59 * MINUTE).raised == ()
    assert len(look(raised, OF, NOW + HOUR).raised) == 1
    assert only(raised, OF).state is State.UNACKNOWLEDGED
    assert events(raised)[1:] == [("shelved", "Lan"), ("unshelved", ""), ("raised_again", "")]


def test_shelving_can_be_ended_by_hand_and_says_by_whom(raised: Engine) -> None:
    office(raised, OF).shelve(act(only(raised, OF), "bảo trì"), until=NOW + HOUR)
    office(raised, OF).unshelve(act(only(raised, OF), who="Bình"))
    assert only(raised, OF).state is State.UNACKNOWLEDGED
    assert events(raised)[2:] == [("unshelved", "Bình"), ("raised_again", "")]


Wrong = Callable[[Office, Alert], object]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (lambda o, a: o.shelve(act(a, "x"), until=NOW), "08:00 27/12/2024 đã qua"),
        (lambda o, a: o.shelve(act(a, "x"), until=NOW + timedelta(days=8)), "muộn nhất"),
        (lambda o, a: o.shelve(act(a, " "), until=NOW + HOUR), "chưa ghi lý do"),
        (lambda o, a: o.assign(act(a), agency="XX", due=NOW + HOUR), "'XX'"),
        (lambda o, a: o.assign(act(a), agency="TC", due=NOW - HOUR), "đã qua"),
        (lambda o, a: o.acknowledge(act(a, "x" * 501)), "501 ký tự"),
        (lambda o, a: o.acknowledge(act(a, who=" ")), "Người xử lý: chưa ghi"),
        (lambda o, a: o.acknowledge(act(a, who="x" * 121)), "121 ký tự"),
        (lambda o, a: o.unshelve(act(a)), "trạng thái khác"),
    ],
)
def test_what_cannot_be_right_is_named_and_not_written(
    raised: Engine, wrong: Wrong, said: str
) -> None:
    before = only(raised, OF)
    with pytest.raises(TamNhinError) as told:
        wrong(office(raised, OF), before)
    assert said in told.value.vi
    assert (only(raised, OF), len(events(raised))) == (before, 1)


def test_an_alert_that_there_is_not_is_named(raised: Engine) -> None:
    with pytest.raises(UnknownAlert, match="4711"):
        office(raised, OF).acknowledge(Act(alert=4711, who="Lan", note=""))


def test_what_is_over_cannot_be_acted_on(raised: Engine) -> None:
    alert = only(raised, OF)
    office(raised, OF).acknowledge(act(alert))
    look(raised, OF, NOW + 5 * HOUR)
    with pytest.raises(NotNow):
        office(raised, OF).assign(act(alert), agency="TC", due=NOW + 9 * HOUR)


def test_the_history_tells_how_long_it_took_to_acknowledge_and_to_clear(raised: Engine) -> None:
    set_time(raised, NOW + 7 * MINUTE)
    office(raised, OF).acknowledge(act(only(raised, OF)))
    look(raised, OF, NOW + 5 * HOUR)
    with desk(raised, OF).open() as view:
        found = view.alert_history(HistoryAsked(), Selection(period=Period.year(2024)))
        before = view.alert_history(HistoryAsked(), Selection(period=Period.year(2023)))
        other = view.alert_history(HistoryAsked(rule="x"), Selection(period=Period.year(2024)))
    assert (found.count, found.to_acknowledge, found.to_clear) == (1, 7 * MINUTE, 5 * HOUR)
    assert [each.what for each in found.episodes[0].events] == ["raised", "acknowledged", "cleared"]
    assert (before.count, before.to_clear, other.count) == (0, None, 0)
