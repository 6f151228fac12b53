"""The command: what it prints, how it ends, and that it never ends in a traceback."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli import main
from config.settings import ROOT
from ingest.tables import table_names
from metrics.catalogue import CATALOGUE
from tests.conftest import tamnhin

DONE, NOTHING_DONE, SOME_IN_QUARANTINE = 0, 2, 3
REPORT = [
    "table",
    "source",
    "read",
    "inserted",
    "updated",
    "unchanged",
    "deleted",
    "quarantined",
    "data_version",
    "seconds",
]
HEADER = "code,agency_code,field,channel,received_at,finished_at\n"
GOOD = "1,TP,Hộ tịch,online,2024-06-03 08:00,2024-06-07\n"
BAD = "2,TP,Hộ tịch,online,2024-06-03 08:00,2024-06-01\n"


def run(url: str, *arguments: str) -> Result:
    settings = {"TAMNHIN_DATABASE_URL": url, "TAMNHIN_SECRET_KEY": "test"}
    return CliRunner().invoke(main, list(arguments), env=settings)


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A database that is not there yet."""
    return f"sqlite:///{tmp_path / 'new' / 'tamnhin.db'}"


@pytest.fixture
def agencies(url: str, tmp_path: Path) -> str:
    path = tmp_path / "agencies.csv"
    path.write_text("code,name,level\nTP,Sở Tư pháp,province\n")
    assert run(url, "load", "agencies", str(path)).exit_code == DONE
    return url


@pytest.fixture
def dossiers(tmp_path: Path) -> Path:
    path = tmp_path / "dossiers.csv"
    path.write_text(HEADER + GOOD)
    return path


def test_loading_makes_the_database_and_says_what_was_done(agencies: str, dossiers: Path) -> None:
    done = run(agencies, "load", "dossiers", str(dossiers))
    assert done.exit_code == DONE
    assert "đọc 1, thêm 1, sửa 0, giữ nguyên 0, cách ly 0" in done.stdout


def test_a_load_prints_one_object_whose_numbers_add_up(agencies: str, dossiers: Path) -> None:
    dossiers.write_text(HEADER + GOOD + BAD)
    for inserted, unchanged in ((1, 0), (0, 1)):
        done = run(agencies, "load", "dossiers", str(dossiers), "--json")
        assert done.exit_code == SOME_IN_QUARANTINE
        report = json.loads(done.stdout)
        assert list(report) == REPORT
        assert (report["table"], report["deleted"]) == ("dossiers", 0)
        assert (report["inserted"], report["unchanged"]) == (inserted, unchanged)
        parts = ("inserted", "updated", "unchanged", "quarantined")
        assert report["read"] == sum(report[part] for part in parts) == 2
    sources = json.loads(run(agencies, "sources", "--json").stdout)
    assert {each["name"]: each["quarantined"] for each in sources}["one_stop"] == 1


def test_a_dry_run_counts_and_changes_nothing(agencies: str, dossiers: Path) -> None:
    done = run(agencies, "load", "dossiers", str(dossiers), "--dry-run")
    assert done.exit_code == DONE
    assert "Chạy thử" in done.stdout
    again = json.loads(run(agencies, "load", "dossiers", str(dossiers), "--json").stdout)
    assert again["inserted"] == 1


def test_a_loaded_row_is_in_the_figure(agencies: str, dossiers: Path) -> None:
    run(agencies, "load", "dossiers", str(dossiers))
    found = run(
        agencies, "figure", "received", "--from", "2024-06-01", "--to", "2024-06-30", "--json"
    )
    assert json.loads(found.stdout)["value"] == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["figure", "on_tme"], "'on_time'"),
        (["figure", "received", "--district", "999"], "'999'"),
        (["figure", "received", "--field", "Thiên văn"], "'Thiên văn'"),
        (["figure", "received", "--from", "0001-01-01"], "0001-01-01"),
        (["figure", "received", "--from", "2024-02-01", "--to", "2024-01-01"], "01/01/2024"),
        (["figure", "received", "--level", "village"], "village"),
        (["load", "dossiers", "absent.csv"], "absent.csv"),
        (["load", "dosiers", "absent.csv"], "dosiers"),
        (["load", "dossiers", "x.csv", "--mapping", "absent.toml"], "absent.toml"),
    ],
)
def test_what_cannot_be_done_ends_in_2_with_a_sentence(
    agencies: str, arguments: list[str], said: str
) -> None:
    done = run(agencies, *arguments)
    assert done.exit_code == NOTHING_DONE
    assert said in done.stderr
    assert "Traceback" not in done.output
    assert done.stdout == ""


