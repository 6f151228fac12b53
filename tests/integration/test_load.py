"""Loading: what goes in, what stays out and why, and that the numbers add up."""

from __future__ import annotations

import gzip
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Connection, Engine, Table, func, select

from config.settings import ROOT
from data_access import clock, rollups, schema
from data_access.days import NEVER
from data_access.engine import make_engine, reading, writing
from data_access.errors import NotReady, TamNhinError
from ingest.load import load_file, load_frame
from ingest.report import LoadReport
from ingest.rollup import rebuild

AGENCIES = pd.DataFrame(
    [("H46.01", "Sở Tư pháp", "province"), ("H46.450", "UBND Đồng Hới", "district")],
    columns=["code", "name", "level"],
)
PROCEDURES = pd.DataFrame(
    [("1.000001", "Cấp phiếu lý lịch tư pháp", "Tư pháp", 10)],
    columns=["code", "name", "field", "statutory_days"],
)
AREAS = pd.DataFrame(
    [
        ("44", "Quảng Bình", "province", None),
        ("450", "Đồng Hới", "district", "44"),
        ("18853", "Hải Thành", "commune", "450"),
        ("18856", "Đồng Phú", "commune", "450"),
    ],
    columns=["code", "name", "level", "parent_code"],
)
SERVICE_REQUESTS = ROOT / "config/mappings/service_requests.toml"
EXAMPLE = ROOT / "config/mappings/examples/service_requests.csv"


@pytest.fixture
def places(engine: Engine) -> Engine:
    with writing(engine) as connection:
        clock.set_clock(connection, datetime(2024, 12, 27, 1), runs=False)
    load_frame(engine, "areas", AREAS, source="areas")
    load_frame(engine, "agencies", AGENCIES, source="agencies")
    load_frame(engine, "procedures", PROCEDURES, source="procedures")
    return engine


def dossier(code: str = "H46-1", **columns: Any) -> dict[str, Any]:
    return {
        "code": code,
        "agency_code": "H46.01",
        "procedure_code": "1.000001",
        "channel": "online",
        "received_at": "2024-06-03 08:00",
        "due_at": "2024-06-10 17:00",
        "finished_at": "2024-06-07 10:00",
        **columns,
    }


def load_dossiers(engine: Engine, *rows: dict[str, Any], source: str = "one_stop") -> LoadReport:
    return load_frame(engine, "dossiers", pd.DataFrame(rows), source=source)


def one(engine: Engine, table: Table, code: str) -> Any:
    with reading(engine) as connection:
        return connection.execute(select(table).where(table.c.code == code)).one()


def quarantined(engine: Engine) -> list[Any]:
    with reading(engine) as connection:
        return list(connection.execute(select(schema.quarantine).order_by(schema.quarantine.c.id)))


def counts(report: LoadReport) -> tuple[int, int, int, int, int]:
    assert report.read == (report.inserted + report.updated + report.unchanged + report.quarantined)
    return report.read, report.inserted, report.updated, report.unchanged, report.quarantined


def assert_rollups_equal_rows(engine: Engine) -> None:
    """What changes added up to is what folding everything anew gives."""
    with writing(engine) as connection:
        kept = _rollups(connection)
        rebuild(connection)
        assert kept == _rollups(connection)


def _rollups(connection: Connection) -> dict[str, set[tuple[Any, ...]]]:
    found = {}
    for table in {rollup.table for rollup in rollups.ALL}:
        keys = len(table.primary_key.columns)
        rows = connection.execute(select(*table.primary_key.columns, *_sums(table)))
        found[table.name] = {tuple(row) for row in rows if any(row[keys:])}
    return found


def _sums(table: Table) -> list[Any]:
    return [column for column in table.columns if not column.primary_key]


