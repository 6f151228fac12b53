"""`tamnhin siting`: from villages, stations and lists to a plan that can be checked by hand."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Engine

from cli import main
from data_access.engine import make_engine
from data_access.selection import Selection
from data_access.snapshot import snapshot
from data_access.stations import stations_on_air
from data_access.villages import every_village
from ingest.load import load_frame
from tests.integration.rows import YEAR, load, village
from tests.integration.test_api import client_of

Run = Callable[..., Result]
SHAPE = ["stations", "people_reached", "villages", "gap", "seconds"]
NOTHING_DONE = 2
KM = 1 / 111.195  # degrees of latitude


def station(code: str = "s1", **columns: Any) -> dict[str, Any]:
    return {
        "code": code,
        "mast_code": f"m{code}",
        "operator": "Viettel",
        "technology": "2g",
        "commune_code": "19111",
        "longitude": 106.1,
        "latitude": 17.4,
        "on_air_on": "2020-01-01",
        **columns,
    }


def silent(code: str, north_km: float, people: int, **columns: Any) -> dict[str, Any]:
    away = 17.4 + north_km * KM
    return village(code, latitude=away, people=people, signal="none", technology="none", **columns)


@pytest.fixture
def run(settled_sqlite: str) -> Run:
    """Three silent villages on a line, two of them near each other, and one with a signal."""
    engine = make_engine(settled_sqlite)
    rows = [
        silent("a", 0, 300),
        silent("b", 4, 250, has_power=False),
        silent("c", 40, 400),
        village("d", latitude=17.4 + 41 * KM),
    ]
    load(engine, "villages", *rows)
    load(
        engine,
        "stations",
        station("s1", latitude=17.4 + 2 * KM),
        station("s2", technology="4g", operator="VNPT", latitude=17.4 + 60 * KM),
        station("s3", latitude=17.4 + 2 * KM, off_air_on="2021-01-01", mast_code="gone"),
    )
    engine.dispose()

    def run(*arguments: str) -> Result:
        settings = {"TAMNHIN_DATABASE_URL": settled_sqlite, "TAMNHIN_SECRET_KEY": "test"}
        return CliRunner().invoke(main, ["siting", *arguments], env=settings)

    return run


def told(done: Result) -> dict[str, Any]:
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def sites(tmp_path: Path, text: str) -> str:
    path = tmp_path / "sites.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_mast_between_two_villages_reaches_both(run: Run) -> None:
    """At 4G's 2.32 km it reaches both of 300 and 250, more than the 400 of the third."""
    found = told(run("--new", "1", "--json"))
    assert list(found)[: len(SHAPE)] == SHAPE
    [site] = found["stations"]
    assert (site["code"], site["kind"], site["operators"]) == ("ms1", "mast", ["Viettel"])
    assert site["villages"] == ["a", "b"]
    assert found["people_reached"] == site["people"] == 550
    assert [each["code"] for each in found["villages"]] == ["a", "b"]
    assert [each["distance_km"] for each in found["villages"]] == pytest.approx([2, 2], abs=0.01)
    assert (found["gap"], found["waiting"], found["greedy"]) == (0, 950, 550)


def test_two_stations_reach_everybody_and_a_third_is_not_built(run: Run) -> None:
    found = told(run("--new", "3", "--json"))
    assert found["people_reached"] == found["waiting"] == found["reachable"] == 950
    assert [each["people"] for each in found["stations"]] == [550, 400]
    people = [step["people"] for step in found["curve"]]
    assert people == [0, 550, 950]


def test_a_mast_that_sends_this_generation_already_is_no_new_site(run: Run) -> None:
    kinds = {
        each["kind"] for each in told(run("--new", "3", "--technology", "2g", "--json"))["stations"]
    }
    assert kinds == {"village"}


def test_an_operator_builds_on_masts_of_others_only(run: Run) -> None:
    [site] = told(run("--new", "1", "--operator", "VNPT", "--json"))["stations"]
    assert site["kind"] == "mast"
    [site] = told(run("--new", "1", "--operator", "Viettel", "--json"))["stations"]
    assert site["kind"] == "village"
    done = run("--new", "1", "--operator", "Vietel")
    assert done.exit_code == NOTHING_DONE
    assert "'Vietel'" in done.stderr
    assert "Viettel, VNPT" in done.stderr


