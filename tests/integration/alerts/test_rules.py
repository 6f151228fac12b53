"""Each kind of rule: what raises it, what keeps it, and what it does not judge."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine

from config.alerts import Kind, Measured, Side
from tests.integration.alerts.watching import (
    NOW,
    alerts,
    conditions,
    incident,
    look,
    rule,
    set_time,
    settings,
)
from tests.integration.rows import dossier, finished, load, target, village

ON_TIME = rule(
    Kind.THRESHOLD,
    metric="on_time",
    by="agency",
    window_days=30,
    side=Side.BELOW,
    measured=Measured.PERCENT,
    limit=0.8,
    dead_band=0.1,
    minimum_volume=4,
)
FALLS = rule(
    Kind.CHANGE,
    metric="received",
    window_days=7,
    side=Side.FALL,
    measured=Measured.PERCENT,
    limit=0.4,
    dead_band=0.2,
    minimum_volume=5,
)
SOURCE = rule(Kind.SOURCE, measured=Measured.TIMES, limit=6.0, in_office_hours=True, name="late")
PETITIONS = rule(Kind.PETITION, measured=Measured.COUNT, limit=1.0, past_due_days=5)
VILLAGES = rule(Kind.VILLAGE, measured=Measured.COUNT, limit=0.0)
TARGETS = rule(Kind.TARGET, measured=Measured.PERCENT, limit=0.8)


def received(count: int, day: str, name: str = "") -> list[dict[str, object]]:
    return [
        dossier(f"{name}{day}-{n}", received_at=f"{day} 08:00", due_at=f"{day} 17:00", **DONE)
        for n in range(count)
    ]


DONE = {"state": 9, "finished_at": "2024-12-26 09:00"}


def share(engine: Engine, late: int, in_time: int) -> None:
    """Of a department in December."""
    rows = [finished(f"l{n}", on="2024-12-20 09:00", **_in("2024-12-16")) for n in range(late)]
    rows += [finished(f"t{n}", on="2024-12-17 09:00", **_in("2024-12-16")) for n in range(in_time)]
    load(engine, "dossiers", *rows)


def _in(day: str) -> dict[str, str]:
    return {"received_at": f"{day} 08:00", "due_at": "2024-12-18 17:00"}


def test_a_metric_beyond_its_limit_says_which_unit_by_how_much_and_of_how_many(
    settled: Engine,
) -> None:
    share(settled, late=2, in_time=3)
    found = conditions(settled, settings(ON_TIME))["agency:TP"]
    assert (found.alarm, found.value, found.numerator, found.denominator) == (True, 0.6, 3, 5)
    assert found.text == (
        "Sở Tư pháp: Giải quyết đúng và trước hạn 60,0 % trong 30 ngày, dưới 80,0 %"
    )
    assert found.text_en.startswith("Sở Tư pháp: ")
    assert "60.0% in 30 days, below 80.0%" in found.text_en


def test_fewer_rows_than_the_minimum_are_not_judged(settled: Engine) -> None:
    share(settled, late=2, in_time=1)
    assert conditions(settled, settings(ON_TIME))["agency:TP"].alarm is False


def test_what_stands_is_let_go_only_beyond_the_dead_band(settled: Engine) -> None:
    share(settled, late=2, in_time=3)
    look(settled, settings(ON_TIME))
    within = [finished(f"m{n}", on="2024-12-17 09:00", **_in("2024-12-16")) for n in range(8)]
    load(settled, "dossiers", *within)  # 11 of 13: 84.6 %
    assert conditions(settled, settings(ON_TIME))["agency:TP"].alarm is True
    more = [finished(f"n{n}", on="2024-12-17 09:00", **_in("2024-12-16")) for n in range(8)]
    load(settled, "dossiers", *more)  # 19 of 21: 90.5 %
    assert conditions(settled, settings(ON_TIME))["agency:TP"].alarm is False


def test_today_of_which_only_a_part_has_come_is_not_counted(settled: Engine) -> None:
    load(settled, "dossiers", *received(10, "2024-12-16"), *received(10, "2024-12-23"))
    assert conditions(settled, settings(FALLS))[""].value == 0.0
    load(settled, "dossiers", *(each | {"state": 4, "finished_at": None}
                                for each in received(30, "2024-12-27")))  # fmt: skip
    assert conditions(settled, settings(FALLS))[""].value == 0.0


def test_a_fall_against_as_many_days_before_is_told_with_both_values(settled: Engine) -> None:
    load(settled, "dossiers", *received(10, "2024-12-16"), *received(4, "2024-12-23"))
    found = conditions(settled, settings(FALLS))[""]
    assert (found.alarm, round(found.value or 0, 3)) == (True, -0.6)
    assert found.text == ("Toàn tỉnh: Hồ sơ tiếp nhận giảm 60,0 % so với 7 ngày trước đó (10 → 4)")


def test_a_fall_from_a_handful_is_none(settled: Engine) -> None:
    load(settled, "dossiers", *received(4, "2024-12-16"), *received(1, "2024-12-23"))
    assert conditions(settled, settings(FALLS))[""].alarm is False


def test_a_source_is_late_in_office_hours_and_days_off_do_not_count(settled: Engine) -> None:
    set_time(settled, datetime(2024, 12, 27, 9))
    load(settled, "dossiers", dossier(received_at="2024-12-27 09:00", due_at="2024-12-30 17:00"))
    of = settings(SOURCE)  # 6 times 10 minutes

    def alarm(day: int, hour: int, minute: int = 0) -> bool | None:
        return conditions(settled, of, datetime(2024, 12, day, hour, minute))[
            "source:one_stop"
        ].alarm

    assert alarm(27, 9, 59) is False
    assert alarm(27, 10, 1) is True
    assert alarm(27, 22) is None
    assert alarm(28, 10) is None  # a Saturday
    weekend = conditions(settled, of, datetime(2024, 12, 30, 8))["source:one_stop"]
    assert weekend.value == pytest.approx((15 + 8) * 6)  # the rest of Friday, and Monday


def test_a_serious_incident_is_open_until_it_is_closed(settled: Engine) -> None:
    load(settled, "incidents", incident(), incident("SC-2", "2024-12-27 07:30"))
    found = conditions(settled, settings())["agency:TP"]
    assert (found.alarm, found.value, found.numerator) == (True, 1.0, 2)
    assert found.text == "Sở Tư pháp: Mã độc (+1), từ 07:00 27/12, 1 giờ chưa khắc phục"
    closed = {"closed_at": "2024-12-27 07:50"}
    load(settled, "incidents", incident(**closed), incident("SC-2", "2024-12-27 07:30", **closed))
    assert conditions(settled, settings()) == {}


def test_a_lesser_incident_is_another_rules(settled: Engine) -> None:
    load(settled, "incidents", incident(severity="low"))
    assert conditions(settled, settings()) == {}


def test_petitions_past_due_are_counted_by_who_must_answer(settled: Engine) -> None:
    rows = [
        {
            "code": f"p{n}",
            "agency_code": "DH",
            "received_at": "2024-12-01 08:00",
            "due_at": due,
            "answered_at": answered,
        }
        for n, (due, answered) in enumerate(
            [
                ("2024-12-13 17:00", None),
                ("2024-12-16 17:00", None),
                ("2024-12-24 17:00", None),  # not yet for long enough
                ("2024-12-13 17:00", "2024-12-20 09:00"),
            ]
        )
    ]
    load(settled, "petitions", *rows)
    found = conditions(settled, settings(PETITIONS))
    assert {key: (each.value, each.alarm) for key, each in found.items()} == {
        "agency:DH": (2, True)
    }
    assert found["agency:DH"].text.endswith("2 phản ánh quá hạn trả lời hơn 5 ngày")


def test_a_village_that_has_lost_its_signal_is_told_and_one_that_never_had_it_is_not(
    settled: Engine,
) -> None:
    load(
        settled,
        "villages",
        village("v1", surveyed_on="2024-05-31"),
        village("v2", surveyed_on="2024-05-31", signal="none", technology="none"),
    )
    load(
        settled,
        "villages",
        village("v1", signal="none", technology="none"),
        village("v2", signal="none", technology="none"),
    )
    found = conditions(settled, settings(VILLAGES))
    assert list(found) == ["area:19111"]
    assert (found["area:19111"].value, found["area:19111"].denominator) == (1, 100)
    assert "(Bản v1)" in found["area:19111"].text
    before = conditions(settled, settings(VILLAGES), datetime(2024, 11, 29, 8))
    assert before == {}


def test_a_target_that_the_forecast_sees_missed_is_told_with_what_it_foresees(
    settled_sqlite: str,
) -> None:
    from data_access.engine import make_engine

    engine = make_engine(settled_sqlite)
    first = datetime(2024, 1, 1)
    days = [first + timedelta(days=n) for n in range(0, 355, 2)]
    load(
        engine,
        "dossiers",
        *(
            finished(
                f"{day:%m%d}-{n}",
                on=f"{day + timedelta(days=1):%Y-%m-%d} 09:00",
                received_at=f"{day:%Y-%m-%d} 08:00",
                due_at=f"{day + timedelta(days=3):%Y-%m-%d} 17:00",
                channel="online" if n == 0 else "direct",
            )
            for day in days
            for n in range(4)
        ),
    )
    load(engine, "targets", target("online_submit", 0.9), target("on_time", 0.5))
    found = conditions(engine, settings(TARGETS))
    told = {key.split("/")[0]: each for key, each in found.items()}
    assert told["target:online_submit"].alarm is True
    assert told["target:on_time"].alarm is False
    assert "mục tiêu 90,0 %" in told["target:online_submit"].text
    of_one = conditions(engine, settings(replace(TARGETS, metric="on_time")))
    assert [key.split("/")[0] for key in of_one] == ["target:on_time"]
    engine.dispose()


def test_a_rule_that_cannot_be_worked_out_keeps_no_other_from_it(settled: Engine) -> None:
    load(settled, "incidents", incident())
    broken = replace(ON_TIME, name="broken", metric="on_tme")
    assert look(settled, settings(broken, rule())).raised
    assert [each.rule for each in alerts(settled, settings()).standing] == ["a_rule"]
    assert NOW.hour == 8
