"""Figures by district and commune over the reform of 1/7/2025, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from api.figures import reading_json
from components.look import Look
from data_access.cache import SharedCache
from data_access.completeness import reporting
from data_access.selection import By, Level, Period, Selection
from data_access.snapshot import snapshot
from data_access.villages import Gap, villages_lacking
from ingest.load import load_frame
from metrics.desk import Desk
from metrics.reading import Reading, Reason
from metrics.values import Asked
from pages.filters import agency_options, district_options
from pages.page import Ask
from tests.integration.reform import N1, N2, REFORM, dossiers, reform
from tests.integration.rows import (
    days,
    finished,
    load,
    observation,
    province,
    read,
    readings,
    target,
    village,
)
from wording.words import Words

Y2024, Y2025 = Period.year(2024), Period.year(2025)
MAY = Period.month(202405)
FIRST_QUARTER = days("2026-01-01", "2026-03-31")
EVER = days("2024-01-01", "2026-03-31")
# Of the new communes' dossiers, the old districts' parts: 101 came 1 from 101 and 0,75 from 102;
# 109 came 0,23 from 102, 1 from 103 and 1 from 201.
B_OF_109 = 1 / 2.23


def by(engine: Engine, how: By, period: Period, **filters: Any) -> dict[str, Reading]:
    found = readings(engine, "online_submit", by=how, period=period, **filters)
    return {reading.group.code: reading for reading in found if reading.group}


def of_new(engine: Engine, month: str) -> None:
    """One dossier of the new commune that has an old one's code, finished late in that month."""
    row = finished("new", on=f"{month}-20", agency_code="M1", received_at=f"{month}-02")
    load(engine, "dossiers", row)


def counted(engine: Engine, how: By, period: Period, **filters: Any) -> dict[str, float | None]:
    return {code: r.denominator for code, r in by(engine, how, period, **filters).items()}


def test_rows_after_the_reform_are_led_back_to_old_districts(reformed: Engine) -> None:
    rows = [finished(f"m1-{n}", on="2026-02-10", agency_code="M1") for n in range(100)]
    rows += [finished(f"m2-{n}", on="2026-02-10", agency_code="M2") for n in range(223)]
    rows += [finished("so", on="2026-02-10", agency_code="SO")]
    load(reformed, "dossiers", *({**row, "received_at": "2026-02-02 08:00"} for row in rows))
    found = counted(reformed, By.DISTRICT, FIRST_QUARTER)
    assert set(found) == {"A", "B"}
    assert found["B"] == pytest.approx(223 * B_OF_109, abs=0.01)
    assert sum(filter(None, found.values())) == 323  # all but the department's, to the last digit
    for district, count in found.items():
        assert (
            read(reformed, "online_submit", FIRST_QUARTER, district=district).denominator == count
        )


def test_rows_before_the_reform_are_led_onward_to_new_communes(reformed: Engine) -> None:
    dossiers(reformed, X1_2024=4, X2_2024=98, X4_2024=7)
    found = counted(reformed, By.AREA, EVER)
    assert found[N1] == pytest.approx(4 + 98 * 0.75 / 0.98, abs=0.01)
    assert found[N2] == pytest.approx(7 + 98 * 0.23 / 0.98, abs=0.01)
    assert sum(filter(None, found.values())) == 109


def test_in_its_own_time_a_commune_is_itself_and_nothing_is_converted(reformed: Engine) -> None:
    dossiers(reformed, X1_2024=4, X2_2024=8, HA_2024=2)
    assert counted(reformed, By.AREA, Y2024) == {"101@1900-01-01": 4, "102": 8, "A": 2}
    assert counted(reformed, By.DISTRICT, Y2024) == {"A": 14}
    assert all(reading.conversion is None for reading in by(reformed, By.AREA, Y2024).values())


