"""What agencies report stands beside what their rows give, and never in its place."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from click.testing import CliRunner
from sqlalchemy import Engine

from api.figures import figure_json
from cli import main
from config.province import Tolerance
from data_access.cache import SharedCache
from data_access.selection import By, Channel, Level, Selection
from data_access.snapshot import snapshot
from metrics.catalogue import metric
from metrics.checkup import check_data
from metrics.comparisons import PERIODS, Comparison, comparisons
from metrics.desk import Desk
from metrics.evaluate import evaluate
from metrics.reading import Agreement, Reconciliation
from tests.integration.rows import (
    YEAR,
    days,
    dossier,
    load,
    observation,
    province,
    read,
    readings,
    village,
)

JUNE = days("2024-06-01", "2024-06-30")
IN_JUNE = {"period_from": "2024-06-01", "period_to": "2024-06-30"}


def hundred(engine: Engine, online: int = 80, agency: str = "TP", month: int = 6) -> None:
    """A hundred dossiers of one agency, so many of them online."""
    rows = [
        dossier(
            f"{agency}-{month}-{n}", agency_code=agency, received_at=f"2024-{month:02d}-03 08:00",
            channel="online" if n < online else "direct",
        )
        for n in range(100)
    ]  # fmt: skip
    load(engine, "dossiers", *rows)


def reported(engine: Engine, name: str = "online_submit", **columns: Any) -> None:
    load(engine, "observations", observation(name, reported_by="Sở Tư pháp", **columns))


def beside(engine: Engine, name: str = "online_submit", **asked: Any) -> Reconciliation:
    found = read(engine, name, **asked).reconciliation
    assert found is not None
    return found


def test_a_report_within_tolerance_is_reconciled_and_the_figure_stays_its_own(
    settled: Engine,
) -> None:
    hundred(settled)
    reported(settled, value=0.804, **IN_JUNE)
    reading = read(settled, "online_submit", JUNE)
    found = reading.reconciliation
    assert reading.value == 0.8
    assert found is not None
    assert (found.state, found.reported) == (Agreement.RECONCILED, 0.804)
    assert round(found.difference or 0, 6) == -0.004
    assert found.reported_by == ("Sở Tư pháp",)


def test_a_report_farther_apart_is_unreconciled_until_it_is_corrected(settled: Engine) -> None:
    hundred(settled)
    reported(settled, value=0.85, **IN_JUNE)
    assert beside(settled, period=JUNE).state is Agreement.UNRECONCILED
    assert read(settled, "online_submit", JUNE).value == 0.8
    reported(settled, value=0.801, **IN_JUNE)
    assert beside(settled, period=JUNE).state is Agreement.RECONCILED


def test_equal_percentages_of_other_counts_are_unreconciled(settled: Engine) -> None:
    hundred(settled)
    reported(settled, numerator=40, denominator=50, **IN_JUNE)
    found = beside(settled, period=JUNE)
    assert (found.reported, found.counts_agree) == (0.8, False)
    assert found.state is Agreement.UNRECONCILED


def test_a_report_that_disagrees_with_its_own_counts_is_flagged(settled: Engine) -> None:
    hundred(settled)
    reported(settled, value=0.8, numerator=80, denominator=99, **IN_JUNE)
    found = beside(settled, period=JUNE)
    assert (found.state, found.reported) == (Agreement.UNRECONCILED, 0.8)
    assert found.own_counts == 80 / 99


def test_rounding_of_a_published_percentage_is_no_disagreement_with_its_counts(
    settled: Engine,
) -> None:
    hundred(settled, online=76)
    reported(settled, value=0.76, numerator=76.2, denominator=100, **IN_JUNE)
    assert beside(settled, period=JUNE).own_counts is None


def test_a_total_reported_with_a_percentage_is_held_against_it_too(settled: Engine) -> None:
    """There are no rows: the figure comes from the counts, and the percentage says otherwise."""
    load(
        settled, "observations", observation("satisfied", numerator=90, denominator=100, value=0.95)
    )
    reading = read(settled, "satisfied")
    assert reading.value == 0.9
    found = reading.reconciliation
    assert found is not None
    assert (found.state, found.reported) == (Agreement.UNRECONCILED, 0.95)
    load(settled, "observations", observation("satisfied", numerator=90, denominator=100))
    assert read(settled, "satisfied").reconciliation is None


def test_counts_agree_within_a_share_of_themselves(settled: Engine) -> None:
    hundred(settled)
    for value, state in ((100.9, Agreement.RECONCILED), (102, Agreement.UNRECONCILED)):
        reported(settled, "received", numerator=value, **IN_JUNE)
        assert beside(settled, "received", period=JUNE).state is state


def test_the_province_sets_the_tolerance_and_a_metric_its_own(settled: Engine) -> None:
    hundred(settled)
    reported(settled, value=0.81, **IN_JUNE)
    for tolerance, state in (
        (Tolerance(ratio=1.0), Agreement.RECONCILED),
        (Tolerance(ratio=1.0, metrics={"online_submit": 0.9}), Agreement.UNRECONCILED),
    ):
        mine = replace(province(), tolerance=tolerance)
        with snapshot(settled) as snap:
            [found] = evaluate(snap, mine, [metric("online_submit")], Selection(period=JUNE))
        assert found.reconciliation is not None
        assert found.reconciliation.state is state


def test_only_the_same_place_and_period_are_compared(settled: Engine) -> None:
    hundred(settled)
    reported(settled, value=0.85, agency_code="TP", **IN_JUNE)
    assert beside(settled, period=JUNE, agency="TP").state is Agreement.UNRECONCILED
    others: list[dict[str, Any]] = [
        {"period": JUNE},
        {"period": JUNE, "agency": "DH"},
        {"period": JUNE, "level": Level.PROVINCE},
        {"period": JUNE, "agency": "TP", "field": "Hộ tịch"},
        {"period": JUNE, "agency": "TP", "channel": Channel.ONLINE},
        {"period": days("2024-06-01", "2024-07-31"), "agency": "TP"},
        {"agency": "TP"},
    ]
    for asked in others:
        assert read(settled, "online_submit", **asked).reconciliation is None


def test_a_report_up_to_now_is_compared_with_the_running_year(settled: Engine) -> None:
    hundred(settled)
    reported(settled, value=0.8, period_from="2024-01-01", period_to="2024-12-27")
    assert beside(settled, period=YEAR).state is Agreement.RECONCILED


def counted(engine: Engine, online: int, first: str, last: str) -> None:
    reported(engine, numerator=online, denominator=100, period_from=first, period_to=last)


def test_reports_of_months_add_up_to_their_quarter_only_without_a_gap(settled: Engine) -> None:
    quarter = days("2024-04-01", "2024-06-30")
    for month, online in ((4, 50), (5, 60), (6, 70)):
        hundred(settled, online, month=month)
    counted(settled, 50, "2024-04-01", "2024-04-30")
    counted(settled, 70, "2024-06-01", "2024-06-30")
    assert read(settled, "online_submit", quarter).reconciliation is None
    counted(settled, 60, "2024-05-01", "2024-05-31")
    found = beside(settled, period=quarter)
    assert (found.parts, found.numerator, found.denominator) == (3, 180, 300)
    assert found.state is Agreement.RECONCILED


def test_what_stands_at_a_periods_end_is_never_added_over_months(settled: Engine) -> None:
    load(settled, "villages", village(has_power=False, surveyed_on="2024-01-15"))
    for first, last in (("2024-01-01", "2024-01-31"), ("2024-02-01", "2024-02-29")):
        reported(settled, "no_power", numerator=1, period_from=first, period_to=last)
    two = days("2024-01-01", "2024-02-29")
    assert read(settled, "no_power", two).value == 1
    assert read(settled, "no_power", two).reconciliation is None


def test_three_levels_with_counts_make_up_the_whole(settled: Engine) -> None:
    hundred(settled, 80, "TP")
    hundred(settled, 60, "DH")
    for level, online, of in (("province", 80, 100), ("district", 60, 100)):
        reported(settled, level=level, numerator=online, denominator=of, **IN_JUNE)
    assert read(settled, "online_submit", JUNE).reconciliation is None
    reported(settled, level="commune", numerator=0, denominator=0, **IN_JUNE)
    found = beside(settled, period=JUNE)
    assert (found.parts, found.reported, found.state) == (3, 0.7, Agreement.RECONCILED)


def test_a_report_without_rows_to_hold_it_against_is_not_comparable(settled: Engine) -> None:
    hundred(settled)
    reported(settled, value=0.9, agency_code="DH", **IN_JUNE)
    assert read(settled, "online_submit", JUNE, agency="DH").value is None
    assert beside(settled, period=JUNE, agency="DH").state is Agreement.NOT_COMPARABLE


def test_breakdowns_carry_the_report_of_every_group(settled: Engine) -> None:
    hundred(settled, 80, "TP")
    hundred(settled, 60, "DH")
    hundred(settled, 70, "HT")
    reported(settled, value=0.8, agency_code="TP", **IN_JUNE)
    reported(settled, value=0.65, area_code="450", **IN_JUNE)
    by = {By.AGENCY: {"TP"}, By.DISTRICT: {"450"}, By.AREA: set(), By.FIELD: set()}
    for way, expected in by.items():
        found = readings(settled, "online_submit", by=way, period=JUNE)
        marked = {each.group.code for each in found if each.group and each.reconciliation}
        assert marked == expected, way
    months = readings(settled, "online_submit", by=By.MONTH, agency="TP")
    assert [each.reconciliation is not None for each in months if each.value is not None] == [True]


def compared(engine: Engine) -> list[Comparison]:
    with snapshot(engine) as snap:
        return comparisons(snap, province(), Selection(period=YEAR))


def test_all_reports_of_a_year_are_listed_those_farthest_apart_first(settled: Engine) -> None:
    hundred(settled, 80, "TP")
    hundred(settled, 60, "DH", month=5)
    reported(settled, value=0.8, agency_code="TP", **IN_JUNE)
    reported(settled, value=0.7, agency_code="DH", period_from="2024-05-01", period_to="2024-05-31")
    reported(settled, "received", numerator=150, level="province", **IN_JUNE)
    reported(settled, "median_days", value=3, period_from="2024-06-03", period_to="2024-06-09")
    listed = [
        (each.metric.id, each.group.code if each.group else "", str(each.beside.state))
        for each in compared(settled)
    ]
    assert listed == [
        ("received", "province", "unreconciled"),
        ("online_submit", "DH", "unreconciled"),
        ("online_submit", "TP", "reconciled"),
    ]


def test_what_only_reports_tell_takes_no_place_of_what_can_be_compared(settled: Engine) -> None:
    hundred(settled)
    reported(settled, value=0.8, agency_code="TP", **IN_JUNE)
    said = {"numerator": 9, "denominator": 10}
    for day in range(1, PERIODS + 1):
        span = {"period_from": f"2024-07-{day:02}", "period_to": f"2024-07-{day:02}"}
        load(settled, "observations", observation("satisfied", **said, **span))
    assert [each.metric.id for each in compared(settled)] == ["online_submit"]
    load(settled, "observations", observation("satisfied", **said, value=0.8))
    assert [each.metric.id for each in compared(settled)] == ["satisfied", "online_submit"]


def test_figure_json_says_what_was_reported_and_how_old_its_source_is(settled: Engine) -> None:
    hundred(settled)
    reported(settled, numerator=85, denominator=100, **IN_JUNE)
    desk = Desk(engine=settled, province=province(), cache=SharedCache())
    query = {"from": "2024-06-01", "to": "2024-06-30"}
    with desk.open() as view:
        found = json.loads(json.dumps(figure_json(view, "online_submit", query)))
    assert found["source_state"] == "silent"
    assert found["reconciliation"] == {
        "state": "unreconciled",
        "reported": 0.85,
        "numerator": 85,
        "denominator": 100,
        "difference": 0.8 - 0.85,
        "tolerance": 0.005,
        "counts_agree": False,
        "own_counts": None,
        "reported_by": ["Sở Tư pháp"],
        "parts": 1,
    }


def test_the_terminal_says_it_and_check_names_the_worst(settled: Engine) -> None:
    hundred(settled)
    reported(settled, value=0.9, **IN_JUNE)
    url = settled.url.render_as_string(hide_password=False)
    settings = {"TAMNHIN_DATABASE_URL": url, "TAMNHIN_SECRET_KEY": "test"}
    asked = ["figure", "online_submit", "--from", "2024-06-01", "--to", "2024-06-30"]
    shown = CliRunner().invoke(main, asked, env=settings).stdout
    assert "báo cáo 90.00 % (Sở Tư pháp), ≠ chưa đối soát" in shown
    assert "DỮ LIỆU CŨ" in shown
    with Desk(engine=settled, province=province(), cache=SharedCache()).open() as view:
        found = {each.about: each for each in check_data(view)}
    assert "1 số báo cáo chưa đối soát" in found["online_submit"].vi
    assert not found["online_submit"].grave