def test_where_there_is_no_grid_power_a_site_needs_the_sun(run: Run, tmp_path: Path) -> None:
    listed = sites(tmp_path, f"code,longitude,latitude\nx,106.1,{17.4 + 4 * KM}\ny,106.1,17.4\n")
    found = told(run("--new", "2", "--candidates", listed, "--strength", "good", "--json"))
    assert {each["code"]: each["solar"] for each in found["stations"]} == {"x": True, "y": False}
    assert {each["code"]: each["has_power"] for each in found["villages"]} == {
        "a": True,
        "b": False,
    }
    text = run("--new", "2", "--candidates", listed, "--strength", "good").stdout
    assert "mặt trời" in text


def test_a_list_is_all_there_is_to_choose_from(run: Run, tmp_path: Path) -> None:
    listed = sites(
        tmp_path, f"code;longitude;latitude\nfar;106,1;{17.4 + 40 * KM:.4f}\n".replace(".", ",")
    )
    found = told(run("--new", "5", "--candidates", listed, "--json"))
    assert [each["code"] for each in found["stations"]] == ["far"]
    assert (found["people_reached"], found["reachable"], found["waiting"]) == (400, 400, 950)


def test_a_taller_mast_of_the_list_reaches_farther(run: Run, tmp_path: Path) -> None:
    rows = f"low,106.1,{17.4 - 2.5 * KM},\ntall,106.1,{17.4 - 2.5 * KM},120\n"
    listed = sites(tmp_path, f"code,longitude,latitude,height\n{rows}")
    [site] = told(run("--new", "1", "--candidates", listed, "--json"))["stations"]
    assert (site["code"], site["height_m"], site["villages"]) == ("tall", 120, ["a"])


def test_a_budget_buys_what_reaches_most_for_it(run: Run, tmp_path: Path) -> None:
    rows = f"both,106.1,{17.4 + 2 * KM},9\none,106.1,17.4,4\nthree,106.1,{17.4 + 40 * KM},5\n"
    listed = sites(tmp_path, f"code,longitude,latitude,cost\n{rows}")
    found = told(run("--budget", "9", "--candidates", listed, "--json"))
    assert {each["code"] for each in found["stations"]} == {"one", "three"}
    assert found["people_reached"] == 700
    steps = [(each["stations"], each["people"]) for each in found["curve"]]
    assert steps == [(0, 0), (1, 400), (2, 700)]


def test_the_sun_costs_on_top(run: Run) -> None:
    """The mast between them has its power; a village without pays for the sun."""
    found = told(run("--budget", "2.4", "--share-cost", "2", "--solar-cost", "0.5", "--json"))
    assert [each["cost"] for each in found["stations"]] == [1, 1]
    assert found["people_reached"] == 700


def test_weak_villages_wait_only_when_asked(run: Run, settled_sqlite: str) -> None:
    engine = make_engine(settled_sqlite)
    load(engine, "villages", village("w", latitude=17.4 + 80 * KM, signal="weak", people=70))
    engine.dispose()
    assert told(run("--new", "9", "--json"))["waiting"] == 950
    assert told(run("--new", "9", "--weak", "--json"))["waiting"] == 1020


def test_only_villages_of_the_unit_and_the_day_wait(run: Run) -> None:
    assert told(run("--new", "1", "--district", "455", "--json"))["waiting"] == 950
    done = run("--new", "1", "--district", "450")
    assert done.exit_code == NOTHING_DONE
    assert "tamnhin load villages" in done.stderr


def test_when_nobody_waits_that_is_said(settled_sqlite: str) -> None:
    engine = make_engine(settled_sqlite)
    load(engine, "villages", village("v1"))
    engine.dispose()
    settings = {"TAMNHIN_DATABASE_URL": settled_sqlite, "TAMNHIN_SECRET_KEY": "test"}
    runner = CliRunner()
    found = told(runner.invoke(main, ["siting", "--new", "2", "--json"], env=settings))
    assert (found["stations"], found["people_reached"], found["gap"]) == ([], 0, 0)
    text = runner.invoke(main, ["siting", "--new", "2"], env=settings).stdout
    assert "Không còn thôn nào" in text


def test_sites_out_of_reach_are_said(run: Run, tmp_path: Path) -> None:
    listed = sites(tmp_path, "code,longitude,latitude\nx,105,10\n")
    found = told(run("--new", "1", "--candidates", listed, "--json"))
    assert (found["stations"], found["reachable"]) == ([], 0)
    assert "950 người" in run("--new", "1", "--candidates", listed).stdout


