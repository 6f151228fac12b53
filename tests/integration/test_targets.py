"""Which target holds where, and plan against actual; on SQLite and on PostgreSQL."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Engine

from config.province import read_province
from config.settings import ROOT
from data_access.cache import SharedCache
from data_access.selection import Level, Period, Selection
from ingest.load import load_frame
from metrics.checkup import check_data
from metrics.desk import Desk
from metrics.plan import Plan, Planned
from metrics.reading import Status
from tests.integration.rows import YEAR, dossier, load, observation, target


def desk(engine: Engine) -> Desk:
    return Desk(engine=engine, province=read_province(ROOT / "config"), cache=SharedCache())


def plan(engine: Engine, period: Period = YEAR, **filters: Any) -> Plan:
    with desk(engine).open() as view:
        return view.plan(Selection(period=period, **filters))


def only(engine: Engine, **filters: Any) -> Planned:
    (row,) = plan(engine, **filters).rows
    return row


def given(*which: str) -> list[dict[str, Any]]:
    every = {
        "province": target("online_submit", 0.50),
        "level": target("online_submit", 0.60, level="commune"),
        "district": target("online_submit", 0.70, area_code="455"),
        "commune": target("online_submit", 0.80, area_code="19111"),
        "agency": target("online_submit", 0.90, agency_code="TT"),
    }
    return [every[name] for name in which]


@pytest.mark.parametrize(
    ("set_for", "value", "own"),
    [
        (("province",), 0.50, False),
        (("province", "level"), 0.60, False),
        (("province", "level", "district"), 0.70, False),
        (("province", "level", "district", "commune"), 0.80, False),
        (("province", "level", "district", "commune", "agency"), 0.90, True),
    ],
)
def test_the_more_specific_target_wins(
    settled: Engine, set_for: tuple[str, ...], value: float, own: bool
) -> None:
    load(settled, "targets", *given(*set_for))
    found = only(settled, agency="TT").target
    assert (found.value, found.own) == (value, own)


def test_a_commune_without_its_own_takes_its_levels(settled: Engine) -> None:
    load(settled, "targets", *given("province", "level"))
    found = only(settled, area="19111").target
    assert (found.value, found.own) == (0.60, False)
    assert found.row is not None
    assert found.row.scope.level == "commune"


def test_a_commune_with_its_own_keeps_it(settled: Engine) -> None:
    load(settled, "targets", *given("province", "level", "commune"))
    assert only(settled, area="19111").target.own
    assert only(settled, area="18853").target.value == 0.60


def test_a_district_does_not_take_what_was_set_for_communes(settled: Engine) -> None:
    load(settled, "targets", *given("province", "level"))
    assert only(settled, district="455").target.value == 0.50
    assert only(settled, level=Level.PROVINCE).target.value == 0.50


def test_every_target_stands_against_its_own_unit(settled: Engine) -> None:
    load(
        settled,
        "dossiers",
        dossier("1", agency_code="TP", channel="online"),
        dossier("2", agency_code="TP"),
        dossier("3", agency_code="TT"),
        dossier("4", agency_code="DH", channel="online"),
    )
    load(settled, "targets", *given("province", "level", "district", "commune", "agency"))
    found = {row.target.value: row for row in plan(settled).rows}
    actual = {value: row.reading.value for value, row in found.items() if row.reading}
    assert actual == {0.50: 0.5, 0.60: 0.0, 0.70: 0.0, 0.80: 0.0, 0.90: 0.0}
    assert found[0.50].status is Status.MET
    assert found[0.60].gap is not None
    assert found[0.60].gap.rows == 1


def test_attained_not_yet_and_no_data_worst_first(settled: Engine) -> None:
    load(settled, "dossiers", dossier("1", channel="online"), dossier("2"))
    load(settled, "observations", observation("satisfied", numerator=95, denominator=100))
    load(
        settled,
        "targets",
        target("satisfied", 0.9),
        target("online_submit", 0.9),
        target("households_fibre", 0.8),
    )
    (rows,) = plan(settled).by_decision().values()
    assert [row.status for row in rows] == [Status.MISSED, Status.NO_DATA, Status.MET]
    assert plan(settled).by_decision(Status.MET) == {rows[2].decision: [rows[2]]}


def test_a_target_is_measured_over_its_own_period(settled: Engine) -> None:
    load(settled, "dossiers", dossier("1"), dossier("2", received_at="2024-12-02 08:00"))
    load(settled, "targets", target("online_submit", 0.9))
    december, june = plan(settled, Period.month(202412)), plan(settled, Period.month(202406))
    assert [row.reading.denominator for row in december.rows if row.reading] == [2]
    assert [row.reading.denominator for row in june.rows if row.reading] == [1]
    assert june.rows[0].period == Period(start=date(2024, 1, 1), end=date(2024, 6, 30))
    assert june.rows[0].pace is None


def test_the_pace_is_about_the_working_days_that_are_left(settled: Engine) -> None:
    load(settled, "dossiers", dossier("1", channel="online"), dossier("2"))
    load(settled, "targets", target("online_submit", 0.9))
    found = only(settled).pace
    assert found is not None
    assert found.days == 3  # Friday 27, Monday 30 and Tuesday 31 December


def test_a_target_of_an_unknown_metric_is_named(settled: Engine) -> None:
    load(settled, "targets", target("on_tme", 0.9), target("online_submit", 0.9))
    found = plan(settled)
    assert found.unknown == ("on_tme",)
    assert [row.metric.id for row in found.rows] == ["online_submit"]


def test_targets_of_other_years_are_not_in_force(settled: Engine) -> None:
    load(settled, "targets", target("online_submit", 0.9))
    assert plan(settled, Period.year(2023)).rows == ()


def test_check_names_a_target_of_an_unknown_metric_and_what_was_meant(settled: Engine) -> None:
    load(settled, "targets", target("on_tme", 0.9), target("on_time", 0.9, area_code="19111"))
    (said,) = findings(settled)
    assert "'on_tme'" in said
    assert "'on_time'" in said


def test_check_names_a_target_of_a_unit_that_had_ended(settled: Engine) -> None:
    ended = {"code": "X", "name": "Phòng X", "level": "district", "valid_to": "2023-06-30"}
    load(settled, "agencies", ended)
    load(settled, "targets", target("on_time", 0.9, agency_code="X"))
    (said,) = findings(settled)
    assert "Phòng X" in said
    assert "30/06/2023" in said


def findings(engine: Engine) -> list[str]:
    with desk(engine).open() as view:
        return [each.vi for each in check_data(view) if each.about == "targets"]


def test_a_target_of_a_unit_that_never_was_does_not_pass_the_load(settled: Engine) -> None:
    unknown = pd.DataFrame([target("on_time", 0.9, agency_code="XX")])
    report = load_frame(settled, "targets", unknown, source="targets")
    assert (report.inserted, report.quarantined) == (0, 1)
