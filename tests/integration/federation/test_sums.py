"""34 provinces' worth of cubes: the nation's sums are the sums over their rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from config.federation import Federation
from config.province import read_province
from data_access.cache import SharedCache
from data_access.engine import Engine, reading
from data_access.federation.told import Months
from data_access.selection import Level, Period, Selection
from ingest.federation.answer import answer_of
from ingest.federation.asking import Heard
from ingest.federation.keeping import keep
from metrics.catalogue import metric
from metrics.desk import Desk, View
from metrics.nation.evaluate import (
    NationReading,
    ProvinceSeen,
    nation,
    provinces_seen,
    told_metrics,
)
from metrics.nation.state import ProvinceState
from metrics.values import ALONE
from tests.integration.federation.conftest import empty_nation
from tests.integration.federation.provinces import CONFIG, Made, federation_of

YEAR, MARCH, SPRING = Period.year(2024), Period.month(202403), Period.term(202403, 3)
TODAY = 20241227
# Of rows, without a measure of ours: on time is what is finished on time or not past due yet.
BY_HAND = f"""
SELECT count(*) AS received,
  sum(channel = 'online') AS online,
  sum(deadline_day < 99991231
      AND NOT (finished_day = 99991231 AND closed_day <= :as_of)
      AND NOT (late AND closed_day <= :as_of)
      AND NOT (closed_day > :as_of AND deadline_day < :as_of)) AS on_time
FROM dossiers WHERE state NOT IN (1, 3) AND received_day BETWEEN :first AND min(:last, {TODAY})
"""


@contextmanager
def seen_from(engine: Engine) -> Iterator[View]:
    desk = Desk(engine=engine, province=read_province(CONFIG), cache=SharedCache())
    with desk.open() as view:
        yield view


def told_by(engine: Engine, made: Mapping[str, Made]) -> Federation:
    federation = federation_of(made)
    for code, each in made.items():
        body = each.body("n")
        answer = answer_of(federation.provinces[code], body, "n")
        keep(engine, code, Heard(answer=answer, bytes=len(body)))
    return federation


@pytest.fixture(scope="module")
def whole(
    made: Mapping[str, Made], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Engine, Federation]:
    engine = empty_nation(f"sqlite:///{tmp_path_factory.mktemp('nation') / 'nation.db'}")
    return engine, told_by(engine, made)


def figures(
    view: View, federation: Federation, names: list[str], period: Period, level: Level | None = None
) -> list[NationReading]:
    seen = provinces_seen(view, federation)
    return nation(view, seen, [metric(name) for name in names], Months.of(period, level))


@pytest.mark.parametrize("period", [YEAR, MARCH, SPRING, Period.month(202412)])
def test_national_sums_are_the_sums_over_the_rows_of_34_provinces(
    whole: tuple[Engine, Federation], made: Mapping[str, Made], period: Period
) -> None:
    days = {"first": int(f"{period.start:%Y%m%d}"), "last": int(f"{period.end:%Y%m%d}")}
    days["as_of"] = min(days["last"], TODAY)
    counted = {"received": 0, "online": 0, "on_time": 0}
    for each in made.values():
        with reading(each.engine) as connection:
            row = connection.execute(text(BY_HAND), days).mappings().one()
            counted = {name: total + (row[name] or 0) for name, total in counted.items()}
    engine, federation = whole
    with seen_from(engine) as view:
        found = figures(view, federation, ["received", "online_submit", "on_time"], period)
    received, online, on_time = (each.whole for each in found)
    assert received.value == counted["received"] > 0
    assert (online.numerator, online.denominator) == (counted["online"], counted["received"])
    assert (on_time.numerator, on_time.denominator) == (counted["on_time"], counted["received"])
    assert all(each.counted == tuple(made) for each in found)
    assert on_time.completeness == 1.0


@pytest.mark.parametrize("level", [None, Level.COMMUNE])
@pytest.mark.parametrize("period", [YEAR, MARCH])
def test_a_provinces_figures_are_those_of_its_own_page(
    whole: tuple[Engine, Federation], three: Mapping[str, Made], period: Period, level: Level | None
) -> None:
    """Every metric that adds up, medians and what is open among them."""
    engine, federation = whole
    with seen_from(engine) as view:
        names = [each.id for each in told_metrics()]
        found = figures(view, federation, names, period, level)
    compared = 0
    for code, each in three.items():
        with each.view() as own:
            chosen = Selection(period=period, level=level)
            theirs = own.readings(told_metrics(), chosen, asked=ALONE)
        for ours, mine in zip(found, theirs, strict=True):
            told = ours.provinces[code]
            same = (told.value, told.numerator, told.denominator)
            assert same == (mine.value, mine.numerator, mine.denominator), mine.metric.id
            compared += told.value is not None
    assert compared > 60


def test_what_cannot_be_added_up_is_not_told() -> None:
    names = {each.id for each in told_metrics()}
    assert {"on_time", "median_days", "covered_4g", "overdue"} <= names
    assert not {"service_used", "papi_rank", "waiting"} & names


def test_a_province_that_told_nothing_is_missing_by_name_and_never_0(
    nation_engine: Engine, three: Mapping[str, Made], made: Mapping[str, Made]
) -> None:
    told_by(nation_engine, three)
    named = federation_of({**three, "01": made["01"]})
    with seen_from(nation_engine) as view:
        seen = provinces_seen(view, named)
        [found] = figures(view, named, ["received"], YEAR)
    assert seen["01"].state is ProvinceState.NEVER
    assert seen["96"].state is ProvinceState.ABSENT
    assert found.provinces["01"].value is None
    assert set(found.counted) == set(three)
    assert found.whole.completeness == 3 / 34
    ages = [seen[code].as_of(found.metric) for code in three]
    assert found.whole.as_of == min(age for age in ages if age)


def test_who_has_been_silent_since_counts_in_what_is_over_and_not_in_what_runs(
    whole: tuple[Engine, Federation], made: Mapping[str, Made]
) -> None:
    """Its sources may be as old as they say themselves, or as the nation allows."""
    engine, strict = whole[0], federation_of(made, timedelta(hours=24))
    with seen_from(engine) as view:
        [march] = figures(view, strict, ["received"], MARCH)
        [year] = figures(view, strict, ["received"], YEAR)
        seen, now = provinces_seen(view, strict), view.snap.clock
    fresh = {c for c in made if now - (_age(seen[c], year) or now) <= seen[c].lags(year.metric)}
    assert march.counted == tuple(made)
    assert set(year.counted) == fresh
    assert 0 < len(year.counted) < 34
    added = sum(year.provinces[code].value or 0 for code in year.counted)
    assert (year.whole.value, year.whole.completeness) == (added, len(year.counted) / 34)
    left_out = next(code for code in made if code not in year.counted)
    assert year.provinces[left_out].value


def _age(seen: ProvinceSeen, of: NationReading) -> datetime | None:
    return seen.as_of(of.metric)


def test_the_same_on_postgresql(
    postgres_database: str, three: Mapping[str, Made], whole: tuple[Engine, Federation]
) -> None:
    engine = empty_nation(postgres_database)
    federation = told_by(engine, three)
    names = ["received", "on_time", "median_days", "documents_open", "doc_online", "open"]
    names = [each.id for each in told_metrics() if each.id in names]
    with seen_from(engine) as view, seen_from(whole[0]) as other:
        here = figures(view, federation, names, YEAR)
        there = figures(other, whole[1], names, YEAR)
    for one, two in zip(here, there, strict=True):
        for code in three:
            assert one.provinces[code].value == two.provinces[code].value
    engine.dispose()