def test_a_code_that_was_used_again_is_never_two_units_in_one(reformed: Engine) -> None:
    dossiers(reformed, X1_2024=4)
    load(
        reformed,
        "dossiers",
        finished("new", on="2026-01-20", agency_code="M1", received_at="2026-01-05"),
    )
    before, after = (
        read(reformed, "received", Y2024, area="101"),
        read(reformed, "received", FIRST_QUARTER, area="101"),
    )
    assert (before.value, before.selection.area) == (4, "101@1900-01-01")
    assert (after.value, after.selection.area) == (1, N1)
    names = {
        r.group.code: r.group.label
        for r in by(reformed, By.AREA, FIRST_QUARTER).values()
        if r.group
    }
    assert names == {N1: "Xã Mới 101"}


def test_an_agency_that_goes_on_counts_for_the_unit_of_the_day(reformed: Engine) -> None:
    """Its code and its area's code stay; what the area's code means does not."""
    kept = {"code": "K", "name": "UBND", "level": "commune", "area_code": "101"}
    load_frame(reformed, "agencies", pd.DataFrame([kept]), source="agencies")
    load(
        reformed,
        "dossiers",
        finished("old", on="2025-06-20", agency_code="K", received_at="2025-06-02"),
        finished("new", on="2025-07-20", agency_code="K", received_at="2025-07-02"),
    )
    first, second = days("2025-01-01", "2025-06-30"), days("2025-07-01", "2025-12-31")
    assert counted(reformed, By.AREA, first) == {"101@1900-01-01": 1}
    assert counted(reformed, By.AREA, second) == {N1: 1}
    assert counted(reformed, By.AREA, Y2025) == {N1: 2}
    # Of the two, the one of July was the new commune's, of which a part lay in 102.
    assert counted(reformed, By.AREA, second, area="101@2025-01-01")[
        "101@2025-07-01"
    ] == pytest.approx(1 / 1.75, abs=0.001)
    parts = [
        read(reformed, name, Y2025, area=N1).value for name in ("received", "overdue_finished")
    ]
    assert parts == [2, 2]


def test_what_is_converted_says_so_and_what_is_compared_too(reformed: Engine) -> None:
    dossiers(reformed, X1_2024=4, X1_2025=4, X4_2025=2)
    over = read(reformed, "received", Y2025, district="A")
    assert over.conversion is not None
    assert (str(over.conversion.on), over.conversion.covered) == (REFORM, True)
    new = read(reformed, "received", FIRST_QUARTER, area=N1)
    assert new.conversion is None
    grown = read(reformed, "received", days("2025-07-01", "2026-03-31"), area="101")
    assert grown.compared is not None
    assert (grown.compared.covered, grown.last_year) == (
        True,
        0 if grown.last_year == 0 else grown.last_year,
    )


def test_without_a_crosswalk_nothing_is_compared_with_its_namesake(engine: Engine) -> None:
    reform(engine, crosswalk=False)
    dossiers(engine, X1_2025=6)
    load(
        engine,
        "dossiers",
        finished("n", on="2025-09-20", agency_code="M1", received_at="2025-09-01"),
    )
    second = days("2025-07-01", "2025-12-31")
    found = read(engine, "received", second, area="101")
    assert (found.value, found.previous, found.last_year) == (1, None, None)
    assert found.compared is not None
    assert not found.compared.covered
    whole = read(engine, "received", Y2025, area="101")
    assert (whole.value, whole.previous) == (1, None)
    assert whole.conversion is not None
    assert not whole.conversion.covered


def test_without_a_crosswalk_a_district_after_its_end_is_absent_with_the_reason(
    engine: Engine,
) -> None:
    reform(engine, crosswalk=False)
    load(
        engine,
        "dossiers",
        finished("n", on="2026-01-20", agency_code="M1", received_at="2026-01-05"),
    )
    gone = read(engine, "received", FIRST_QUARTER, district="A")
    assert (gone.value, gone.reason) == (None, Reason.UNIT_CHANGED)
    assert by(engine, By.DISTRICT, FIRST_QUARTER) == {}
    assert counted(engine, By.AREA, FIRST_QUARTER) == {N1: 1}


