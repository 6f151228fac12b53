"""Logs with one row an event load as one row a case, on real databases."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
import xlsxwriter
from sqlalchemy import Engine, Table, create_engine, select

from config.settings import ROOT
from data_access.days import NEVER, WAITING
from data_access.engine import reading
from data_access.schema import documents, dossiers, quarantine
from ingest.load import load_file
from ingest.report import LoadReport

MAPPINGS = ROOT / "config/mappings"
DOSSIERS = MAPPINGS / "examples/dossier_events.csv"


def load(engine: Engine, table: str, log: Path, mapping: str) -> LoadReport:
    report = load_file(engine, table, log, mapping_path=MAPPINGS / f"{mapping}.toml")
    kept = report.inserted + report.updated + report.unchanged
    assert report.read == kept + report.quarantined
    return report


def rows(engine: Engine, table: Table, *names: str) -> list[tuple[Any, ...]]:
    query = select(*(table.c[name] for name in names)).order_by(table.c[names[0]])
    with reading(engine) as connection:
        return [tuple(row) for row in connection.execute(query)]


def test_approvals_become_documents_with_their_three_times(engine: Engine) -> None:
    log = MAPPINGS / "examples/approval_events.csv"
    assert load(engine, "documents", log, "approval_events").inserted == 6
    assert load(engine, "documents", log, "approval_events").unchanged == 6
    found = rows(engine, documents, "code", "registered_at", "decided_at", "done_at")
    at = datetime
    assert found == [
        ("vi-du-01", at(2024, 3, 4, 1, 15), at(2024, 3, 5, 8, 45), at(2024, 3, 7, 9, 30)),
        # rejected, submitted again and approved: the approval is the decision
        ("vi-du-02", at(2024, 3, 4, 1, 40), at(2024, 3, 6, 3), at(2024, 3, 7, 9, 30)),
        ("vi-du-03", at(2024, 3, 4, 2, 5), None, None),
        # rejected and submitted again: nothing is decided yet
        ("vi-du-04", at(2024, 3, 5, 2), None, None),
        ("vi-du-05", at(2024, 3, 6, 2, 30), at(2024, 3, 11, 1, 45), None),
        ("vi-du-06", at(2024, 3, 11, 10, 10), at(2024, 3, 12, 1, 30), None),
    ]


def test_steps_of_dossiers_tell_state_pauses_and_the_rest(engine: Engine) -> None:
    assert load(engine, "dossiers", DOSSIERS, "dossier_events").inserted == 5
    names = ("code", "state", "deadline_day", "closed_day", "paused_days", "duration_days")
    assert rows(engine, dossiers, *names) == [
        ("VD-0001", 10, 20240610, 20240607, 0, 4),
        # asked on Tuesday 4/6, answered on Thursday: 5 and 6/6 are not the office's
        ("VD-0002", 9, 20240612, 20240612, 2, 5),
        ("VD-0003", 5, WAITING, NEVER, 0, None),
        ("VD-0004", 7, NEVER, 20240610, 0, None),
        ("VD-0005", 2, 20240619, NEVER, 0, None),
    ]


def test_a_case_with_a_bad_event_waits_in_quarantine_until_it_is_mended(
    engine: Engine, tmp_path: Path
) -> None:
    log = tmp_path / "log.csv"
    good = DOSSIERS.read_text(encoding="utf-8")
    log.write_text(good.replace("07/06/2024 16:00", "07/13/2024 16:00"), encoding="utf-8")
    report = load(engine, "dossiers", log, "dossier_events")
    assert (report.read, report.inserted, report.quarantined) == (5, 4, 1)
    ((key, line, reason, raw),) = rows(engine, quarantine, "row_key", "line", "reason", "raw")
    assert (key, line, reason) == ("VD-0001", 10, "impossible_date")
    assert json.loads(raw)["thời điểm"] == "07/13/2024 16:00"
    log.write_text(good, encoding="utf-8")
    assert load(engine, "dossiers", log, "dossier_events").inserted == 1
    assert rows(engine, quarantine, "row_key") == []


def test_a_case_that_went_bad_stays_as_it_was(engine: Engine, tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    good = DOSSIERS.read_text(encoding="utf-8")
    log.write_text(good, encoding="utf-8")
    load(engine, "dossiers", log, "dossier_events")
    before = rows(engine, dossiers, "code", "state", "content_hash")
    log.write_text(good + "VD-0005,13/06/2024 08:00,Thất lạc,,,,\n", encoding="utf-8")
    assert load(engine, "dossiers", log, "dossier_events").quarantined == 1
    assert rows(engine, dossiers, "code", "state", "content_hash") == before


def test_a_log_may_come_as_a_workbook_with_titles_above(engine: Engine, tmp_path: Path) -> None:
    cells = [line.split(",") for line in DOSSIERS.read_text(encoding="utf-8").splitlines()]
    path = tmp_path / "log.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Nhật ký")
        sheet.write(0, 0, "NHẬT KÝ XỬ LÝ HỒ SƠ (ví dụ)")
        for at, row in enumerate([[name.upper() for name in cells[0]], *cells[1:]]):
            sheet.write_row(2 + at, 0, row)
    assert load(engine, "dossiers", path, "dossier_events").inserted == 5
    written = rows(engine, dossiers, "code", "content_hash")
    assert load(engine, "dossiers", DOSSIERS, "dossier_events").unchanged == 5
    assert rows(engine, dossiers, "code", "content_hash") == written


def test_a_log_may_be_a_table_of_another_systems_database(engine: Engine, tmp_path: Path) -> None:
    log = pd.read_csv(DOSSIERS, dtype=str)
    theirs = create_engine(f"sqlite:///{tmp_path / 'theirs.db'}")
    log.to_sql("log", theirs, index=False)
    theirs.dispose()
    text = (MAPPINGS / "dossier_events.toml").read_text(encoding="utf-8")
    mapping = tmp_path / "theirs.toml"
    query = "[source]\nquery = 'SELECT * FROM log'"
    mapping.write_text(text.replace("[source]", query, 1), encoding="utf-8")
    address = f"sqlite:///{tmp_path / 'theirs.db'}"
    assert load_file(engine, "dossiers", address, mapping_path=mapping).inserted == 5
    assert load(engine, "dossiers", DOSSIERS, "dossier_events").unchanged == 5
