"""What the figures mean, on rows few enough to count by hand; on SQLite and on PostgreSQL."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Engine

from data_access.errors import TamNhinError, UnknownFilter
from data_access.selection import By, Channel, Level, Period
from metrics.reading import Reason, Status
from metrics.values import Asked
from tests.integration.rows import (
    YEAR,
    days,
    dossier,
    finished,
    load,
    observation,
    read,
    readings,
    target,
    values,
    village,
)

JUNE = Period.month(202406)
PARTS = ("on_time", "overdue_finished", "overdue_open", "withdrawn", "no_deadline")


def numerators(engine: Engine, period: Period) -> dict[str, float | None]:
    found = readings(engine, "received", *PARTS, period=period)
    return {reading.metric.id: reading.numerator for reading in found}


def test_received_leaves_out_those_only_registered_or_refused(settled: Engine) -> None:
    load(settled, "dossiers", *(dossier(str(state), state=state) for state in range(1, 9)))
    assert read(settled, "received").value == 6
    assert read(settled, "online_submit").denominator == 6


LIVES = (
    finished("in time"),
    finished("on the last day", on="2024-06-10 17:00"),
    finished("an hour late", on="2024-06-10 18:00"),
    finished("weeks late", on="2024-07-15 09:00"),
    finished("late, but paused", on="2024-06-12 09:00", paused_days=2),
    dossier("forgotten"),
    dossier("withdrawn in time", state=8, closed_at="2024-06-05 09:00"),
    dossier("withdrawn too late", state=8, closed_at="2024-07-20 09:00"),
    finished("without a due date", due_at=None),
    dossier("open, without a due date", due_at=None),
    dossier("refused", state=3),
)


PARTS_AT = {
    # The one that was paused is open on 11/6, its deadline put off to 12/6.
    days("2024-06-01", "2024-06-04"): (8, 0, 0, 0, 2),
    days("2024-06-01", "2024-06-10"): (6, 1, 0, 1, 2),
    days("2024-06-01", "2024-06-11"): (3, 1, 3, 1, 2),
    JUNE: (3, 1, 3, 1, 2),
    days("2024-06-01", "2024-07-15"): (3, 2, 2, 1, 2),
    YEAR: (3, 2, 1, 2, 2),
}


def test_every_received_dossier_is_in_exactly_one_part_at_any_periods_end(settled: Engine) -> None:
    load(settled, "dossiers", *LIVES)
    for period, parts in PARTS_AT.items():
        counted = numerators(settled, period)
        assert tuple(counted[part] for part in PARTS) == parts, period
        assert counted["received"] == sum(counted[part] or 0 for part in PARTS) == 10


def test_open_at_the_periods_end_is_on_time_then_and_overdue_later(settled: Engine) -> None:
    load(settled, "dossiers", finished(on="2024-07-15 09:00"))
    assert read(settled, "on_time", days("2024-06-01", "2024-06-09")).value == 1
    assert read(settled, "overdue_open", JUNE).value == 1
    assert read(settled, "overdue_finished", JUNE).value == 0
    assert read(settled, "on_time").value == 0
    assert read(settled, "overdue_finished").value == 1
    assert read(settled, "overdue", JUNE).value == read(settled, "overdue").value == 1


def test_in_hand_past_due_counts_whatever_the_period_received(settled: Engine) -> None:
    load(
        settled,
        "dossiers",
        dossier("1"),
        dossier("2", received_at="2024-12-20", due_at="2024-12-31"),
    )
    december = Period.month(202412)
    assert read(settled, "overdue_now", december).value == 1
    assert read(settled, "overdue_open", december).value == 0
    assert read(settled, "open", december).value == 2
    assert read(settled, "open", JUNE).value == 1
    assert read(settled, "open", Period.month(202405)).value in (0, None)


def test_an_agency_with_nothing_late_has_zero_overdue_beside_one_that_has(
    settled: Engine,
) -> None:
    load(settled, "dossiers", dossier("1"), finished("2", agency_code="TC"))
    for name in ("overdue", "overdue_open"):
        assert values(settled, name, By.AGENCY)["TP"] == 1
        assert values(settled, name, By.AGENCY).get("TC", 0) == 0
    assert values(settled, "overdue", By.AGENCY) == {"TP": 1, "TC": 0}
    assert values(settled, "on_time", By.AGENCY) == {"TP": 0, "TC": 1}


def test_a_dossier_belongs_to_the_evening_that_the_provinces_clocks_show(settled: Engine) -> None:
    load(settled, "dossiers", dossier(received_at="2024-06-30 23:30", due_at="2024-07-08"))
    assert read(settled, "received", JUNE).value == 1
    assert read(settled, "received", days("2024-06-30", "2024-06-30")).value == 1
    assert read(settled, "received", days("2024-07-01", "2024-07-02")).value in (0, None)


def test_nothing_to_divide_by_is_no_data_with_its_reason(settled: Engine) -> None:
    load(settled, "dossiers", finished(on="2024-07-15 09:00"))
    july = read(settled, "online_submit", Period.month(202407))
    assert (july.value, july.status) == (None, Status.NO_DATA)
    assert july.reason is Reason.NOTHING_TO_DIVIDE
    assert july.completeness is None
    assert read(settled, "paid_online").reason is Reason.NOTHING_TO_DIVIDE
    assert read(settled, "median_days", JUNE).reason is Reason.NOTHING_TO_DIVIDE


def test_what_was_never_reported_is_no_data_and_not_zero(settled: Engine) -> None:
    for name in ("received", "on_time", "doc_online", "no_signal", "satisfied", "median_days"):
        reading = read(settled, name)
        assert reading.value is None, name
        assert (reading.status, reading.reason) == (Status.NO_DATA, Reason.NEVER_REPORTED)
        assert reading.as_of is None


def test_on_time_is_no_data_where_no_dossier_has_a_due_date(settled: Engine) -> None:
    load(settled, "dossiers", finished(due_at=None))
    reading = read(settled, "on_time")
    assert (reading.value, reading.reason) == (None, Reason.NO_DEADLINES)


def test_a_filter_that_a_metric_does_not_know_is_no_data(settled: Engine) -> None:
    load(settled, "villages", village())
    assert read(settled, "no_signal", field="Hộ tịch").reason is Reason.NOT_BY_THIS
    assert readings(settled, "no_signal", by=By.AGENCY) == []


def test_states_are_known_as_they_stand_now_only(settled: Engine) -> None:
    load(settled, "dossiers", dossier("1", state=5), dossier("2", state=6), dossier("3"))
    assert read(settled, "waiting").value == 2
    assert read(settled, "in_process").value == 1
    assert read(settled, "waiting", JUNE).reason is Reason.ONLY_NOW


def test_a_period_that_has_not_begun_is_no_data(settled: Engine) -> None:
    load(settled, "dossiers", dossier())
    later = Period.year(2025)
    assert read(settled, "received", later).reason is Reason.NOT_YET
    for by in By:
        assert readings(settled, "received", "overdue", period=later, by=by) == []


def test_totals_by_level_add_up_over_counts(settled: Engine) -> None:
    rows = [
        observation("network_joined", level=level, numerator=above, denominator=below)
        for level, above, below in (("province", 9, 10), ("district", 1, 2), ("commune", 80, 151))
    ]
    load(settled, "observations", *rows)
    whole = read(settled, "network_joined")
    assert (whole.numerator, whole.denominator) == (90, 163)
    assert read(settled, "network_joined", level=Level.DISTRICT).value == 0.5


def test_published_percentages_without_counts_are_never_summed(settled: Engine) -> None:
    rows = [
        observation("portal_fresh", level=level, value=0.5) for level in ("province", "commune")
    ]
    load(settled, "observations", *rows)
    assert read(settled, "portal_fresh", level=Level.COMMUNE).value == 0.5
    assert values(settled, "portal_fresh", By.LEVEL) == {"province": 0.5, "commune": 0.5}
    whole = read(settled, "portal_fresh")
    assert (whole.value, whole.reason) == (None, Reason.ONLY_BY_LEVEL)
    assert read(settled, "portal_fresh", agency="TP").reason is Reason.NEVER_REPORTED


def test_reports_of_events_add_up_and_reports_of_a_state_do_not(settled: Engine) -> None:
    months = [
        {"period_from": f"2024-{month:02}-01", "period_to": f"2024-{month:02}-28"}
        for month in (3, 4)
    ]
    counts = [{"numerator": 10, "denominator": 20}, {"numerator": 30, "denominator": 40}]
    for name in ("satisfied", "network_joined"):
        rows = [observation(name, **month, **of) for month, of in zip(months, counts, strict=True)]
        load(settled, "observations", *rows)
    assert read(settled, "satisfied").denominator == 60
    assert read(settled, "network_joined").denominator == 40


def test_reported_counts_of_events_add_up_without_being_out_of_anything(settled: Engine) -> None:
    for month, count in ((3, 30), (4, 40)):
        span = {"period_from": f"2024-{month:02}-01", "period_to": f"2024-{month:02}-28"}
        load(settled, "observations", observation("petitions", numerator=count, **span))
    assert read(settled, "petitions").value == 70
    april = days("2024-04-01", "2024-04-30")
    assert read(settled, "petitions", april).value == 40


def test_a_quarter_without_any_event_adds_nothing_and_hides_no_other(settled: Engine) -> None:
    quarters = [("2024-01-01", "2024-03-31", 6, 8), ("2024-04-01", "2024-06-30", 0, 0)]
    for code, counted in (("TP", quarters), ("TC", quarters[1:])):
        rows = [
            observation(
                "certified_copies", agency_code=code, period_from=start, period_to=end,
                numerator=above, denominator=below,
            )
            for start, end, above, below in counted
        ]  # fmt: skip
        load(settled, "observations", *rows)
    assert values(settled, "certified_copies", By.AGENCY) == {"TP": 0.75, "TC": None}
    assert read(settled, "certified_copies", agency="TP").denominator == 8
    none = read(settled, "certified_copies", agency="TC")
    assert (none.value, none.reason) == (None, Reason.NOTHING_TO_DIVIDE)
    assert read(settled, "certified_copies").reason is Reason.NEVER_REPORTED


def test_each_level_counts_with_its_own_latest_report(settled: Engine) -> None:
    load(
        settled,
        "observations",
        observation("network_joined", level="province", numerator=9, denominator=10),
        observation(
            "network_joined", level="district", numerator=1, denominator=2, period_to="2024-06-30"
        ),
    )
    assert read(settled, "network_joined").denominator == 12


def test_the_most_specific_target_in_force_holds(settled: Engine) -> None:
    load(settled, "dossiers", *(dossier(code, agency_code=code) for code in ("TP", "DH", "BT")))
    assert read(settled, "online_submit").target == 0.5
    load(settled, "targets", target("online_submit", 0.6))
    load(settled, "targets", target("online_submit", 0.7, level="district"))
    load(settled, "targets", target("online_submit", 0.8, area_code="450"))
    load(settled, "targets", target("online_submit", 0.9, agency_code="DH"))
    assert read(settled, "online_submit").target == 0.6
    assert read(settled, "online_submit", level=Level.DISTRICT).target == 0.7
    assert read(settled, "online_submit", agency="BT").target == 0.7
    assert read(settled, "online_submit", district="450").target == 0.8
    assert read(settled, "online_submit", agency="DH").target == 0.9
    assert read(settled, "online_submit", agency="TP").target == 0.6
    by_agency = readings(settled, "online_submit", by=By.AGENCY)
    assert {r.group.code: r.target for r in by_agency if r.group} == {
        "TP": 0.6,
        "DH": 0.9,
        "BT": 0.7,
    }
    assert read(settled, "online_submit", Period.year(2023)).target == 0.5


def test_an_agency_without_its_own_target_has_that_of_its_area(settled: Engine) -> None:
    load(settled, "targets", target("online_submit", 0.7, level="district"))
    load(settled, "targets", target("online_submit", 0.8, area_code="450"))
    assert read(settled, "online_submit", agency="DH").target == 0.8
    assert read(settled, "online_submit", agency="BT").target == 0.7


def test_of_two_targets_in_force_the_one_that_began_later_holds(settled: Engine) -> None:
    load(settled, "targets", target("online_submit", 0.7, period_from="2024-06-01"))
    load(settled, "targets", target("online_submit", 0.6, period_to="2025-12-31"))
    assert read(settled, "online_submit").target == 0.7


def test_a_miss_is_to_be_watched_from_95_percent_of_the_target(settled: Engine) -> None:
    online = {"TP": 80, "TC": 76, "DH": 75, "BT": 0}
    load(
        settled,
        "dossiers",
        *(
            dossier(f"{code}-{n}", agency_code=code, channel="online" if n < many else "direct")
            for code, many in online.items()
            for n in range(100)
        ),
    )
    load(settled, "targets", target("online_submit", 0.8))
    found = readings(settled, "online_submit", by=By.AGENCY)
    assert {r.group.code: r.status for r in found if r.group} == {
        "TP": Status.MET,
        "TC": Status.WATCH,
        "DH": Status.MISSED,
        "BT": Status.MISSED,
    }


def test_fewer_is_better_where_the_metric_says_so(settled: Engine) -> None:
    load(settled, "villages", *(village(f"v{n}", signal="none") for n in range(20)))
    for wanted, status in ((20, Status.MET), (19, Status.WATCH), (18, Status.MISSED)):
        load(settled, "targets", target("no_signal", wanted))
        assert read(settled, "no_signal").status is status
    assert read(settled, "cut_off").status is Status.MET


def test_the_period_before_is_equally_long(settled: Engine) -> None:
    rows = [
        dossier(f"{month}-{day}", received_at=f"2024-{month:02}-{day:02} 09:00", due_at=None)
        for month in (5, 6)
        for day in range(1, 31, 2)
    ]
    load(settled, "dossiers", *rows)
    assert read(settled, "received", JUNE).previous == 15
    assert read(settled, "received", days("2024-06-11", "2024-06-20")).previous == 5
    assert read(settled, "received", days("2024-06-03", "2024-06-03")).previous is None
    both = days("2024-05-01", "2024-06-30")
    assert read(settled, "received", both).value == 30
    assert read(settled, "received", both).change is None


def test_a_running_year_is_compared_as_far_as_it_has_run(settled: Engine) -> None:
    rows = [
        dossier(day, received_at=day, due_at=None)
        for day in ("2023-12-27", "2023-12-28", "2023-03-01", "2024-12-27")
    ]
    load(settled, "dossiers", *rows)
    reading = read(settled, "received")
    assert (reading.value, reading.previous, reading.last_year) == (1, 2, 2)


def test_what_else_is_asked_does_not_change_a_comparison(settled: Engine) -> None:
    load(settled, "dossiers", finished("1"), finished("2", received_at="2023-06-05"))
    together = readings(settled, "received", "median_days")
    assert together[0].previous == read(settled, "received").previous == 1


def test_a_series_has_one_point_a_month_and_gaps_where_nothing_came(settled: Engine) -> None:
    load(settled, "dossiers", dossier("1"), dossier("2", received_at="2024-04-02"))
    (reading,) = readings(settled, "received", "received", period=JUNE, asked=Asked(months=3))[:1]
    assert [(point.month, point.value) for point in reading.series] == [
        (202404, 1),
        (202405, None),
        (202406, 1),
    ]


def test_medians_are_days_within_which_half_were_finished(settled: Engine) -> None:
    lasting = {
        "0": "2024-06-03 16:00",
        "1": "2024-06-04",
        "2": "2024-06-05",
        "5": "2024-06-10",  # over a weekend
        "10": "2024-06-17",
    }
    load(settled, "dossiers", *(finished(code, on=day) for code, day in lasting.items()))
    assert read(settled, "median_days", JUNE).value == 2
    assert read(settled, "p90_days", JUNE).value == 10
    assert read(settled, "median_days", JUNE).denominator == 5
    part = days("2024-06-02", "2024-06-20")
    assert read(settled, "median_days", part).reason is Reason.WHOLE_MONTHS
    with pytest.raises(TamNhinError, match="tháng tròn"):
        readings(settled, "median_days", by=By.AGENCY, period=part)


def test_completeness_is_the_share_of_agencies_that_reported(settled: Engine) -> None:
    load(settled, "dossiers", dossier("1"), dossier("2", agency_code="DH"))
    assert read(settled, "received").completeness == pytest.approx(2 / 6)
    assert read(settled, "received", level=Level.DISTRICT).completeness == 0.5
    assert read(settled, "received", agency="DH").completeness == 1


def test_a_survey_holds_until_the_next_one_of_its_village(settled: Engine) -> None:
    load(
        settled,
        "villages",
        village(surveyed_on="2023-11-30", signal="none", technology="none", people=90),
        village(surveyed_on="2024-05-31", signal="weak"),
        village("v2", signal="none", has_power=False, has_broadband=False, commune_code="18853"),
    )
    assert read(settled, "no_signal", Period.year(2023)).value == 1
    assert read(settled, "no_signal_people", days("2024-01-01", "2024-05-30")).value == 90
    assert read(settled, "no_signal", days("2024-01-01", "2024-05-31")).value == 0
    assert read(settled, "weak_signal").value == 1
    assert values(settled, "cut_off", By.DISTRICT) == {"450": 1, "455": 0}
    assert values(settled, "cut_off", By.AREA) == {"18853": 1, "19111": 0}
    assert read(settled, "cut_off", area="19111").value == 0


def test_secret_documents_are_in_neither_part_of_a_ratio(settled: Engine) -> None:
    rows = [
        {"code": "1", "direction": "out", "signed": True, "processed_online": True},
        {"code": "2", "direction": "out", "signed": True, "processed_online": True, "secret": True},
        {"code": "3", "direction": "in", "processed_online": False},
    ]
    kept = {"agency_code": "TP", "registered_at": "2024-06-03", "secret": False, "signed": False}
    load(settled, "documents", *({**kept, **row} for row in rows))
    online, signed = readings(settled, "doc_online", "doc_signed")
    assert (online.numerator, online.denominator) == (1, 2)
    assert (signed.numerator, signed.denominator) == (1, 1)


@pytest.mark.parametrize("area", ["44", "455"])
def test_an_area_means_all_that_lies_in_it(settled: Engine, area: str) -> None:
    load(settled, "villages", village(signal="none"))
    load(settled, "dossiers", dossier("1", agency_code="TT"), dossier("2", agency_code="BT"))
    assert read(settled, "no_signal", area=area).value == 1
    assert read(settled, "received", area=area).value == 2


@pytest.mark.parametrize(
    ("filters", "valid"),
    [
        ({"agency": "XX"}, "TT"),
        ({"district": "18853"}, "450"),
        ({"area": "999"}, "19111"),
    ],
)
def test_a_code_that_the_province_does_not_have_is_named_with_the_valid_ones(
    settled: Engine, filters: dict[str, Any], valid: str
) -> None:
    ((name, value),) = filters.items()
    with pytest.raises(UnknownFilter, match=value) as caught:
        read(settled, "received", **filters)
    assert caught.value.name == name
    assert valid in caught.value.valid


def test_filters_of_all_kinds_narrow_together(settled: Engine) -> None:
    load(
        settled,
        "dossiers",
        dossier("1", channel="online", agency_code="DH"),
        dossier("2", channel="online", agency_code="DH", field="Đất đai"),
        dossier("3", agency_code="DH"),
        dossier("4", channel="online", agency_code="HT"),
    )
    chosen: dict[str, Any] = {"channel": Channel.ONLINE, "field": "Hộ tịch", "district": "450"}
    assert read(settled, "received", **chosen).value == 2
    assert read(settled, "received", **chosen, level=Level.DISTRICT).value == 1
    assert values(settled, "received", By.AGENCY, **chosen) == {"DH": 1, "HT": 1}
    with pytest.raises(TamNhinError, match="tháng tròn"):
        read(settled, "received", days("2024-06-03", "2024-06-03"), **chosen)


def test_in_hand_past_due_is_counted_in_a_period_that_received_nothing(settled: Engine) -> None:
    load(settled, "dossiers", dossier("1"), dossier("2", received_at="2024-08-05", due_at=None))
    assert read(settled, "overdue_now", Period.month(202407)).value == 1
    assert read(settled, "overdue_now", Period.month(202408)).value == 1
