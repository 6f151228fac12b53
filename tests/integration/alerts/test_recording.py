"""What conditions make of alerts, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from threading import Thread

from sqlalchemy import Engine, func, select

from config.alerts import Kind, Measured, Priority, Side
from data_access.alerts.machine import State
from data_access.engine import reading, writing
from data_access.schema import alert_watch, dataset
from data_access.schema import alerts as rows_of_alerts
from data_access.scope import Bound, Scope
from ingest.alerts.recording import record
from metrics.alerts.evaluate import evaluate_rules
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
    rule,
    settings,
)
from tests.integration.rows import load

# Of the whole province.
FEW_CAME = rule(
    Kind.THRESHOLD,
    name="whole",
    metric="incidents",
    side=Side.BELOW,
    measured=Measured.COUNT,
    limit=2.0,
    window_days=7,
)
CLOSED = {"closed_at": "2024-12-27 08:20"}
OF = settings()


def versions(engine: Engine) -> tuple[int, int]:
    with reading(engine) as connection:
        row = connection.execute(select(dataset)).one()
    return row.version, row.alerts_version


def test_an_alert_is_raised_once_however_often_it_is_looked_at(settled: Engine) -> None:
    load(settled, "incidents", incident())
    assert len(look(settled, OF).raised) == 1
    assert look(settled, OF, NOW + MINUTE).raised == ()
    found = only(settled, OF)
    assert (found.state, found.agency) == (State.UNACKNOWLEDGED, "TP")
    assert events(settled) == [("raised", "")]


def test_a_look_moves_the_version_of_alerts_and_not_that_of_data(settled: Engine) -> None:
    load(settled, "incidents", incident())
    data, before = versions(settled)
    look(settled, OF)
    assert versions(settled) == (data, before + 1)


def test_nobody_is_told_before_the_delay_has_passed(settled: Engine) -> None:
    load(settled, "incidents", incident())
    of = settings(rule(delay=10 * MINUTE))
    assert look(settled, of).raised == ()
    assert alerts(settled, of).standing == ()
    assert look(settled, of, NOW + 9 * MINUTE).raised == ()
    assert len(look(settled, of, NOW + 10 * MINUTE).raised) == 1


def test_what_goes_within_its_delay_leaves_no_trace(settled: Engine) -> None:
    load(settled, "incidents", incident(**CLOSED))
    of = settings(rule(delay=HOUR))
    look(settled, of)
    look(settled, of, NOW + 30 * MINUTE)
    with reading(settled) as connection:
        assert connection.scalar(select(func.count()).select_from(rows_of_alerts)) == 0


def test_what_clears_unacknowledged_stands_until_somebody_has_seen_it(settled: Engine) -> None:
    load(settled, "incidents", incident(**CLOSED))
    look(settled, OF)
    assert look(settled, OF, NOW + 30 * MINUTE).cleared
    assert only(settled, OF).state is State.RETURNED
    office(settled, OF).acknowledge(act(only(settled, OF)))
    assert alerts(settled, OF).standing == ()


def test_a_new_condition_after_the_end_is_a_new_alert(settled: Engine) -> None:
    load(settled, "incidents", incident(**CLOSED))
    look(settled, OF)
    first = only(settled, OF)
    office(settled, OF).acknowledge(act(first))
    look(settled, OF, NOW + 30 * MINUTE)
    load(settled, "incidents", incident("SC-2", "2024-12-27 08:40"))
    look(settled, OF, NOW + 50 * MINUTE)
    assert only(settled, OF).id != first.id


def test_an_alert_of_a_rule_that_is_gone_returns_and_says_why(settled: Engine) -> None:
    load(settled, "incidents", incident())
    look(settled, OF)
    without = replace(OF, rules=(rule(name="another", severity="low"),))
    assert look(settled, without, NOW + MINUTE).cleared
    with desk(settled, OF).open() as view:
        episode = view.alert_episode(only(settled, OF).id)
    assert episode.events[-1].note == "Luật không còn trong cấu hình"


def test_an_alert_of_a_rule_that_was_not_looked_at_is_left_alone(settled: Engine) -> None:
    load(settled, "incidents", incident(**CLOSED))
    look(settled, OF)
    with desk(settled, OF).open() as view:
        nothing = evaluate_rules(view, (), {})
        places = view.snap.places
    assert record(settled, OF, places, nothing).cleared == ()
    assert only(settled, OF).state is State.UNACKNOWLEDGED


def test_an_older_look_that_comes_late_changes_nothing(settled: Engine) -> None:
    load(settled, "incidents", incident(**CLOSED))
    with desk(settled, OF).open() as view:
        older = evaluate_rules(view, OF.rules, {})
        places = view.snap.places
    look(settled, OF, NOW + 30 * MINUTE)
    assert record(settled, OF, places, older).skipped
    assert alerts(settled, OF).standing == ()


def test_two_that_look_at_once_raise_one_alert(settled: Engine) -> None:
    load(settled, "incidents", incident())
    look(settled, settings(rule(name="another", severity="low")))
    looks = [Thread(target=look, args=(settled, OF)) for _ in range(2)]
    for each in looks:
        each.start()
    for each in looks:
        each.join()
    assert len(alerts(settled, OF).standing) == 1


def test_since_when_it_is_watched_begins_anew_after_a_gap(settled: Engine) -> None:
    assert alerts(settled, OF).watch.broken
    look(settled, OF)
    look(settled, OF, NOW + MINUTE)
    watch = alerts(settled, OF).watch
    assert not watch.broken
    assert watch.since is not None
    assert watch.evaluated_at == watch.since + MINUTE
    with writing(settled) as connection:
        w = alert_watch.c
        last = connection.scalar(select(w.evaluated_real))
        assert last is not None
        connection.execute(alert_watch.update().values(evaluated_real=last - timedelta(minutes=3)))
    assert alerts(settled, OF).watch.broken
    look(settled, OF, NOW + 5 * MINUTE)
    again = alerts(settled, OF).watch
    assert again.since == again.evaluated_at


def test_gravest_first_and_what_nobody_has_seen_before_what_somebody_has(settled: Engine) -> None:
    load(
        settled,
        "incidents",
        incident("a", agency_code="TP"),
        incident("b", agency_code="DH"),
        incident("c", agency_code="TC", severity="low"),
    )
    low = rule(name="low", severity="low", priority=Priority.NORMAL)
    of = settings(low, rule())
    look(settled, of)
    first = alerts(settled, of).gravest
    assert first is not None
    office(settled, of).acknowledge(act(first))
    found = alerts(settled, of)
    assert [(each.rule, each.unseen) for each in found.standing] == [
        ("a_rule", True),
        ("a_rule", False),
        ("low", True),
    ]
    assert found.gravest == found.standing[0]


def test_scope_binds_alerts_as_it_binds_all_else(settled: Engine) -> None:
    load(
        settled,
        "incidents",
        incident("a", agency_code="TP"),
        incident("b", agency_code="DH"),
        incident("c", agency_code="HT"),
        incident("d", "2024-12-26 08:00", severity="low"),
    )
    of = settings(rule(), FEW_CAME)
    look(settled, of)

    def seen(scope: Scope | None = None, **filters: str) -> list[str]:
        found = alerts(settled, of, scope or Scope(), **filters)
        return sorted(each.about for each in found.standing)

    assert seen() == ["", "agency:DH", "agency:HT", "agency:TP"]
    assert seen(Scope(bound=Bound.AGENCY, code="TP")) == ["agency:TP"]
    assert seen(Scope(bound=Bound.DISTRICT, code="450")) == ["agency:DH", "agency:HT"]
    assert seen(Scope(bound=Bound.COMMUNE, code="18853")) == ["agency:HT"]
    assert seen(district="450") == ["agency:DH", "agency:HT"]
    assert seen(agency="TP") == ["agency:TP"]
    assert seen(level="commune") == ["agency:HT"]
