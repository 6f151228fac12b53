"""The demonstration province reproduces every published figure, and keeps on living."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from threading import Event

import pandas as pd
import pytest
from shapely import Point
from sqlalchemy import Engine, func, select

from config.province import Province, read_province
from data_access import clock, migrate
from data_access.days import NEVER, to_utc
from data_access.engine import make_engine, reading
from data_access.schema import dataset, dossiers, petitions, quarantine
from ingest.demo.build import AS_OF, build, frames
from ingest.demo.feed import Feed
from ingest.demo.outlines import commune_shapes
from ingest.demo.season import calendar

Frames = dict[str, pd.DataFrame]
CONFIG = Path(__file__).resolve().parents[2] / "config"
SMALL = 3_000


@pytest.fixture(scope="session")
def province() -> Province:
    return read_province(CONFIG)


@pytest.fixture(scope="session")
def full(province: Province) -> Frames:
    made = frames(province, dossiers=500_000, years=3, seed=7, as_of=AS_OF)
    level = made["agencies"].set_index("code").level
    for table in ("dossiers", "documents"):
        made[table] = made[table].assign(level=made[table].agency_code.map(level))
    return made


@pytest.fixture(scope="session")
def received(full: Frames) -> pd.DataFrame:
    """What was received in 2024."""
    every = full["dossiers"]
    year: pd.DataFrame = every[(every.received_at.dt.year == 2024) & ~every.state.isin([1, 3])]
    return year


@pytest.fixture(scope="session")
def small_database(
    province: Province, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    engine = make_engine(f"sqlite:///{tmp_path_factory.mktemp('demo') / 'demo.db'}")
    migrate.upgrade(engine)
    build(engine, province, dossiers=SMALL)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def last_survey(full: Frames) -> pd.DataFrame:
    every = full["villages"]
    return every[every.surveyed_on == date(2024, 11, 30)]


def _cut_off(villages: pd.DataFrame) -> pd.Series:
    return (villages.signal == "none") & ~villages.has_power & ~villages.has_broadband


def test_online_dossiers_are_as_published(received: pd.DataFrame) -> None:
    online = received.channel == "online"
    shares = (online.groupby(received.level).mean() * 100).round(1)
    assert shares.to_dict() == {"province": 68.2, "district": 82.0, "commune": 91.4}
    assert round(online.mean() * 100, 1) == 76.2
    assert (online & (received.level == "commune")).sum() == 40_925


def test_digitised_is_as_published(full: Frames) -> None:
    every = full["dossiers"]
    finished = every[every.finished_at.dt.year == 2024]
    assert round(finished.digitised.mean() * 100, 2) == 90.17
    results = finished[finished.has_result]
    assert round(results.result_digitised.mean() * 100, 2) == 81.89
    # With its result: none is digitised whose result is not, and no result is without a dossier.
    assert not (every.digitised & every.has_result & ~every.result_digitised).any()
    assert not ((every.result_digitised | every.e_result) & ~every.has_result).any()


def test_paid_online_and_on_time_are_what_the_screens_were_drawn_with(
    received: pd.DataFrame,
) -> None:
    assert round(received[received.has_fee].paid_online.mean() * 100, 1) == 61.3
    known = received[received.due_at.notna() & received.closed_at.isna()]
    due = known.due_at.to_numpy().astype("datetime64[D]")
    deadline = calendar(2022, 2024).add(due, known.paused_days.to_numpy())
    done = known.finished_at.fillna(pd.Timestamp(AS_OF))
    late_by_day = done.to_numpy().astype("datetime64[D]") > deadline
    late_by_time = (known.finished_at > known.due_at) & (known.paused_days == 0)
    assert round(float((late_by_day | late_by_time).mean()) * 100, 1) == 1.4


def test_documents_are_as_published(full: Frames) -> None:
    every = full["documents"]
    year = every[(every.registered_at.dt.year == 2024) & ~every.secret]
    online = (year.groupby("level").processed_online.mean() * 100).round(1)
    assert online.to_dict() == {"province": 99.0, "district": 98.0, "commune": 88.0}
    signed = year[year.direction == "out"].groupby("level").signed.mean()
    assert (signed * 100).round(1).to_dict() == {
        "province": 99.1,
        "district": 98.0,
        "commune": 96.0,
    }


def test_21_villages_are_cut_off_in_5_communes_of_4_districts(
    full: Frames, last_survey: pd.DataFrame
) -> None:
    names = full["areas"].set_index("code").name
    cut_off = last_survey[_cut_off(last_survey)]
    assert cut_off.commune_code.map(names).value_counts().to_dict() == {
        "Xã Thượng Trạch": 7,
        "Xã Trọng Hóa": 4,
        "Xã Trường Sơn": 4,
        "Xã Dân Hóa": 3,
        "Xã Lâm Thủy": 3,
    }
    districts = full["areas"].set_index("code").parent_code
    assert cut_off.commune_code.map(districts).nunique() == 4
    before = full["villages"][full["villages"].surveyed_on == date(2023, 11, 30)]
    assert _cut_off(before).sum() == 30


def test_people_with_3g_are_as_published(last_survey: pd.DataFrame) -> None:
    covered = last_survey.technology.isin(["3g", "4g", "5g"])
    share = last_survey.people[covered].sum() / last_survey.people.sum()
    assert round(share * 100, 1) == 97.7


def test_masts_and_stations_are_as_published_on_31_august_and_since(full: Frames) -> None:
    every = full["stations"]
    for day in (date(2024, 8, 31), AS_OF.date()):
        on_air = every[(every.on_air_on <= day) & ~(every.off_air_on <= day)]
        assert len(on_air) == 3_560
        assert on_air.mast_code.nunique() == 1_491
        fifth = on_air[on_air.technology == "5g"]
        district = full["areas"].set_index("code").parent_code
        assert len(fifth) == 15
        assert set(fifth.commune_code.map(district)) == {"450"}
    assert every.code.is_unique


def test_reported_totals_are_as_published(full: Frames) -> None:
    year = full["observations"].query("period_to == @last", local_dict={"last": date(2024, 12, 31)})
    whole = (year.metric != "satisfied") & (year.area_code == "") & (year.agency_code == "")
    year = year[whole].set_index(["metric", "level"])
    value, numerator = year.value.dropna().to_dict(), year.numerator.dropna().to_dict()
    assert value["adults_smartphone", ""] == 0.743
    assert value["households_smartphone", ""] == 0.872
    assert value["households_fibre", ""] == 0.722
    assert value["postal_broadband", ""] == 0.781
    assert numerator["communes_fibre", ""] == 150


def test_services_networks_and_portals_are_as_published(full: Frames) -> None:
    procedures = full["procedures"]
    assert procedures.online_level.isin(["partial", "end_to_end"]).sum() == 964
    level = full["agencies"].set_index("code").level
    networks, portals = full["networks"], full["portals"]
    last = networks[networks.surveyed_on == date(2024, 11, 30)]
    joined = last.on_dedicated_network.groupby(last.agency_code.map(level)).sum()
    assert joined.to_dict() == {"province": 21, "district": 8, "commune": 151}
    checked = portals[portals.checked_on == date(2024, 9, 30)]
    fresh = checked.updated.groupby(checked.agency_code.map(level)).mean() * 100
    assert fresh.round(1).to_dict() == {"province": 100.0, "district": 100.0, "commune": 74.1}


def test_nobody_loses_equipment_from_one_survey_to_the_next(full: Frames) -> None:
    for name in ("on_dedicated_network", "has_lan", "video_conferencing", "firewall", "antivirus"):
        every = full["networks"].pivot(index="agency_code", columns="surveyed_on", values=name)
        assert (every.astype(int).diff(axis=1).iloc[:, 1:] >= 0).all(axis=None)


def test_targets_of_2025_are_as_published(full: Frames) -> None:
    targets = full["targets"]
    year = targets[targets.period_from == date(2025, 1, 1)].set_index(["metric", "level"]).value
    assert year.to_dict() == {
        ("service_end_to_end", ""): 0.95,
        ("satisfied", ""): 0.90,
        ("work_files_online", "province"): 1.00,
        ("work_files_online", "district"): 0.99,
        ("work_files_online", "commune"): 0.90,
        ("e_result", ""): 1.00,
        ("digitised", ""): 1.00,
    }


def test_codes_have_no_holes(full: Frames) -> None:
    parts = full["dossiers"].code.str.extract(r"^(H46[.\d]+-\d{6})-(\d{4,7})$")
    assert parts.notna().all().all()
    counted = parts[1].astype(int).groupby(parts[0]).agg(["min", "max", "size", "nunique"])
    assert (counted["min"] == 1).all()
    assert (counted["max"] == counted["size"]).all()
    assert (counted["nunique"] == counted["size"]).all()


def test_nothing_happens_before_it_can_or_after_now(full: Frames) -> None:
    every = full["dossiers"]
    for column in ("finished_at", "closed_at", "returned_at"):
        known = every[every[column].notna()]
        assert (known[column] >= known.received_at).all()
        assert (known[column] <= AS_OF).all()
    assert every.received_at.max() < AS_OF
    assert (every.finished_at.notna() == every.state.isin([9, 10])).all()


def test_villages_stand_in_their_communes(
    full: Frames, province: Province, last_survey: pd.DataFrame
) -> None:
    shapes = commune_shapes(province, full["areas"])
    assert 1_100 <= len(last_survey) <= 1_300
    for village in last_survey.itertuples():
        point = Point(village.longitude, village.latitude)
        assert shapes[str(village.commune_code)].buffer(1e-5).contains(point)
    assert not last_survey.duplicated(["commune_code", "name"]).any()


def test_the_same_seed_makes_the_same_rows_and_another_does_not(province: Province) -> None:
    as_of = datetime(2024, 12, 27, 8)
    first, second, other = (
        frames(province, dossiers=2_000, years=2, seed=seed, as_of=as_of) for seed in (7, 7, 8)
    )
    for table, frame in first.items():
        pd.testing.assert_frame_equal(frame, second[table])
    assert not first["dossiers"].equals(other["dossiers"])


@pytest.mark.parametrize(
    ("as_of", "count"), [(datetime(2024, 7, 14, 9, 30), 4_000), (datetime(2023, 2, 1, 8), 60)]
)
def test_other_days_and_sizes_can_be_shown(province: Province, as_of: datetime, count: int) -> None:
    made = frames(province, dossiers=count, years=2, seed=7, as_of=as_of)
    assert len(made["dossiers"]) == count
    assert made["dossiers"].received_at.max() < as_of
    assert made["villages"].surveyed_on.max() <= as_of.date()


def test_all_rows_are_loaded_and_none_is_doubted(small_database: Engine) -> None:
    with reading(small_database) as connection:
        assert connection.scalar(select(func.count()).select_from(quarantine)) == 0
        assert (connection.scalar(select(func.count()).select_from(dossiers)) or 0) >= SMALL
        row = connection.execute(select(dataset)).one()
        assert row.synthetic
        assert row.clock_shows == to_utc(AS_OF)
        assert clock.now(connection) >= to_utc(AS_OF)


def test_the_feed_brings_new_dossiers_and_finishes_old_ones(
    small_database: Engine, province: Province
) -> None:
    for _ in range(2):  # the second is a restart
        report = Feed(small_database, province).step()
        assert 3 <= report.inserted <= 12
        assert report.quarantined == 0
        assert report.updated >= 1
    with reading(small_database) as connection:
        now = clock.now(connection)
        newest = connection.execute(
            select(dossiers).order_by(dossiers.c.received_at.desc()).limit(1)
        ).one()
    assert 0 <= (now - newest.received_at).total_seconds() < 60
    assert re.fullmatch(r"H46[.\d]+-241227-\d{4}", newest.code)


def test_the_feed_brings_petitions_and_answers_the_most_urgent(
    small_database: Engine, province: Province
) -> None:
    feed = Feed(small_database, province)
    with reading(small_database) as connection:
        urgent = connection.scalar(
            select(petitions.c.code)
            .where(petitions.c.answered_day == NEVER)
            .order_by(petitions.c.deadline_day, petitions.c.code)
            .limit(1)
        )
    report = feed.petitions()
    assert (report.inserted, report.updated, report.quarantined) == (1, 2, 0)
    with reading(small_database) as connection:
        answered = connection.scalar(
            select(petitions.c.answered_day).where(petitions.c.code == urgent)
        )
    assert (answered or NEVER) < NEVER


def test_the_feed_stops_when_told(small_database: Engine, province: Province) -> None:
    stop = Event()
    stop.set()
    Feed(small_database, province).run(60, stop)