def test_new_changed_and_unchanged_rows_are_told_apart(places: Engine) -> None:
    assert counts(load_dossiers(places, dossier("a"), dossier("b"))) == (2, 2, 0, 0, 0)
    changed = dossier("b", channel="direct")
    assert counts(load_dossiers(places, dossier("a"), changed, dossier("c"))) == (3, 1, 1, 1, 0)
    assert one(places, schema.dossiers, "b").channel == "direct"
    assert_rollups_equal_rows(places)


def test_loading_the_same_twice_changes_nothing_but_the_time_of_arrival(places: Engine) -> None:
    rows = [dossier("a"), dossier("b", agency_code="unknown")]
    first = load_dossiers(places, *rows)
    with writing(places) as connection:
        clock.set_clock(connection, datetime(2024, 12, 27, 2), runs=False)
    again = load_dossiers(places, *rows)
    assert counts(again) == (2, 0, 0, 1, 1)
    assert again.data_version == first.data_version
    assert len(quarantined(places)) == 1
    with reading(places) as connection:
        query = select(schema.sources).where(schema.sources.c.name == "one_stop")
        source = connection.execute(query).one()
    assert source.arrived_at == datetime(2024, 12, 27, 2)
    assert source.as_of == datetime(2024, 6, 7, 3)
    assert source.rows == 1


@pytest.mark.parametrize(
    ("wrong", "reason", "named"),
    [
        ({"agency_code": "H99"}, "unknown_agency", "H99"),
        ({"procedure_code": "9.9"}, "unknown_procedure", "9.9"),
        ({"finished_at": "2024-06-01"}, "finish_before_receipt", "2024-06-01"),
        ({"received_at": "hôm qua"}, "impossible_date", "hôm qua"),
        ({"received_at": "1975-04-30"}, "impossible_date", "1975"),
        ({"finished_at": "2025-06-01"}, "impossible_date", "tương lai"),
        ({"state": "11"}, "unknown_state", "11"),
        ({"state": "xong"}, "unknown_state", "xong"),
        ({"channel": "fax"}, "unknown_value", "fax"),
        ({"received_at": None}, "missing", "received_at"),
        ({"state": 9, "finished_at": None}, "missing", "finished_at"),
        ({"paused_days": "hai"}, "bad_number", "hai"),
        ({"pauses": "2024-06-05/2024-06-03"}, "bad_pause", "2024-06-05/2024-06-03"),
        ({"pauses": "2024-06-05/2025-06-03"}, "impossible_date", "tương lai"),
        ({"code": "x" * 61}, "too_long", "60"),
    ],
)
def test_a_row_that_cannot_be_right_is_kept_apart_with_its_reason(
    places: Engine, wrong: dict[str, Any], reason: str, named: str
) -> None:
    report = load_dossiers(places, dossier("good"), dossier(**wrong))
    assert counts(report) == (2, 1, 0, 0, 1)
    assert report.exit_code == 3
    (row,) = quarantined(places)
    assert (row.reason, row.line) == (reason, 3)
    assert named in row.detail
    assert "NaN" not in row.raw
    assert json.loads(row.raw)["agency_code"] == wrong.get("agency_code", "H46.01")


def test_a_mended_row_leaves_the_quarantine(places: Engine) -> None:
    load_dossiers(places, dossier("a", agency_code="H99"), dossier("b", channel="fax"))
    report = load_dossiers(places, dossier("a"))
    assert counts(report) == (1, 1, 0, 0, 0)
    assert [row.row_key for row in quarantined(places)] == ["b"]


def test_a_row_that_is_bad_in_another_way_is_in_quarantine_once(places: Engine) -> None:
    load_dossiers(places, dossier("a", agency_code="H99"))
    load_dossiers(places, dossier("b"), dossier("a", channel="fax"))
    assert [(row.row_key, row.reason, row.line) for row in quarantined(places)] == [
        ("a", "unknown_value", 3)
    ]


