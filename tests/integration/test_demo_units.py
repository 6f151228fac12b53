"""What the demonstration says of every agency that nobody has rows of: it adds up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pandas as pd
import pytest
from sqlalchemy import Engine

from config.province import Province, read_province
from config.settings import ROOT
from data_access import clock, migrate
from data_access.days import to_utc
from data_access.engine import make_engine, writing
from data_access.selection import By
from ingest.demo.build import AS_OF, frames
from ingest.load import load_frame
from metrics.catalogue import business_areas
from metrics.reading import Reason
from tests.integration.rows import read, readings

NEW = [metric.id for metric in business_areas()["service_index"]]
COUNTS = ["numerator", "denominator"]
SPAN = ["metric", "period_from", "period_to"]
DEPARTMENTS = {f"H46.{number:02}" for number in range(1, 22)}


@pytest.fixture(scope="module")
def province() -> Province:
    return read_province(ROOT / "config")


@pytest.fixture(scope="module")
def made(province: Province) -> dict[str, pd.DataFrame]:
    return frames(province, dossiers=20_000, years=3, seed=7, as_of=AS_OF)


@pytest.fixture(scope="module")
def reported(made: dict[str, pd.DataFrame]) -> pd.DataFrame:
    every = made["observations"]
    level = made["agencies"].set_index("code").level
    return every[every.metric.isin([*NEW, "satisfied"])].assign(of=every.agency_code.map(level))


@pytest.fixture(scope="module")
def loaded(
    made: dict[str, pd.DataFrame], province: Province, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    engine = make_engine(f"sqlite:///{tmp_path_factory.mktemp('units') / 'units.db'}")
    migrate.upgrade(engine)
    with writing(engine) as connection:
        clock.set_clock(connection, to_utc(AS_OF), runs=False)
    for table in ("areas", "agencies", "observations"):
        load_frame(engine, table, made[table], source="demo", province=province)
    yield engine
    engine.dispose()


@pytest.mark.parametrize("name", NEW)
def test_the_province_and_every_agency_have_a_figure_of_the_year(loaded: Engine, name: str) -> None:
    whole = read(loaded, name)
    assert whole.value is not None
    assert 0.2 < whole.value < 1
    by_agency = readings(loaded, name, by=By.AGENCY)
    assert len(by_agency) == 180
    assert sum(each.denominator or 0 for each in by_agency) == whole.denominator
    without = {each.group.code for each in by_agency if each.group and each.value is None}
    assert without == (
        {f"H46.{n:02}" for n in range(1, 22)} if name == "certified_copies" else set()
    )


def test_an_agency_without_copies_to_certify_has_nothing_to_divide(loaded: Engine) -> None:
    reading = read(loaded, "certified_copies", agency="H46.03")
    assert (reading.numerator, reading.denominator) == (0, 0)
    assert reading.reason is Reason.NOTHING_TO_DIVIDE


def test_agencies_add_up_to_their_level_and_to_the_province(reported: pd.DataFrame) -> None:
    agencies = reported[reported.agency_code != ""]
    by_level = agencies.groupby([*SPAN, "of"])[COUNTS].sum()
    levels = reported[reported.level != ""].set_index([*SPAN, "level"])[COUNTS]
    assert len(levels) == len(by_level)
    assert (levels.rename_axis([*SPAN, "of"]).sort_index() == by_level).all(axis=None)
    new = reported[reported.metric != "satisfied"]
    whole = new[(new.agency_code == "") & (new.level == "")].set_index(SPAN)[COUNTS]
    added = new[new.agency_code != ""].groupby(SPAN)[COUNTS].sum()
    assert (whole.sort_index() == added).all(axis=None)


def test_ratings_of_agencies_are_those_of_the_months(reported: pd.DataFrame) -> None:
    ratings = reported[reported.metric == "satisfied"]
    months = ratings[(ratings.agency_code == "") & (ratings.level == "")]
    agencies = ratings[ratings.agency_code != ""]
    for year in (2022, 2023, 2024):
        said, told = (
            each[[day.year == year for day in each.period_from]][COUNTS].sum()
            for each in (months, agencies)
        )
        assert said.to_list() == told.to_list()
    assert (agencies.denominator > 0).all()


def test_nothing_is_more_than_it_is_out_of(reported: pd.DataFrame) -> None:
    assert ((reported.numerator >= 0) & (reported.numerator <= reported.denominator)).all()
    assert len(reported) < 15_000


def test_an_agency_that_does_one_thing_well_does_most_things_well(reported: pd.DataFrame) -> None:
    year = reported[(reported.agency_code != "") & (reported.period_to == date(2024, 12, 31))]
    value = (year.numerator / year.denominator).rename("share")
    table = year.assign(share=value).pivot(index="agency_code", columns="metric", values="share")
    alike = table.drop(columns=["certified_copies", "satisfied"]).corr()
    assert alike.to_numpy().mean() > 0.3


@pytest.mark.parametrize(
    ("as_of", "quarters", "until"),
    [
        (datetime(2024, 1, 9), 4, date(2023, 12, 31)),
        (datetime(2024, 2, 14), 5, date(2024, 1, 31)),
        (AS_OF, 8, date(2024, 12, 31)),
    ],
)
def test_a_running_quarter_is_told_so_far_as_its_months_are(
    province: Province, as_of: datetime, quarters: int, until: date
) -> None:
    every = frames(province, dossiers=500, years=2, seed=7, as_of=as_of)["observations"]
    found = every[(every.metric == "digitised_shared") & (every.agency_code == "")]
    assert found.period_from.nunique() == quarters
    assert found.period_to.max() == until
