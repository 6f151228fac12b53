"""The index as it is asked for: by command, over HTTP and on its page, from a province's rows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient

from cli import main
from config.province import read_province
from config.schemes import read_schemes
from config.settings import ROOT
from data_access.cache import SharedCache
from data_access.engine import make_engine
from data_access.selection import By, Period, Selection
from exports.briefing import Table
from metrics.catalogue import metric
from metrics.desk import Desk, View
from metrics.index.board import Board, board
from metrics.index.known import known_schemes
from metrics.index.peers import Peers, peers
from metrics.index.weak import weak
from pages.asking import ask
from pages.registry import page_at
from pages.scoring.asked import scoring
from pages.scoring.why_panel import chosen_unit
from tests.integration.test_api import client_of

YEAR = ("--from", "2024-01-01", "--to", "2024-12-31")
IN_2024 = {"from": "2024-01-01", "to": "2024-12-31"}
SUM = pytest.approx


@pytest.fixture(scope="module")
def view(small_demonstration_url: str) -> Iterator[View]:
    desk = Desk(
        engine=make_engine(small_demonstration_url),
        province=read_province(ROOT / "config"),
        cache=SharedCache(),
        schemes=known_schemes(ROOT / "config"),
    )
    with desk.open() as opened:
        yield opened


@pytest.fixture(scope="module")
def year(view: View) -> Board:
    return board(view, "766", Selection(period=Period.year(2024)))


@pytest.fixture(scope="module")
def client(small_demonstration_url: str) -> FlaskClient:
    return client_of(small_demonstration_url)


def printed(url: str, *arguments: str) -> dict[str, Any]:
    env = {"TAMNHIN_DATABASE_URL": url, "TAMNHIN_SECRET_KEY": "test"}
    done = CliRunner().invoke(main, ["index", *arguments, "--json"], env=env)
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_the_command_and_the_api_give_the_same(
    small_demonstration_url: str, client: FlaskClient
) -> None:
    found = printed(small_demonstration_url, "766", *YEAR, "--level", "district")
    answer = client.get("/api/v1/index/766", query_string={**IN_2024, "level": "district"})
    assert answer.status_code == 200
    assert answer.json == found
    assert len(found["units"]) == 8


def test_each_indicator_stands_on_the_very_reading_that_its_metric_has(
    view: View, small_demonstration_url: str
) -> None:
    found = printed(small_demonstration_url, "766", *YEAR, "--level", "district")
    names = [each["metric"] for each in found["units"][0]["indicators"]]
    readings = view.readings(
        [metric(name) for name in names], Selection(period=Period.year(2024)), by=By.AGENCY
    )
    told = {(r.group.code, r.metric.id): r for r in readings if r.group}
    for unit in found["units"]:
        for each in unit["indicators"]:
            reading = told.get((unit["code"], each["metric"]))
            assert each["ratio"] == (reading.value if reading else None), each
            assert each["numerator"] == (reading.numerator if reading else None), each


def test_parts_add_up_and_places_follow_scores(small_demonstration_url: str) -> None:
    found = printed(small_demonstration_url, "766", *YEAR, "--level", "province")
    for unit in found["units"]:
        points = sum(each["points"] or 0 for each in unit["indicators"])
        assert unit["points"] == SUM(points) == SUM(sum(g["points"] for g in unit["groups"]))
        if unit["score"] is not None:
            assert unit["score"] == SUM(100 * unit["points"] / unit["maximum"])
    ranked = [unit for unit in found["units"] if unit["rank"]]
    assert [u["score"] for u in ranked] == sorted((u["score"] for u in ranked), reverse=True)
    assert all(u["rank_best"] <= u["rank"] <= u["rank_worst"] for u in ranked)
    assert {u["unranked"] for u in found["units"] if not u["rank"]} <= {"few", "missing"}


def test_one_agency_is_told_against_its_whole_list(small_demonstration_url: str) -> None:
    every = printed(small_demonstration_url, "766", *YEAR, "--level", "province")["units"]
    code = next(unit["code"] for unit in every if unit["rank"] == 2)
    [alone] = printed(
        small_demonstration_url, "766", *YEAR, "--level", "province", "--agency", code
    )["units"]
    assert alone == next(unit for unit in every if unit["code"] == code)


@pytest.mark.parametrize(("by", "count"), [("district", 8), ("commune", 159), ("area", 159)])
def test_places_are_scored_as_offices_are(
    small_demonstration_url: str, by: str, count: int
) -> None:
    found = printed(small_demonstration_url, "dieu-hanh", *YEAR, "--by", by)
    assert 0 < len(found["units"]) <= count
    assert all(unit["score"] is None or 0 <= unit["score"] <= 100 for unit in found["units"])


def test_a_scheme_that_there_is_not_is_an_error_that_names_those_there_are(
    small_demonstration_url: str, client: FlaskClient
) -> None:
    env = {"TAMNHIN_DATABASE_URL": small_demonstration_url, "TAMNHIN_SECRET_KEY": "test"}
    done = CliRunner().invoke(main, ["index", "677"], env=env)
    assert done.exit_code == 2
    assert "766" in done.stderr
    answer = client.get("/api/v1/index/677")
    assert answer.status_code == 400
    assert "766" in answer.text


def test_points_that_were_published_make_lists_of_their_own_and_name_who_was_left_out(
    small_demonstration_url: str,
) -> None:
    found = printed(small_demonstration_url, "ict", *YEAR)
    assert {unit["level"] for unit in found["units"]} == {"province", "district"}
    assert all(each["metric"] is None for each in found["units"][0]["indicators"])
    left_out = [unit for unit in found["units"] if unit["unranked"] == "nothing"]
    assert left_out
    assert all(unit["score"] is None for unit in left_out)


def test_months_of_another_version_are_not_joined(view: View, year: Board) -> None:
    [scheme] = read_schemes(ROOT / "config")["766"]
    newer = replace(scheme, since=date(2024, 7, 1), file="766-moi.toml")
    schemes = {**view.schemes, "766": (scheme, newer)}
    found = board(replace(view, schemes=schemes), "766", year.selection)
    files = [sheet.scheme.file for sheet in found.months().values()]
    assert files == [scheme.file] * 18 + ["766-moi.toml"] * 6
    assert found.league("district").before is None
    assert all(each.rank_before is None for each in found.league("district").standings)


def test_peers_split_a_list_without_losing_anybody(view: View, year: Board) -> None:
    whole = set(year.whole.of_level("commune").codes)
    places = view.snap.places
    mountain, plain = (
        peers(year.whole, "commune", kind, places, By.AGENCY)
        for kind in (Peers.MOUNTAIN, Peers.PLAIN)
    )
    assert mountain | plain == whole
    assert not mountain & plain
    assert mountain
    among = year.league("commune", mountain)
    assert set(among.sheet.codes) == mountain


@pytest.mark.parametrize(
    "address",
    [
        "/index",
        "/index/ict",
        "/index/dieu-hanh?level=commune&rank=grouped",
        "/index?level=commune&peers=mountain",
        "/index?level=district&lang=en",
        "/unit/H46.02",
        "/unit/H46.03?scheme=ict",
    ],
)
def test_pages_are_drawn_and_their_briefings_hold_what_they_show(view: View, address: str) -> None:
    path, _, query = address.partition("?")
    found = page_at(path)
    assert found
    page, item = found
    with Flask("tests").test_request_context("/"):
        asked = ask(view, f"?{query}&from=2024-01-01&to=2024-12-31", item=item)
        content = page.content(asked)
        assert page.frame(content, asked)
        assert page.brief
        sections = page.brief(asked)
    assert sections
    shown = str(content.blocks)
    pieces = [piece for section in sections for piece in section.pieces]
    assert all(piece.source for piece in pieces)
    first = pieces[0]
    rows = first.rows if isinstance(first, Table) else first.table.rows
    assert rows
    assert all(row[1].text in shown for row in rows)


def test_a_briefing_of_a_list_says_why_and_who_is_weak(view: View) -> None:
    found = page_at("/index")
    assert found
    with Flask("tests").test_request_context("/"):
        asked = ask(view, "?from=2024-01-01&to=2024-12-31")
        assert found[0].brief
        [section] = found[0].brief(asked)
    _, reasons, lacking = section.pieces
    assert isinstance(reasons, Table)
    assert isinstance(lacking, Table)
    lost = sum(row[3].value or 0 for row in reasons.rows)
    of = scoring(asked)
    each = chosen_unit(asked, of)
    assert each
    assert each.score == SUM(of.scheme.total - lost)
    assert len(lacking.rows) == (weak(of.league.sheet).sum(axis=1) > 0).sum()