def test_a_row_without_a_key_leaves_when_its_source_comes_mended(places: Engine) -> None:
    load_dossiers(places, dossier(None))  # type: ignore[arg-type]
    load_dossiers(places, dossier("z"), source="another")
    assert len(quarantined(places)) == 1
    load_dossiers(places, dossier("a"))
    assert quarantined(places) == []


def test_a_key_twice_counts_as_unchanged_or_goes_to_quarantine(places: Engine) -> None:
    rows = [dossier("a"), dossier("a"), dossier("a", channel="direct")]
    assert counts(load_dossiers(places, *rows)) == (3, 1, 0, 1, 1)
    assert quarantined(places)[0].reason == "duplicate_key"
    assert one(places, schema.dossiers, "a").channel == "online"
    assert counts(load_dossiers(places, *rows)) == (3, 0, 0, 2, 1)
    assert len(quarantined(places)) == 1


def test_a_key_twice_is_known_across_chunks(
    places: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.sources.CHUNK_ROWS", 2)
    rows = [dossier(code) for code in "abcd"]
    again = [dossier("a", channel="direct"), dossier("b")]
    assert counts(load_dossiers(places, *rows, *again)) == (6, 4, 0, 1, 1)
    assert_rollups_equal_rows(places)


def test_a_dry_run_reports_all_and_leaves_nothing(places: Engine) -> None:
    before = load_dossiers(places, dossier("a"))
    report = load_frame(
        places,
        "dossiers",
        pd.DataFrame([dossier("b"), dossier("c", channel="fax")]),
        source="one_stop",
        dry_run=True,
    )
    assert counts(report) == (2, 1, 0, 0, 1)
    assert report.data_version == before.data_version
    assert quarantined(places) == []
    with reading(places) as connection:
        assert connection.scalar(select(func.count()).select_from(schema.dossiers)) == 1


def test_a_load_that_fails_half_way_leaves_nothing(
    places: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.sources.CHUNK_ROWS", 1)

    def stop(done: int, _: int | None) -> None:
        if done == 2:
            raise KeyboardInterrupt

    frame = pd.DataFrame([dossier(code) for code in "abc"])
    with pytest.raises(KeyboardInterrupt):
        load_frame(places, "dossiers", frame, source="x", progress=stop)
    assert counts(load_dossiers(places, *frame.to_dict("records"))) == (3, 3, 0, 0, 0)  # type: ignore[arg-type]


def test_days_deadlines_and_durations_are_worked_out(places: Engine) -> None:
    load_dossiers(
        places,
        dossier("early"),
        dossier("paused", due_at="2024-06-07", paused_days=1, finished_at="2024-06-10 16:00"),
        dossier("by_the_clock", due_at="2024-06-07 09:00"),
        dossier("statutory", due_at=None, finished_at=None),
        dossier("neither", due_at=None, finished_at=None, procedure_code=None, field="Đất đai"),
        dossier("evening", received_at="2024-06-03 23:30"),
        dossier("withdrawn", state=7, finished_at=None, closed_at="2024-06-05 09:00"),
        dossier("stopped", state=8, finished_at=None),
        dossier("returned", state=10, finished_at=None, returned_at="2024-06-11 08:00"),
    )

    def got(code: str) -> tuple[Any, ...]:
        row = one(places, schema.dossiers, code)
        return row.state, row.deadline_day, row.closed_day, row.late, row.early, row.duration_days

    assert got("early") == (9, 20240610, 20240607, False, True, 4)
    assert got("paused") == (9, 20240610, 20240610, False, False, 4)
    assert got("by_the_clock") == (9, 20240607, 20240607, True, False, 4)
    assert got("statutory") == (4, 20240617, NEVER, False, False, None)
    assert got("neither") == (4, NEVER, NEVER, False, False, None)
    assert got("withdrawn") == (7, 20240610, 20240605, False, False, None)
    assert got("stopped") == (8, 20240610, 20240603, False, False, None)
    assert got("returned") == (10, 20240610, 20240611, True, False, 6)
    assert one(places, schema.dossiers, "evening").received_day == 20240603
    assert one(places, schema.dossiers, "early").field == "Tư pháp"
    assert one(places, schema.dossiers, "early").received_at == datetime(2024, 6, 3, 1)


def village(surveyed: str, code: str = "v1", **columns: Any) -> dict[str, Any]:
    return {
        "code": code,
        "surveyed_on": surveyed,
        "name": "Bản Dốc Mây",
        "commune_code": "18853",
        "longitude": 106.5,
        "latitude": 17.2,
        "people": 120,
        "households": 30,
        "signal": "none",
        "technology": "none",
        "has_power": "không",
        "has_broadband": False,
        **columns,
    }


def test_a_survey_holds_until_the_next_one(places: Engine) -> None:
    def surveys(*rows: dict[str, Any]) -> LoadReport:
        return load_frame(places, "villages", pd.DataFrame(rows), source="coverage")

    surveys(village("2024-01-15"), village("2024-01-15", "v2"))
    surveys(village("2024-06-15", signal="good", has_power=True))
    surveys(village("2024-03-15", signal="weak"))
    with reading(places) as connection:
        v = schema.villages
        query = select(v.c.code, v.c.surveyed_day, v.c.superseded_day).order_by(v.c.code, v.c[1])
        assert [tuple(row) for row in connection.execute(query)] == [
            ("v1", 20240115, 20240315),
            ("v1", 20240315, 20240615),
            ("v1", 20240615, NEVER),
            ("v2", 20240115, NEVER),
        ]
    assert_rollups_equal_rows(places)
    assert counts(surveys(village("2024-01-15"))) == (1, 0, 0, 1, 0)


def station(code: str, mast: str, **columns: Any) -> dict[str, Any]:
    return {
        "code": code,
        "mast_code": mast,
        "operator": "Viettel",
        "technology": "4g",
        "commune_code": "18853",
        "longitude": 106.6,
        "latitude": 17.4,
        "on_air_on": date(2020, 1, 1),
        "off_air_on": None,
        **columns,
    }


def leads(engine: Engine) -> dict[str, str]:
    with reading(engine) as connection:
        s = schema.stations
        rows = connection.execute(select(s.c.mast_code, s.c.code).where(s.c.mast_lead))
        found = [tuple(row) for row in rows]
    assert len(found) == len(dict(found))
    return dict(found)


def test_each_mast_has_one_lead_among_its_stations(places: Engine) -> None:
    def stations(*rows: dict[str, Any]) -> LoadReport:
        return load_frame(places, "stations", pd.DataFrame(rows), source="coverage")

    first = [station("s1", "m1"), station("s2", "m1"), station("s3", "m2")]
    stations(*first)
    assert leads(places) == {"m1": "s1", "m2": "s3"}
    assert counts(stations(*first)) == (3, 0, 0, 3, 0)
    stations(station("s1", "m2"))
    assert leads(places) == {"m1": "s2", "m2": "s1"}
    stations(station("s1", "m2", off_air_on="2024-05-01"))
    assert leads(places) == {"m1": "s2", "m2": "s3"}
    assert_rollups_equal_rows(places)


def test_documents_observations_and_targets_go_in(places: Engine) -> None:
    documents = pd.DataFrame(
        {
            "code": ["1/UBND", "2/UBND"],
            "agency_code": "H46.01",
            "direction": ["in", "out"],
            "registered_at": "2024-06-03 23:30",
            "signed": [False, True],
        }
    )
    assert load_frame(places, "documents", documents, source="documents").inserted == 2
    assert one(places, schema.documents, "1/UBND").registered_day == 20240603
    totals = {"metric": "satisfied", "period_from": "2024-01-01", "period_to": "2024-12-31"}
    observed = pd.DataFrame([{**totals, "value": "74,3"}, {**totals, "area_code": "x", "value": 1}])
    assert counts(load_frame(places, "observations", observed, source="reports")) == (2, 1, 0, 0, 1)
    assert quarantined(places)[0].reason == "unknown_area"
    target = pd.DataFrame([{**totals, "value": 0.9, "level": "commune"}])
    assert load_frame(places, "targets", target, source="targets").inserted == 1
    with reading(places) as connection:
        assert connection.scalar(select(schema.observations.c.value)) == 74.3
        reported = select(schema.sources.c.as_of).where(schema.sources.c.name == "reports")
        assert connection.scalar(reported) == datetime(2024, 12, 27, 1)
    assert_rollups_equal_rows(places)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("packed", [False, True])
def test_a_csv_is_read_however_it_is_written(
    engine: Engine, tmp_path: Path, delimiter: str, newline: str, packed: bool
) -> None:
    lines = ["code,name,level", "a,Sở A,province", "", "b,Sở B,xã", "c,Sở C,province,thừa"]
    text = "\ufeff" + newline.join(lines).replace(",", delimiter) + newline
    path = tmp_path / ("agencies.csv.gz" if packed else "agencies.csv")
    path.write_bytes(gzip.compress(text.encode()) if packed else text.encode())
    assert counts(load_file(engine, "agencies", path)) == (3, 1, 0, 0, 2)
    assert [(row.line, row.reason) for row in quarantined(engine)] == [
        (4, "unknown_value"),
        (5, "bad_shape"),
    ]


def test_the_shipped_example_loads_with_its_mapping(engine: Engine) -> None:
    first = load_file(engine, "dossiers", EXAMPLE, mapping_path=SERVICE_REQUESTS)
    assert first.read >= 30
    assert {row.reason for row in quarantined(engine)} == {"finish_before_receipt"}
    assert first.quarantined == 2
    again = load_file(engine, "dossiers", EXAMPLE, mapping_path=SERVICE_REQUESTS)
    assert counts(again) == (first.read, 0, 0, first.inserted, 2)
    with reading(engine) as connection:
        codes = list(connection.scalars(select(schema.agencies.c.code)))
    assert codes
    assert all(code.isascii() and len(code) <= 40 for code in codes)
    assert_rollups_equal_rows(engine)


def test_the_report_is_the_object_of_the_contract(places: Engine) -> None:
    printed = json.loads(load_dossiers(places, dossier("a")).to_json())
    assert list(printed) == [
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
    with reading(places) as connection:
        kept = connection.execute(
            select(schema.loads).where(schema.loads.c.table_name == "dossiers")
        ).one()
    assert (kept.read, kept.inserted, kept.source) == (1, 1, "one_stop")


def test_a_database_without_tables_is_named_with_the_remedy(tmp_path: Path) -> None:
    empty = make_engine(f"sqlite:///{tmp_path / 'empty.db'}")
    with pytest.raises(NotReady, match=r"data_access\.migrate"):
        load_frame(empty, "agencies", AGENCIES, source="x")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("absent.csv", None, "absent.csv"),
        ("agencies.parquet", "x", ".csv.gz"),
        ("agencies.csv", "code,nam,level\n", "'nam'"),
        ("agencies.csv", "code,code,level\n", "hai lần"),
        ("agencies.csv", "", "tiêu đề"),
        ("agencies.geojson", "{}", "FeatureCollection"),
    ],
)
def test_a_source_that_cannot_be_read_is_named_with_the_remedy(
    engine: Engine, tmp_path: Path, name: str, content: str | None, said: str
) -> None:
    if content is not None:
        (tmp_path / name).write_text(content)
    with pytest.raises(TamNhinError, match=said):
        load_file(engine, "agencies", tmp_path / name)


def test_an_unknown_table_is_answered_with_the_closest(engine: Engine) -> None:
    with pytest.raises(TamNhinError, match="dossiers"):
        load_frame(engine, "dosiers", AGENCIES, source="x")
