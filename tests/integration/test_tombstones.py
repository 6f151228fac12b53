"""Rows that say that they are gone: deleted here, and folded out of every figure."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Engine, select

from data_access.engine import reading
from data_access.errors import TamNhinError
from data_access.schema import agencies, areas, dossiers, quarantine, sources, stations, villages
from ingest.load import load_frame
from ingest.mapping import parse_mapping
from ingest.report import LoadReport
from ingest.tables import spec_of
from tests.integration.rows import dossier, finished, village
from tests.integration.test_load import assert_rollups_equal_rows, leads, station

FLAG = {"tombstone": {"column": "gone", "values": [1, "x"]}}


def load(
    engine: Engine, table: str, *rows: dict[str, Any], deletes: dict[str, Any] = FLAG
) -> LoadReport:
    mapping = parse_mapping({"deletes": deletes}, "test.toml")
    every = dict.fromkeys(column.name for column in spec_of(table).columns)
    frame = pd.DataFrame([{**every, "gone": 0, **row} for row in rows], dtype=object)
    report = load_frame(engine, table, frame, source="one_stop", mapping=mapping)
    assert report.read == (report.inserted + report.updated + report.unchanged + report.quarantined)
    return report


def gone(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "gone": 1}


def codes(engine: Engine, table: Any = dossiers) -> set[str]:
    with reading(engine) as connection:
        return set(connection.scalars(select(table.c.code)))


def waiting(engine: Engine) -> list[tuple[str, str]]:
    with reading(engine) as connection:
        found = select(quarantine.c.row_key, quarantine.c.reason).order_by(quarantine.c.id)
        return [tuple(row) for row in connection.execute(found)]


def test_a_row_that_is_marked_goes_and_so_does_all_that_it_counted(settled: Engine) -> None:
    before = load(settled, "dossiers", finished("a"), dossier("b"), dossier("c"))
    report = load(settled, "dossiers", gone({"code": "a"}), dossier("b"), gone({"code": "never"}))
    assert (report.updated, report.unchanged, report.deleted) == (1, 2, 1)
    assert report.data_version == before.data_version + 1
    assert codes(settled) == {"b", "c"}
    assert_rollups_equal_rows(settled)
    with reading(settled) as connection:
        assert connection.scalar(select(sources.c.rows).where(sources.c.name == "one_stop")) == 2


def test_a_mark_that_comes_again_changes_nothing(settled: Engine) -> None:
    load(settled, "dossiers", dossier("a"))
    first = load(settled, "dossiers", gone({"code": "a"}))
    again = load(settled, "dossiers", gone({"code": "a"}), gone({"code": "a"}))
    assert (first.deleted, again.deleted, again.unchanged) == (1, 0, 2)
    assert again.data_version == first.data_version


def test_nothing_but_the_key_of_a_marked_row_needs_to_be_right(settled: Engine) -> None:
    load(settled, "dossiers", dossier("a"), dossier("b", agency_code="nobody"))
    wrong = {"agency_code": "nobody", "received_at": "hôm qua", "channel": "fax"}
    report = load(settled, "dossiers", *(gone({"code": code, **wrong}) for code in "ab"))
    assert (report.deleted, report.quarantined) == (1, 0)
    assert waiting(settled) == []
    unknown = load(settled, "dossiers", gone(dossier(None)), dossier("c"))  # type: ignore[arg-type]
    assert (unknown.deleted, unknown.quarantined) == (0, 1)
    assert waiting(settled) == [("", "missing")]


@pytest.mark.parametrize("size", [1, 50])
def test_a_key_that_both_stands_and_is_gone_is_for_the_source_to_decide(
    settled: Engine, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr("ingest.sources.CHUNK_ROWS", size)
    report = load(settled, "dossiers", dossier("a"), gone({"code": "a"}))
    assert (report.deleted, report.quarantined) == (0, 1)
    assert waiting(settled) == [("a", "duplicate_key")]
    report = load(settled, "dossiers", gone({"code": "b"}), dossier("c"), dossier("b"))
    assert report.quarantined == 1
    assert codes(settled) == ({"a", "c"} if size == 1 else {"a", "b", "c"})


@pytest.mark.parametrize("mark", ["2024-06-01 08:00", True, "Có", 1.0])
def test_without_words_any_mark_but_no_means_gone(settled: Engine, mark: object) -> None:
    load(settled, "dossiers", dossier("a"), dossier("b"), dossier("c"))
    marks = [{"code": "a", "gone": mark}, dossier("b", gone=None), dossier("c", gone="Không")]
    report = load(settled, "dossiers", *marks, deletes={"tombstone": {"column": "gone"}})
    assert (report.deleted, report.unchanged) == (1, 2)
    assert codes(settled) == {"b", "c"}


def test_a_survey_that_goes_gives_its_time_back_to_the_one_before(settled: Engine) -> None:
    first, second = village(surveyed_on="2024-03-01"), village(surveyed_on="2024-06-01")
    load(settled, "villages", first, second, village("v2"))
    report = load(settled, "villages", gone({"code": "v1", "surveyed_on": "2024-06-01"}))
    assert report.deleted == 1
    with reading(settled) as connection:
        held = select(villages.c.superseded_day).where(villages.c.code == "v1")
        assert connection.scalars(held).all() == [99991231]
    assert_rollups_equal_rows(settled)


def test_a_mast_finds_a_new_lead_when_its_lead_goes(settled: Engine) -> None:
    place = {"commune_code": "18853"}
    load(settled, "stations", station("s1", "m1", **place), station("s2", "m1", **place))
    assert leads(settled) == {"m1": "s1"}
    load(settled, "stations", gone({"code": "s1"}))
    assert leads(settled) == {"m1": "s2"}
    assert codes(settled, stations) == {"s2"}
    assert_rollups_equal_rows(settled)


def test_what_other_rows_refer_to_stays_and_says_so(settled: Engine) -> None:
    load(settled, "dossiers", dossier("a", agency_code="TP"))
    report = load(settled, "agencies", gone({"code": "TP"}), gone({"code": "TC"}))
    assert (report.deleted, report.quarantined) == (1, 1)
    assert waiting(settled) == [("TP", "still_used")]
    assert "TP" in codes(settled, agencies)
    load(settled, "dossiers", gone({"code": "a"}))
    assert load(settled, "agencies", gone({"code": "TP"})).deleted == 1
    assert waiting(settled) == []


def test_places_go_together_with_those_inside_them_unless_one_is_used(settled: Engine) -> None:
    since = {"valid_from": None}
    inside = [gone({"code": code, **since}) for code in ("450", "18853", "455", "19111")]
    used = load(settled, "areas", *inside)
    assert (used.deleted, used.quarantined) == (0, 4)
    load(settled, "agencies", *(gone({"code": code}) for code in ("DH", "HT", "TT")))
    report = load(settled, "areas", *inside)
    assert (report.deleted, report.quarantined) == (3, 1)
    assert codes(settled, areas) == {"44", "455"}


def test_a_column_of_marks_that_is_not_there_is_named(settled: Engine) -> None:
    with pytest.raises(TamNhinError, match="'xoa'"):
        load(settled, "dossiers", dossier(), deletes={"tombstone": {"column": "xoa"}})
