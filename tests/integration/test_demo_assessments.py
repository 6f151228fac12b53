"""Assessments of the demonstration: parts make totals, totals make places, and all of it loads."""

from __future__ import annotations

from datetime import datetime

import pandas as pd
import pytest
from sqlalchemy import Engine, func, select

from config.province import Province, read_province
from config.settings import ROOT
from data_access.engine import reading
from data_access.schema import assessments, quarantine
from ingest.demo.build import AS_OF, frames
from ingest.load import load_frame

LIMITS = {"Tốt": 80, "Khá": 65, "Trung bình": 50, "Yếu": 0}
MAXIMA = {"1": 15, "2": 25, "3": 25, "4": 15, "5": 10, "6": 10}


@pytest.fixture(scope="module")
def province() -> Province:
    return read_province(ROOT / "config")


@pytest.fixture(scope="module")
def made(province: Province) -> dict[str, pd.DataFrame]:
    return frames(province, dossiers=500, years=3, seed=7, as_of=AS_OF)


@pytest.fixture(scope="module")
def judged(made: dict[str, pd.DataFrame]) -> pd.DataFrame:
    every = made["assessments"]
    level = made["agencies"].set_index("code").level
    return every[every.scheme == "ict"].assign(level=every.agency_code.map(level))


def test_a_total_is_the_sum_of_its_criteria(judged: pd.DataFrame) -> None:
    whole = judged[(judged.criterion == "") & judged.points.notna()]
    parts = judged[judged.criterion != ""]
    added = parts.groupby(["year", "agency_code"]).points.sum().round(1)
    assert added.to_dict() == whole.set_index(["year", "agency_code"]).points.to_dict()
    assert dict(zip(parts.criterion, parts.maximum, strict=True)) == MAXIMA
    assert (parts.points <= parts.maximum).all()
    assert set(whole.maximum) == {100}


def test_departments_and_districts_are_ranked_apart(judged: pd.DataFrame) -> None:
    whole = judged[judged.criterion == ""]
    assert sorted(set(whole.year)) == [2022, 2023, 2024]
    assert set(whole.level) == {"province", "district"}
    for (year, level), listed in whole.dropna(subset=["points"]).groupby(["year", "level"]):
        assert set(listed.ranked) == {len(listed)}
        best = listed.sort_values("rank")
        assert best.points.is_monotonic_decreasing
        assert len(listed) == {"province": 21, "district": 8}[str(level)] - _without(year, level)


def _without(year: object, level: object) -> int:
    return {"province": 2, "district": 1}[str(level)] if year == 2024 else 0


def test_a_tier_follows_from_the_total(judged: pd.DataFrame) -> None:
    whole = judged[(judged.criterion == "") & judged.points.notna()]
    for points, tier in zip(whole.points, whole.tier, strict=True):
        assert tier == next(name for name, least in LIMITS.items() if points >= least)
    assert set(whole.tier) >= {"Tốt", "Khá", "Trung bình"}


def test_who_was_not_assessed_has_a_note_and_no_points(judged: pd.DataFrame) -> None:
    without = judged[judged.points.isna()]
    assert without.level.to_list() == ["province", "province", "district"]
    assert set(without.year) == {2024}
    assert without.note.str.startswith("Không đánh giá: ").all()
    assert without["rank"].isna().all()


def test_the_rank_by_papi_is_the_reported_one(made: dict[str, pd.DataFrame]) -> None:
    reported = made["observations"].query("metric == 'papi_rank'")
    papi = made["assessments"].query("scheme == 'papi'").set_index("year")["rank"].to_dict()
    assert list(papi) == [2023, 2022, 2021, 2020, 2019]
    published = [day.year - 1 for day in reported.period_from]
    assert dict(zip(published, reported.value, strict=True)) == {y: papi[y] for y in published}


def test_a_year_is_there_when_it_has_been_told(province: Province) -> None:
    for as_of, newest in ((datetime(2024, 7, 14), 2023), (datetime(2024, 12, 15), 2024)):
        every = frames(province, dossiers=500, years=2, seed=7, as_of=as_of)["assessments"]
        assert every[every.scheme == "ict"].year.max() == newest
        assert every[every.scheme == "papi"].year.max() == 2023


def test_all_of_it_is_loaded(settled: Engine, made: dict[str, pd.DataFrame]) -> None:
    for table in ("areas", "agencies", "assessments"):
        load_frame(settled, table, made[table], source="demo")
    with reading(settled) as connection:
        assert connection.scalar(select(func.count()).select_from(quarantine)) == 0
        count = connection.scalar(select(func.count()).select_from(assessments))
        best = connection.execute(
            select(assessments).where(
                assessments.c.scheme == "papi", assessments.c.year == AS_OF.year - 1
            )
        ).one()
    assert count == len(made["assessments"])
    assert (best.area_code, best.rank, best.ranked, best.tier or "") == ("44", 14, 63, "")
