"""Old months moved to Parquet: every reading stays as it is, and no list says that it is empty."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Engine, select

from api.figures import figure_json
from api.rows import rows_csv, rows_json
from commands.desk import desk_of
from config.settings import Settings
from data_access.engine import make_engine, reading, writing
from data_access.errors import TamNhinError
from data_access.schema import dossiers, quarantine
from ingest.load import load_frame
from ingest.mapping import parse_mapping
from ingest.outside.archiving import archive, restore
from ingest.outside.months import CAME
from ingest.proof import prove
from ingest.report import LoadReport
from ingest.rollup import rebuild
from metrics.catalogue import CATALOGUE
from tests.conftest import tamnhin
from tests.integration.cells import all_held
from tests.integration.rows import dossier, finished, load

ASKED: tuple[dict[str, str], ...] = (
    {"from": "2022-11-01", "to": "2024-12-27", "by": "month"},
    {"from": "2023-01-01", "to": "2023-12-31", "by": "district"},
    {"from": "2023-05-01", "to": "2023-05-31"},
)
MANY = {"from": "2023-03-01", "to": "2023-03-31"}


def test_no_reading_trend_or_ranking_moves_and_lists_say_where_their_rows_are(
    small_demonstration_copy: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TAMNHIN_DATABASE_URL", small_demonstration_copy)
    monkeypatch.setenv("TAMNHIN_SECRET_KEY", "test")
    engine = make_engine(small_demonstration_copy)
    before, rows, listed = _told(), _rows(engine), _listed("received")
    assert 0 < listed["count"] == len(listed["rows"])

    done = tamnhin(
        small_demonstration_copy, "archive", "--before", "2024-01", "--to", str(tmp_path / "kept")
    )
    assert done.returncode == 0, done.stderr
    for fact in list(CAME)[1:]:
        archive(engine, fact, before=202401, folder=tmp_path / "kept", progress=_quiet)
    assert _told() == before
    left = _rows(engine)
    assert 0 < len(left["dossiers"]) < len(rows["dossiers"])
    assert not [row for row in left["dossiers"] if row.received_day < 20240101 > row.closed_day]

    now = _listed("received")
    assert now["count"] == listed["count"] > len(now["rows"])
    assert now["archived"]["places"] == [str(tmp_path / "kept")]
    with desk_of(Settings.from_env()).open() as view:
        said = "".join(rows_csv(view, "received", MANY))
    assert "Trong kho lưu trữ" in said
    assert str(tmp_path / "kept") in said

    assert prove(engine).holds
    with writing(engine) as connection:
        held = all_held(connection)
        rebuild(connection)
        assert all_held(connection) == held

    done = tamnhin(small_demonstration_copy, "archive", "--restore")
    assert done.returncode == 0, done.stderr
    for fact in list(CAME)[1:]:
        restore(engine, fact, month=None, progress=_quiet)
    assert _rows(engine) == rows
    assert prove(engine).holds
    assert "archived" not in _listed("received")
    engine.dispose()


def test_what_comes_late_to_an_archived_month(settled: Engine, tmp_path: Path) -> None:
    """The same again is nothing, a change waits for the month to be restored, a dossier that was
    not there is new, one that is open has stayed."""
    load(settled, "dossiers", finished("a"), finished("b"), dossier("open"))
    archive(settled, dossiers, before=202412, folder=tmp_path, progress=_quiet)
    assert _codes(settled) == ["open"]

    again = _load(settled, finished("a"), finished("b", channel="online"), finished("late"))
    assert (again.unchanged, again.inserted, again.quarantined) == (1, 1, 1)
    assert _waiting(settled) == [("b", "archived")]
    moved = _load(settled, finished("a", received_at="2024-12-03 08:00", on="2024-12-05 09:00"))
    assert moved.quarantined == 1  # in a month that was not archived: it would count twice
    assert _load(settled, finished("open")).updated == 1
    assert prove(settled).holds

    restore(settled, dossiers, month=202406, progress=_quiet)
    mended = _load(settled, finished("b", channel="online"))
    assert mended.updated == 1
    assert ("b", "archived") not in _waiting(settled)
    assert _codes(settled) == ["a", "b", "late", "open"]
    assert prove(settled).holds


def test_what_a_source_deletes_in_an_archived_month_waits(settled: Engine, tmp_path: Path) -> None:
    load(settled, "dossiers", finished("a"), finished("b"))
    archive(settled, dossiers, before=202412, folder=tmp_path, progress=_quiet)
    mapping = parse_mapping({"deletes": {"tombstone": {"column": "gone"}}}, "test.toml")
    gone = pd.DataFrame([{**finished("a"), "gone": 1}])
    report = load_frame(settled, "dossiers", gone, source="one_stop", mapping=mapping)
    assert (report.deleted, report.quarantined) == (0, 1)
    assert _waiting(settled) == [("a", "archived")]
    assert prove(settled).holds


def test_a_file_that_is_away_lets_others_in_and_says_so(settled: Engine, tmp_path: Path) -> None:
    load(settled, "dossiers", finished("a"))
    archive(settled, dossiers, before=202412, folder=tmp_path, progress=_quiet)
    [file] = tmp_path.rglob("*.parquet")
    file.rename(file.with_suffix(".away"))
    later = {"received_at": "2024-12-02 08:00", "on": "2024-12-04 08:00"}
    report = _load(settled, finished("a"), finished("b", **later))
    assert (report.inserted, report.quarantined) == (1, 1)
    assert "2024-06" in report.notes[0].vi
    with pytest.raises(TamNhinError, match="part-1"):
        restore(settled, dossiers, month=None, progress=_quiet)


def test_a_month_that_is_not_over_stays(settled: Engine, tmp_path: Path) -> None:
    with pytest.raises(TamNhinError, match="2024-12"):
        archive(settled, dossiers, before=202501, folder=tmp_path, progress=_quiet)
    with pytest.raises(TamNhinError, match="không có tháng nào"):
        restore(settled, dossiers, month=202406, progress=_quiet)


def _told() -> dict[str, Any]:
    """Every metric as the command prints it: over two years by month, over one by district, and of
    a month; without the data version, which lists of rows go by."""
    with desk_of(Settings.from_env()).open() as view:
        return {
            f"{name} {asked}": _plain(figure_json(view, name, asked))
            for asked in ASKED
            for name in CATALOGUE
        }


def _plain(figure: Any) -> str:
    every = figure if isinstance(figure, list) else [figure]
    return json.dumps([{k: v for k, v in each.items() if k != "data_version"} for each in every])


def _listed(name: str) -> Any:
    with desk_of(Settings.from_env()).open() as view:
        return rows_json(view, name, MANY | {"limit": "1000"})


def _rows(engine: Engine) -> dict[str, list[Any]]:
    with reading(engine) as connection:
        return {
            fact.name: list(connection.execute(select(fact).order_by(fact.c.code))) for fact in CAME
        }


def _load(engine: Engine, *rows: dict[str, Any]) -> LoadReport:
    return load_frame(engine, "dossiers", pd.DataFrame(rows), source="one_stop")


def _codes(engine: Engine) -> list[str]:
    with reading(engine) as connection:
        return list(connection.scalars(select(dossiers.c.code).order_by(dossiers.c.code)))


def _waiting(engine: Engine) -> list[tuple[str, str]]:
    with reading(engine) as connection:
        query = select(quarantine.c.row_key, quarantine.c.reason).order_by(quarantine.c.row_key)
        return [(row.row_key, row.reason) for row in connection.execute(query)]


def _quiet(*_: Any) -> None:
    pass