def test_a_plan_goes_into_a_spreadsheet_and_onto_a_map(run: Run, tmp_path: Path) -> None:
    table, places = tmp_path / "plan.csv", tmp_path / "plan.geojson"
    told(run("--new", "2", "--json", "--out", str(table)))
    rows = list(csv.DictReader(table.read_text(encoding="utf-8-sig").splitlines()))
    assert [(row["station"], row["village"], row["people"]) for row in rows] == [
        ("ms1", "a", "300"),
        ("ms1", "b", "250"),
        ("c", "c", "400"),
    ]
    told(run("--new", "2", "--json", "--out", str(places)))
    features = json.loads(places.read_text(encoding="utf-8"))["features"]
    assert [each["properties"]["type"] for each in features] == [
        "station", "village", "village", "station", "village",
    ]  # fmt: skip
    assert features[0]["geometry"]["coordinates"] == pytest.approx([106.1, 17.4 + 2 * KM])


def test_two_plans_are_compared(run: Run, tmp_path: Path) -> None:
    places = tmp_path / "one.geojson"
    told(run("--new", "1", "--json", "--out", str(places)))
    found = told(run("--new", "2", "--against", str(places), "--json"))["against"]
    assert found["people"] == {"both": 550, "this_only": 400, "other_only": 0}
    assert found["villages"]["this_only"] == ["c"]
    assert found["stations"]["both"] == ["ms1"]
    assert "cùng phủ 550" in run("--new", "2", "--against", str(places)).stdout


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("code,longitude\nx,106\n", "latitude"),
        ("code,longitude,latitude\nx,106,abc\n", "dòng 2"),
        ("code,longitude,latitude\nx,17.4,106.1\n", "đổi chỗ"),
        ("code,longitude,latitude\nx,106,17\nx,106,18\n", "dòng 3: mã 'x' đã có ở dòng 2"),
        ("code,longitude,latitude,height\nx,106,17,-5\n", "height -5"),
        ("code,longitude,latitude,height\nx,106,17,900\n", "900"),
        ("code,longitude,latitude\n", "không có dòng"),
        ("", "trống"),
    ],
)
def test_a_list_that_cannot_be_right_is_refused(
    run: Run, tmp_path: Path, text: str, said: str
) -> None:
    done = run("--new", "1", "--candidates", sites(tmp_path, text))
    assert done.exit_code == NOTHING_DONE, done.output
    assert said in done.stderr
    assert "Traceback" not in done.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "--new 5"),
        (["--new", "0"], "--new 5"),
        (["--new", "-3"], "--new 5"),
        (["--new", "2", "--budget", "3"], "một trong hai"),
        (["--budget", "-1"], "--budget -1"),
        (["--new", "two"], "two"),
        (["--new", "1", "--candidates", "absent.csv"], "absent.csv"),
        (["--new", "1", "--grid", "0"], "--grid 0"),
        (["--new", "1", "--height", "900"], "900"),
        (["--new", "1", "--limit", "nan"], "--limit nan"),
        (["--new", "1", "--out", "plan.pdf"], ".geojson"),
        (["--new", "1", "--out", "absent/plan.csv"], "absent/plan.csv"),
        (["--new", "1", "--against", "absent.geojson"], "absent.geojson"),
        (["--new", "1", "--district", "999"], "'999'"),
        (["--new", "1", "--technology", "6g"], "6g"),
        (["--new", "1", "--to", "soon"], "soon"),
    ],
)
def test_what_cannot_be_done_ends_in_2_with_a_sentence(
    run: Run, arguments: list[str], said: str
) -> None:
    done = run(*arguments)
    assert done.exit_code == NOTHING_DONE, done.output
    assert said in done.stderr
    assert "Traceback" not in done.output
    assert done.stdout == ""


def test_stations_on_air_and_villages_in_force_are_those_of_the_day(settled: Engine) -> None:
    load(settled, "stations", station("on"), station("off", off_air_on="2024-06-01"))
    known = {"frequency_mhz": 1_840, "height_m": "45,5", "power_w": 40}
    load(settled, "stations", station("later", on_air_on="2024-12-20", **known))
    load(settled, "villages", silent("a", 0, 9, surveyed_on="2024-05-31"))
    load(settled, "villages", village("a", surveyed_on="2024-11-30"), silent("b", 1, 5))
    with snapshot(settled) as snap:
        on_air = stations_on_air(snap, YEAR.end)
        assert [each.code for each in on_air] == ["later", "on"]
        assert on_air[0].mast == "mlater"
        told = [(each.frequency_mhz, each.height_m, each.power_w) for each in on_air]
        assert told == [(1_840, 45.5, 40), (None, None, None)]
        found = every_village(snap, Selection(period=YEAR))
        assert [(each.code, each.signal) for each in found] == [("a", "good"), ("b", "none")]