def test_old_units_without_a_crosswalk_stand_beside_the_new_ones(engine: Engine) -> None:
    reform(engine, crosswalk=False)
    dossiers(engine, X1_2025=6)
    load(
        engine,
        "dossiers",
        finished("n", on="2025-09-20", agency_code="M1", received_at="2025-09-01"),
    )
    assert counted(engine, By.AREA, Y2025) == {"101@1900-01-01": 6, N1: 1}


def test_a_series_runs_over_the_reform_by_the_crosswalk_and_breaks_without_one(
    reformed: Engine,
) -> None:
    dossiers(reformed, X1_2025=8)
    load(
        reformed,
        "dossiers",
        finished("n", on="2025-09-20", agency_code="M1", received_at="2025-09-01"),
    )
    [reading] = readings(reformed, "received", period=Y2025, area="101", asked=Asked(months=12))
    counts = {point.month: point.value for point in reading.series}
    assert (counts[202505], counts[202509]) == (8, 1)


def test_medians_go_over_with_their_dossiers(reformed: Engine) -> None:
    rows = [finished(f"x-{n}", on="2024-06-05", agency_code="X2") for n in range(5)]
    rows += [finished(f"y-{n}", on="2024-06-12", agency_code="X1") for n in range(3)]
    load(reformed, "dossiers", *rows)
    june = days("2024-06-01", "2026-03-31")
    [median] = readings(reformed, "median_days", period=june, area=N1)
    # 3,83 of five took 2 days, 3 took 7.
    assert median.value == 2
    assert median.denominator == pytest.approx(3 + 5 * 0.75 / 0.98, abs=0.001)


def test_a_village_counts_for_the_commune_that_its_survey_named(reformed: Engine) -> None:
    load(
        reformed,
        "villages",
        village("v1", commune_code="101", surveyed_on="2024-11-30", signal="none"),
        village("v2", commune_code="101", surveyed_on="2025-09-30", signal="none"),
        village("v1", commune_code="101", surveyed_on="2025-10-31", signal="good"),
        village("v3", commune_code="201", surveyed_on="2024-11-30", signal="none"),
    )
    assert read(reformed, "no_signal", Y2024, area="101").value == 1
    assert read(reformed, "no_signal", days("2025-07-01", "2025-09-30"), area="101").value == 2
    assert read(reformed, "no_signal", FIRST_QUARTER, area="101").value == 1
    assert read(reformed, "no_signal", FIRST_QUARTER, area=N2).value == 1
    with snapshot(reformed) as snap:
        asked = Selection(period=FIRST_QUARTER, area="101")
        chosen = snap.places.checked(asked, snap.today)
        found = villages_lacking(snap, Gap.NO_SIGNAL, chosen)
        assert [(v.code, v.commune) for v in found] == [("v2", N1)]


def test_reports_and_targets_belong_to_the_unit_that_their_code_meant_then(
    reformed: Engine,
) -> None:
    later = {"period_from": "2026-01-01", "period_to": "2026-12-31"}
    load(reformed, "observations", observation("adults_smartphone", area_code="101", value=0.7))
    load(reformed, "targets", target("online_submit", 0.4, area_code="101"))
    load(reformed, "targets", target("online_submit", 0.9, area_code="101", **later))
    assert read(reformed, "adults_smartphone", Y2024, area="101").value == 0.7
    assert read(reformed, "adults_smartphone", Period.year(2026), area="101").value is None
    dossiers(reformed, X1_2024=2)
    assert read(reformed, "online_submit", Y2024, area="101").target == 0.4
    assert read(reformed, "online_submit", Period.year(2026), area="101").target == 0.9