@pytest.mark.parametrize("command", [["figure", "received"], ["sources"], ["serve"]])
def test_a_database_that_is_not_there_is_named_with_the_remedy(
    url: str, command: list[str]
) -> None:
    done = run(url, *command)
    assert done.exit_code == NOTHING_DONE
    assert "tamnhin demo" in done.stderr


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("nonsense", "nonsense"),
        ("oracle://host/name", "oracle"),
        ("nosuch://host/name", "nosuch"),
        ("postgresql://nobody@127.0.0.1:1/none", "127.0.0.1:1"),
        ("postgresql+psycopg://nobody@127.0.0.1:1/none", "127.0.0.1:1"),
    ],
)
def test_a_database_that_cannot_be_reached_is_named(address: str, said: str) -> None:
    for command in (["figure", "received"], ["load", "dossiers", "x.csv"], ["demo"], ["serve"]):
        done = run(address, *command)
        assert done.exit_code == NOTHING_DONE, done.output
        assert said in done.stderr


@pytest.mark.parametrize("content", [None, "[province", '[province]\nname = "Quảng Bình"'])
def test_a_configuration_that_cannot_be_read_is_named(
    agencies: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str | None
) -> None:
    monkeypatch.setenv("TAMNHIN_CONFIG", str(tmp_path))
    if content is not None:
        (tmp_path / "province.toml").write_text(content, encoding="utf-8")
    done = run(agencies, "figure", "received")
    assert done.exit_code == NOTHING_DONE, done.exception
    assert str(tmp_path / "province.toml") in done.stderr


def test_the_installed_command_ends_with_the_same_codes(url: str, tmp_path: Path) -> None:
    done = tamnhin(url, "figure", "received")
    assert (done.returncode, done.stdout) == (NOTHING_DONE, "")
    assert done.stderr.startswith("tamnhin: ")
    assert "Traceback" not in done.stderr
    shipped = ROOT / "config/mappings"
    example = shipped / "examples/service_requests.csv"
    mapping = shipped / "service_requests.toml"
    loaded = tamnhin(url, "load", "dossiers", str(example), "--mapping", str(mapping))
    assert loaded.returncode == SOME_IN_QUARANTINE, loaded.stderr


def test_figures_are_tables_for_people(agencies: str, dossiers: Path) -> None:
    run(agencies, "load", "dossiers", str(dossiers))
    period = ("--from", "2024-06-01", "--to", "2024-06-30")
    shown = run(agencies, "figure", "online_submit", *period, "--by", "agency")
    assert "Sở Tư pháp" in shown.stdout
    assert "100.00 %" in shown.stdout
    nothing = run(agencies, "figure", "paid_online", *period)
    assert "nothing_to_divide" in nothing.stdout
    listed = run(agencies, "sources")
    assert "Một cửa" in listed.stdout


def test_the_dictionary_needs_no_database(url: str) -> None:
    listed = json.loads(run(url, "metrics", "--json").stdout)
    assert [each["id"] for each in listed] == list(CATALOGUE)
    assert "online_submit" in run(url, "metrics").stdout


def test_help_lists_the_tables_that_can_be_loaded(url: str) -> None:
    shown = re.sub(r"\s", "", run(url, "load", "--help").stdout)
    for name in table_names():
        assert name in shown
