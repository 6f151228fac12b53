"""The demonstration shows every published figure of Quảng Bình, read as anybody would read it."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from click.testing import CliRunner

from cli import main
from config.province import read_province
from config.settings import ROOT
from data_access.engine import make_engine
from data_access.selection import By, Period, Selection
from data_access.snapshot import snapshot
from metrics.catalogue import CATALOGUE
from metrics.evaluate import evaluate
from metrics.metric import Ratio
from metrics.reading import Reading
from tests.conftest import tamnhin
from tests.unit.promised import DICTIONARY, SYSTEMS

PROVINCE, DISTRICT, COMMUNE = (("--level", level) for level in ("province", "district", "commune"))
END_OF_AUGUST = ("--to", "2024-08-31")
NEXT_YEAR = ("--from", "2025-01-01", "--to", "2025-12-31")
ALL: tuple[str, ...] = ()
DONG_HOI = "450"
Options = tuple[str, ...]

# metric, options, in percent as published, with the decimals published
PERCENTAGES: list[tuple[str, Options, str]] = [
    ("online_submit", PROVINCE, "68.2"),
    ("online_submit", DISTRICT, "82"),
    ("online_submit", COMMUNE, "91.4"),
    ("online_submit", ALL, "76.2"),
    ("doc_online", PROVINCE, "99"),
    ("doc_online", DISTRICT, "98"),
    ("doc_online", COMMUNE, "88"),
    ("doc_signed", PROVINCE, "99.1"),
    ("doc_signed", DISTRICT, "98"),
    ("doc_signed", COMMUNE, "96"),
    ("portal_fresh", PROVINCE, "100"),
    ("portal_fresh", DISTRICT, "100"),
    ("portal_fresh", COMMUNE, "74.1"),
    ("result_digitised", ALL, "81.89"),
    ("digitised", ALL, "90.17"),
    ("covered_3g", ALL, "97.7"),
    ("adults_smartphone", ALL, "74.3"),
    ("households_smartphone", ALL, "87.2"),
    ("households_fibre", ALL, "72.2"),
    ("postal_broadband", ALL, "78.1"),
]
# metric, options, which part of the reading, as published
COUNTS: list[tuple[str, Options, str, int]] = [
    ("online_submit", COMMUNE, "numerator", 40_925),
    ("services_online", ALL, "value", 964),
    ("network_joined", PROVINCE, "numerator", 21),
    ("network_joined", DISTRICT, "numerator", 8),
    ("network_joined", COMMUNE, "numerator", 151),
    ("network_joined", ALL, "numerator", 180),
    ("cut_off", ALL, "value", 21),
    ("stations_5g", ALL, "value", 15),
    ("masts", END_OF_AUGUST, "value", 1_491),
    ("stations", END_OF_AUGUST, "value", 3_560),
]
TARGETS: list[tuple[str, Options, float]] = [
    ("digitised", ALL, 1.00),
    ("service_end_to_end", NEXT_YEAR, 0.95),
    ("satisfied", NEXT_YEAR, 0.90),
    ("work_files_online", (*NEXT_YEAR, *PROVINCE), 1.00),
    ("work_files_online", (*NEXT_YEAR, *DISTRICT), 0.99),
    ("work_files_online", (*NEXT_YEAR, *COMMUNE), 0.90),
    ("e_result", NEXT_YEAR, 1.00),
    ("digitised", NEXT_YEAR, 1.00),
]


@cache
def figure(url: str, metric: str, *options: str) -> Any:
    """What `tamnhin figure … --json` prints."""
    settings = {"TAMNHIN_DATABASE_URL": url, "TAMNHIN_SECRET_KEY": "test"}
    done = CliRunner().invoke(main, ["figure", metric, *options, "--json"], env=settings)
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def groups(url: str, metric: str, by: str) -> dict[str, float]:
    """Group code -> value, without those that have none."""
    found = figure(url, metric, "--by", by)
    return {each["by"][by]: each["value"] for each in found if each["value"]}


@pytest.mark.parametrize(("metric", "options", "published"), PERCENTAGES)
def test_a_published_percentage_is_shown_to_its_decimals(
    demonstration_url: str, metric: str, options: Options, published: str
) -> None:
    found = figure(demonstration_url, metric, *options)
    decimals = len(published.partition(".")[2])
    assert found["unit"] == "ratio"
    assert f"{found['value'] * 100:.{decimals}f}" == published


@pytest.mark.parametrize(("metric", "options", "part", "published"), COUNTS)
def test_a_published_count_is_exact(
    demonstration_url: str, metric: str, options: Options, part: str, published: int
) -> None:
    assert figure(demonstration_url, metric, *options)[part] == published


@pytest.mark.parametrize(("metric", "options", "published"), TARGETS)
def test_a_published_target_is_that_of_the_figure(
    demonstration_url: str, metric: str, options: Options, published: float
) -> None:
    assert figure(demonstration_url, metric, *options)["target"] == published


def test_21_villages_are_cut_off_in_5_communes_of_4_districts(demonstration_url: str) -> None:
    by_commune = groups(demonstration_url, "cut_off", "area")
    by_district = groups(demonstration_url, "cut_off", "district")
    assert (len(by_commune), sum(by_commune.values())) == (5, 21)
    assert (len(by_district), sum(by_district.values())) == (4, 21)


def test_all_5g_stations_are_in_dong_hoi(demonstration_url: str) -> None:
    assert groups(demonstration_url, "stations_5g", "district") == {DONG_HOI: 15}


@pytest.fixture(scope="module")
def of_2024(demonstration_url: str) -> dict[str, Reading]:
    """Every metric of the catalogue for the whole province."""
    return _readings(demonstration_url, *CATALOGUE)


def _readings(url: str, *names: str, by: By | None = None) -> dict[str, Reading]:
    """By id, or with a breakdown by id and group."""
    engine, year = make_engine(url), Selection(period=Period.year(2024))
    province = read_province(ROOT / "config")
    with snapshot(engine) as snap:
        found = evaluate(snap, province, [CATALOGUE[name] for name in names], year, by=by)
    engine.dispose()
    return {f"{r.metric.id} {r.group.code}" if r.group else r.metric.id: r for r in found}


@pytest.mark.parametrize("name", [*DICTIONARY, *SYSTEMS])
def test_every_figure_that_a_leader_asks_for_has_a_value(
    of_2024: dict[str, Reading], name: str
) -> None:
    reading = of_2024[name]
    assert reading.value is not None, reading.reason
    assert reading.as_of is not None
    if isinstance(reading.metric.formula, Ratio):
        assert 0 < reading.value <= 1.05


def test_no_metric_of_the_catalogue_is_without_a_value(of_2024: dict[str, Reading]) -> None:
    assert {name: each.reason for name, each in of_2024.items() if each.value is None} == {}


def test_figures_of_offices_are_told_by_level_and_by_district(demonstration_url: str) -> None:
    names = ("petition_on_time", "portal_fresh", "firewall_agencies", "computers_per_official")
    levels = _readings(demonstration_url, *names, "services_online", by=By.LEVEL)
    districts = _readings(demonstration_url, *names, "adults_smartphone", by=By.DISTRICT)
    assert all(reading.value for reading in (*levels.values(), *districts.values()))
    assert (len(levels), len(districts)) == (5 * 3, 5 * 8)


def test_services_that_were_used_are_about_as_many_as_were_asked_for(
    of_2024: dict[str, Reading],
) -> None:
    assert 0.6 < (of_2024["service_used"].value or 0) < 0.65


def test_the_levels_add_up_to_the_whole(demonstration_url: str) -> None:
    for metric in ("online_submit", "network_joined", "doc_online"):
        levels = figure(demonstration_url, metric, "--by", "level")
        whole = figure(demonstration_url, metric)
        for part in ("numerator", "denominator"):
            assert sum(level[part] for level in levels) == whole[part]


def test_the_installed_command_says_the_same(demonstration_url: str) -> None:
    done = tamnhin(demonstration_url, "figure", "online_submit", "--level", "commune", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == figure(demonstration_url, "online_submit", *COMMUNE)