def test_only_agencies_of_the_period_are_expected_to_report(reformed: Engine) -> None:
    dossiers(reformed, X1_2024=2)
    with snapshot(reformed) as snap:
        assert reporting(snap, "dossier", Selection(period=Y2024)) == (1, 7)
        assert reporting(snap, "dossier", Selection(period=FIRST_QUARTER)) == (0, 3)
        near = snap.places.checked(Selection(period=FIRST_QUARTER, district="B"), snap.today)
        assert reporting(snap, "dossier", near) == (0, 1)
        communes = Selection(period=Y2024, level=Level.COMMUNE)
        assert snap.places.agency_codes(communes) == frozenset(("X1", "X2", "X3", "X4"))


def asked_for(engine: Engine, period: Period, **filters: Any) -> Iterator[Ask]:
    desk = Desk(engine=engine, province=province(), cache=SharedCache())
    look = Look(words=Words("vi"), theme="light", size="desk")
    with desk.open() as view:
        selection = view.checked(Selection(period=period, **filters))
        yield Ask(view=view, selection=selection, query={}, look=look, sources=view.sources())


def test_filters_offer_the_units_of_the_period_and_name_old_ones(reformed: Engine) -> None:
    dossiers(reformed, X1_2024=1)
    for ask in asked_for(reformed, FIRST_QUARTER, district="A"):
        districts = [option.label for option in district_options(ask)]
        agencies = [option.value for option in agency_options(ask)]
        assert districts[1:] == ["Huyện An (đến 30/6/2025)", "Huyện Bình (đến 30/6/2025)"]
        assert agencies == ["", "M1", "M2"]
        assert ask.filters_said() == (
            "Quý I/2026, Huyện An (đến 30/6/2025), quy đổi theo bảng chuyển đổi 1/7/2025"
        )
    for ask in asked_for(reformed, Y2024, district="A"):
        assert [option.label for option in district_options(ask)][1:] == ["Huyện An", "Huyện Bình"]
        agencies = [option.value for option in agency_options(ask)]
        assert agencies == ["", "HA", "X1", "X2", "X3"]
        assert ask.filters_said() == "Năm 2024, Huyện An"


def test_what_is_converted_is_said_to_programs_and_in_both_languages(reformed: Engine) -> None:
    dossiers(reformed, X1_2024=1, M1_2026=1)
    over = reading_json(read(reformed, "received", FIRST_QUARTER, district="A"))
    assert over["conversion"] == {"changed_on": REFORM, "crosswalk": True}
    assert over["notes"][0] == "Quy đổi theo bảng chuyển đổi 1/7/2025"
    assert over["notes_en"][0] == "Converted by the crosswalk of 1/7/2025"
    assert "notes" not in reading_json(read(reformed, "received", Y2024, district="A"))


COUNTS = st.dictionaries(
    st.sampled_from(
        [f"{a}_{y}" for y in (2024, 2025) for a in ("SO", "HA", "X1", "X2", "X3", "X4")]
        + ["SO_2026", "M1_2026", "M2_2026"]
    ),
    st.integers(1, 40),
    min_size=1,
)


@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(counts=COUNTS)
def test_districts_and_communes_add_up_to_the_province_to_the_last_digit(
    reformed: Engine, counts: dict[str, int]
) -> None:
    dossiers(reformed, **counts)
    for period in (Y2024, Y2025, FIRST_QUARTER, EVER):
        whole = by(reformed, By.LEVEL, period)
        placed = [whole[level] for level in ("district", "commune") if level in whole]
        for how in (By.DISTRICT, By.AREA):
            parts = list(by(reformed, how, period).values())
            for side in ("numerator", "denominator"):
                assert added(parts, side) == added(placed, side), (how, period, side)
            assert all((p.numerator or 0) <= (p.denominator or 0) for p in parts)


def added(found: list[Reading], side: str) -> float:
    return sum(getattr(reading, side) or 0.0 for reading in found)