def test_the_demonstration_in_the_terminal(small_demonstration_url: str) -> None:
    settings = {"TAMNHIN_DATABASE_URL": small_demonstration_url, "TAMNHIN_SECRET_KEY": "test"}
    runner = CliRunner()
    five, ten = (
        told(runner.invoke(main, ["siting", "--new", number, "--json"], env=settings))
        for number in ("5", "10")
    )
    assert 0 < five["people_reached"] < ten["people_reached"] <= ten["waiting"]
    assert five["gap"] == ten["gap"] == 0
    assert len(ten["stations"]) == 10
    for found in (five, ten):
        assert sum(each["people"] for each in found["stations"]) == found["people_reached"]
        assert sum(each["people"] for each in found["villages"]) == found["people_reached"]
    [at_five] = [step for step in ten["curve"] if step["stations"] == 5]
    assert at_five["people"] <= five["people_reached"]
    said = runner.invoke(main, ["siting", "--new", "5"], env=settings).stdout
    assert "Đã chứng minh" in said
    assert "Dữ liệu trình diễn" in said


def test_programs_get_the_same_plan_as_json_and_as_files(small_demonstration_url: str) -> None:
    settings = {"TAMNHIN_DATABASE_URL": small_demonstration_url, "TAMNHIN_SECRET_KEY": "test"}
    printed = told(CliRunner().invoke(main, ["siting", "--new", "3", "--json"], env=settings))
    client = client_of(small_demonstration_url)
    answer = client.get("/api/v1/siting?new=3").get_json()
    assert {**answer, "seconds": 0} == {**printed, "seconds": 0}
    rows = list(csv.DictReader(client.get("/api/v1/siting.csv?new=3").text.splitlines()))
    assert sum(int(row["people"]) for row in rows) == printed["people_reached"]
    features = client.get("/api/v1/siting.geojson?new=3").get_json(force=True)["features"]
    assert sum(each["properties"]["type"] == "station" for each in features) == 3


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("new=0", "1–200"),
        ("new=many", "1–200"),
        ("technology=6g", "4g"),
        ("setting=sea", "suburban"),
        ("strength=none", "good"),
        ("district=999", "450"),
    ],
)
def test_a_wrong_wish_is_a_problem_that_names_the_right_ones(
    small_demonstration_url: str, query: str, said: str
) -> None:
    answer = client_of(small_demonstration_url).get(f"/api/v1/siting?{query}")
    assert answer.status_code == 400
    assert said in answer.get_json()["title"]


def test_a_loaded_list_is_chosen_from_and_its_costs_are_kept(run: Run, settled_sqlite: str) -> None:
    engine = make_engine(settled_sqlite)
    rows = [
        {"list_name": "Đợt 1", "code": "both", "longitude": 106.1, "latitude": 17.4 + 2 * KM},
        {"list_name": "Đợt 1", "code": "hill", "longitude": 106.1, "latitude": 17.4 + 40 * KM},
    ]
    rows[0] |= {"cost": 9.0}
    rows[1] |= {"kind": "height", "height_m": 120.0}
    load(engine, "sites", *rows)
    wrong = pd.DataFrame(
        [
            {"code": "sea", "longitude": 17.4, "latitude": 106.1},
            {"code": "free", "longitude": 106.1, "latitude": 17.4, "cost": 0.0},
        ]
    )
    assert load_frame(engine, "sites", wrong, source="sites").quarantined == 2
    engine.dispose()
    found = told(run("--new", "2", "--sites", "listed,height", "--json"))
    assert {each["code"]: (each["kind"], each["cost"]) for each in found["stations"]} == {
        "both": ("listed", 9),
        "hill": ("height", 1),
    }
    assert found["people_reached"] == 950
    [hill] = told(run("--new", "2", "--sites", "height", "--json"))["stations"]
    assert (hill["code"], hill["height_m"]) == ("hill", 120)
    assert (
        told(run("--new", "2", "--sites", "listed", "--list", "Khác", "--json"))["stations"] == []
    )


def test_the_interface_compares_as_the_command_does(
    small_demonstration_url: str, tmp_path: Path
) -> None:
    settings = {"TAMNHIN_DATABASE_URL": small_demonstration_url, "TAMNHIN_SECRET_KEY": "test"}

    def command(*arguments: str) -> dict[str, Any]:
        asked = ["siting", *arguments, "--json"]
        return told(CliRunner().invoke(main, asked, env=settings))

    places = tmp_path / "b.geojson"
    command("--new", "4", "--sites", "village", "--out", str(places))
    between = command("--new", "2", "--against", str(places))["against"]
    client = client_of(small_demonstration_url)
    answer = client.get("/api/v1/siting?new=2&b=1&b-new=4&b-sites=village")
    assert answer.get_json()["against"] == between
