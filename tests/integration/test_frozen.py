"""Frozen figures stay as they were, to the digit, whatever is loaded since."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask.testing import FlaskClient
from sqlalchemy import Engine

from app import create_app
from cli import main
from config.settings import Settings
from tests.integration.rows import dossier, finished, load

JUNE = ("--from", "2024-06-01", "--to", "2024-06-30")
CORRECTED = ("received", "on_time", "online_submit", "median_days")


@pytest.fixture
def june(settled: Engine) -> Engine:
    """Three dossiers of two agencies, one of them late."""
    load(
        settled, "dossiers",
        finished("1"), finished("2", "2024-06-20 10:00"), dossier("3", agency_code="DH"),
    )  # fmt: skip
    return settled


def run(engine: Engine, *arguments: str) -> Result:
    url = engine.url.render_as_string(hide_password=False)
    settings = {"TAMNHIN_DATABASE_URL": url, "TAMNHIN_SECRET_KEY": "test"}
    return CliRunner().invoke(main, list(arguments), env=settings)


def printed(engine: Engine, *arguments: str) -> Any:
    done = run(engine, *arguments, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def client(engine: Engine) -> FlaskClient:
    url = engine.url.render_as_string(hide_password=False)
    environment = {
        "TAMNHIN_DATABASE_URL": url,
        "TAMNHIN_SECRET_KEY": "test",
        "TAMNHIN_ACCESS": "open",
    }
    made: FlaskClient = create_app(Settings.from_env(environment)).server.test_client()
    return made


def test_frozen_figures_do_not_change_when_corrections_are_loaded(june: Engine) -> None:
    live = {name: run(june, "figure", name, *JUNE, "--json").stdout for name in CORRECTED}
    assert run(june, "freeze", "Giao ban tháng 6", *JUNE).exit_code == 0
    load(june, "dossiers", finished("2", channel="online"), dossier("4", agency_code="TP"))
    for name in CORRECTED:
        kept = run(june, "figure", name, "--frozen", "Giao ban tháng 6", "--json")
        assert (kept.exit_code, kept.stdout) == (0, live[name])
    now = {name: printed(june, "figure", name, *JUNE) for name in CORRECTED}
    assert now["received"]["value"] == 4
    assert all(now[name]["value"] != json.loads(live[name])["value"] for name in CORRECTED[:3])


def test_a_breakdown_is_kept_as_a_list(june: Engine) -> None:
    asked = ("received", *JUNE, "--by", "agency")
    live = printed(june, "figure", *asked)
    printed(june, "freeze", "theo cơ quan", *asked)
    load(june, "dossiers", dossier("9", agency_code="TC"))
    assert printed(june, "figure", "received", "--frozen", "theo cơ quan") == live
    assert len(printed(june, "figure", *asked)) == len(live) + 1


def test_a_set_tells_when_it_was_made_of_what_and_at_which_version(june: Engine) -> None:
    version = printed(june, "figure", "received")["data_version"]
    printed(june, "freeze", "q2", "received", "on_time", *JUNE, "--level", "province")
    assert printed(june, "frozen") == [
        {
            "name": "q2",
            "made_at": "2024-12-27T08:00:00+07:00",
            "data_version": version,
            "selection": {"from": "2024-06-01", "to": "2024-06-30", "level": "province"},
            "by": None,
            "metrics": ["received", "on_time"],
        }
    ]
    assert "q2" in run(june, "frozen").stdout


def test_a_name_is_never_taken_over_silently(june: Engine) -> None:
    printed(june, "freeze", "q2", "received", *JUNE)
    again = run(june, "freeze", "q2", "on_time")
    assert again.exit_code == 2
    assert "--replace" in again.stderr
    assert printed(june, "frozen")[0]["metrics"] == ["received"]
    printed(june, "freeze", "q2", "on_time", "--replace")
    assert [each["metrics"] for each in printed(june, "frozen")] == [["on_time"]]


def test_what_cannot_be_frozen_or_told_ends_in_2_with_a_sentence(june: Engine) -> None:
    printed(june, "freeze", "q2", "received")
    for arguments, said in (
        (["freeze", "a/b"], "a/b"),
        (["freeze", " "], "' '"),
        (["freeze", "q3", "on_tme"], "'on_tme'"),
        (["freeze", "q3", "--district", "999"], "'999'"),
        (["figure", "received", "--frozen", "quý 2"], "tamnhin frozen"),
        (["figure", "on_time", "--frozen", "q2"], "'on_time'"),
        (["figure", "received", "--frozen", "q2", "--level", "commune"], "level"),
    ):
        done = run(june, *arguments)
        assert done.exit_code == 2
        assert said in done.stderr
    assert [each["name"] for each in printed(june, "frozen")] == ["q2"]


def test_what_is_kept_by_months_only_is_left_out_of_part_of_a_month_and_named(
    june: Engine,
) -> None:
    done = run(june, "freeze", "tuần", "--from", "2024-06-03", "--to", "2024-06-09")
    assert done.exit_code == 0
    assert "median_days" in done.stderr
    assert "median_days" not in printed(june, "frozen")[0]["metrics"]


def test_freezing_changes_no_figure_and_so_no_version(june: Engine) -> None:
    before = printed(june, "figure", "received")
    printed(june, "freeze", "q2")
    assert printed(june, "figure", "received") == before


def test_the_api_tells_sets_and_their_figures(june: Engine) -> None:
    live = printed(june, "figure", "received", *JUNE)
    printed(june, "freeze", "Quý 2", "received", *JUNE)
    load(june, "dossiers", dossier("9"))
    served = client(june)
    heads = served.get("/api/v1/frozen").get_json()
    assert heads == printed(june, "frozen")
    kept = served.get("/api/v1/frozen/Quý 2").get_json()
    assert kept == {**heads[0], "figures": {"received": live}}
    assert served.get("/api/v1/figures/received?frozen=Quý 2").get_json() == live
    missing = served.get("/api/v1/frozen/Quý 3")
    assert (missing.status_code, missing.mimetype) == (404, "application/problem+json")
    assert "Quý 2" in missing.get_json()["title"]
