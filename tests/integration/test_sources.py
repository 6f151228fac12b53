"""What every source supplies, what waits to be mended, and who has not reported."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Engine, delete, func, insert, select, update

from api.quarantine import quarantine_csv
from api.sources import sources_json, tables_of
from data_access.cache import SharedCache
from data_access.engine import reading, writing
from data_access.errors import UnknownFilter
from data_access.monthly import Completeness
from data_access.schema import loads, pulls, sources
from data_access.selection import Selection
from ingest.load import load_file, load_frame
from ingest.notes import Note, notes_json
from metrics.desk import Desk
from tests.integration.rows import YEAR, dossier, finished, load, observation, province, village

HEAD = "code,agency_code,field,channel,state,received_at,finished_at\n"
BAD = (
    "A-1,=1+1,Hộ tịch,online,2,2024-06-03 08:00,\n"
    'A-2,XX,"Đất, đai",online,2,2024-06-03 08:00,\n'
    "A-3,TP,Hộ tịch,online,9,2024-06-03 08:00,2024-06-01\n"
)


def desk(engine: Engine) -> Desk:
    return Desk(engine=engine, province=province(), cache=SharedCache())


def listed(engine: Engine) -> dict[str, dict[str, Any]]:
    with desk(engine).open() as view:
        return {each["name"]: each for each in sources_json(view)}


def complete(engine: Engine, source: str, **filters: Any) -> Completeness:
    with desk(engine).open() as view:
        supply = view.supply(province().sources[source], Selection(period=YEAR, **filters))
        return supply.reported[0]


@pytest.fixture
def bad_file(tmp_path: Path) -> Path:
    path = tmp_path / "bad.csv"
    path.write_text(HEAD + BAD, encoding="utf-8")
    return path


def test_a_source_tells_its_last_loads_and_what_they_guessed(settled: Engine) -> None:
    load_frame(
        settled, "dossiers", pd.DataFrame([dossier("1"), dossier("2")]), source="a.csv",
        province=province(),
    )  # fmt: skip
    with writing(settled) as connection:
        newest = select(func.max(loads.c.id)).scalar_subquery()
        notes = notes_json([Note("Dấu phân cách: ;", "Delimiter: ;")])
        connection.execute(update(loads).where(loads.c.id == newest).values(notes=notes))
        system = connection.scalar(select(loads.c.system).where(loads.c.id == newest))
    told = listed(settled)["one_stop"]
    assert system == "one_stop"
    assert (told["read"], told["rows"]) == (2, 2)
    assert told["loads"][0]["source"] == "a.csv"
    assert told["loads"][0]["notes"] == [{"vi": "Dấu phân cách: ;", "en": "Delimiter: ;"}]


def test_of_several_loads_of_a_table_the_last_is_told(settled: Engine) -> None:
    for code in ("1", "2", "3"):
        load(settled, "dossiers", dossier(code))
    assert listed(settled)["one_stop"]["loads"][0]["data_version"] == 5
    assert listed(settled)["one_stop"]["read"] == 1


def test_a_source_that_was_never_loaded_is_never(settled: Engine) -> None:
    told = listed(settled)["documents"]
    assert (told["state"], told["read"], told["as_of"], told["loads"]) == ("never", None, None, [])


def test_a_pull_that_fails_is_told_with_its_problem(settled: Engine) -> None:
    row = {"table_name": "documents", "source": "mysql://x", "failures": 3, "problem": "Hết giờ"}
    with writing(settled) as connection:
        connection.execute(insert(pulls).values(row))
    told = listed(settled)["documents"]["pulls"][0]
    assert (told["failures"], told["problem"], told["tried_at"]) == (3, "Hết giờ", None)


def test_the_state_goes_from_live_over_late_to_silent_by_the_sources_own_rhythm(
    settled: Engine,
) -> None:
    load_frame(
        settled, "dossiers", pd.DataFrame([dossier(received_at="2024-12-27 07:55")]), source="a",
        province=province(),
    )  # fmt: skip
    assert listed(settled)["one_stop"]["state"] == "live"
    for minutes, state in ((30, "late"), (90, "silent")):
        with writing(settled) as connection:
            past = pd.Timestamp("2024-12-27 01:00") - pd.Timedelta(minutes=minutes)
            connection.execute(update(sources).values(as_of=past.to_pydatetime()))
        assert listed(settled)["one_stop"]["state"] == state


def test_rows_to_mend_are_counted_by_reason_in_words(settled: Engine, bad_file: Path) -> None:
    load_file(settled, "dossiers", bad_file, province=province())
    told = listed(settled)["one_stop"]
    assert told["quarantined"] == 3
    counted = [(each["label"], each["label_en"], each["rows"]) for each in told["reasons"]]
    assert counted == [
        ("Cơ quan chưa có", "Unknown agency", 2),
        ("Xong trước khi nhận", "Finished before it was received", 1),
    ]


def rows_to_mend(engine: Engine, source: str | None = None) -> list[dict[str, str]]:
    with desk(engine).open() as view:
        text = "".join(quarantine_csv(view, tables_of(view, source)))
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_the_list_to_mend_has_place_reason_and_the_row_as_it_came(
    settled: Engine, bad_file: Path
) -> None:
    load_file(settled, "dossiers", bad_file, province=province())
    row = rows_to_mend(settled)[1]
    assert (row["bảng"], row["nguồn"], row["dòng"]) == ("dossiers", str(bad_file), "3")
    assert (row["khóa"], row["lý do"]) == ("A-2", "Cơ quan chưa có")
    assert "'XX'" in row["chi tiết"]
    assert (row["code"], row["field"], row["finished_at"]) == ("A-2", "Đất, đai", "")


def test_no_cell_of_the_list_is_run_as_a_formula(settled: Engine, bad_file: Path) -> None:
    load_file(settled, "dossiers", bad_file, province=province())
    assert rows_to_mend(settled)[0]["agency_code"] == "'=1+1"


def test_the_list_can_be_of_one_source_and_names_one_that_there_is_not(
    settled: Engine, bad_file: Path
) -> None:
    load_file(settled, "dossiers", bad_file, province=province())
    assert len(rows_to_mend(settled, "one_stop")) == 3
    assert rows_to_mend(settled, "documents") == []
    with pytest.raises(UnknownFilter, match="một cửa"):
        rows_to_mend(settled, "một cửa")


def test_rows_of_tables_that_belong_to_no_source_are_in_the_whole_list(settled: Engine) -> None:
    wrong = pd.DataFrame([{"code": "X", "name": "Sở X", "level": "ward"}])
    load_frame(settled, "agencies", wrong, source="agencies.csv")
    assert [row["bảng"] for row in rows_to_mend(settled)] == ["agencies"]


def monthly(agency: str, *months: int) -> list[dict[str, Any]]:
    return [
        dossier(f"{agency}-{month}", agency_code=agency, received_at=f"2024-{month:02d}-05 08:00")
        for month in months
    ]


def test_a_month_without_rows_after_a_units_first_is_missing(settled: Engine) -> None:
    load(settled, "dossiers", *monthly("TP", *range(1, 13)), *monthly("DH", 3, 4, 7, 8, 9, 10, 11))
    found = complete(settled, "one_stop")
    assert [(each.unit.code, each.missing) for each in found.behind] == [("DH", (202405, 202406))]
    assert [unit.code for unit in found.never] == ["BT", "HT", "TC", "TT"]


def test_the_running_month_is_not_missing_yet(settled: Engine) -> None:
    load(settled, "dossiers", *monthly("TP", *range(1, 12)))
    found = complete(settled, "one_stop")
    assert (found.running, found.behind) == (202412, [])


def test_nobody_is_blamed_for_a_month_in_which_nothing_came_at_all(settled: Engine) -> None:
    load(settled, "dossiers", *monthly("TP", 1, 2, 6), *monthly("DH", 1, 6, 7))
    found = complete(settled, "one_stop")
    assert found.nobody == (202403, 202404, 202405, 202408, 202409, 202410, 202411)
    assert {each.unit.code: each.missing for each in found.behind} == {
        "TP": (202407,),
        "DH": (202402,),
    }


def test_the_worst_come_first_and_filters_narrow_the_units(settled: Engine) -> None:
    load(
        settled, "dossiers",
        *monthly("TP", *range(1, 13)), *monthly("DH", 1, 11), *monthly("BT", *range(1, 11)),
    )  # fmt: skip
    found = complete(settled, "one_stop")
    assert [each.unit.code for each in found.behind] == ["DH", "BT"]
    assert [each.unit.code for each in complete(settled, "one_stop", district="455").behind] == [
        "BT"
    ]


def test_villages_are_reported_by_commune_and_totals_by_who_reports_them(settled: Engine) -> None:
    load(settled, "villages", village("v1"), village("v2", surveyed_on="2024-05-31"))
    found = complete(settled, "coverage")
    assert [each.unit.code for each in found.units] == ["19111"]
    assert [unit.code for unit in found.never] == ["18853"]
    month = {"period_from": "2024-03-01", "period_to": "2024-03-31", "value": 0.5}
    load(
        settled, "observations",
        observation("satisfied", reported_by="Trung tâm", **month),
        observation("portal_fresh", reported_by="Sở TT&TT", value=0.9),
        observation("on_time", agency_code="TP", reported_by="Sở Tư pháp", **month),
    )  # fmt: skip
    units = {each.unit.code: each for each in complete(settled, "reports").units}
    assert set(units) == {"Trung tâm", "Sở TT&TT", "TP"}
    assert len(units["Sở TT&TT"].months) == 12
    assert units["TP"].missing == tuple(range(202404, 202412))


def test_completeness_costs_what_cubes_cost_and_reads_no_rows(settled: Engine) -> None:
    load(settled, "dossiers", *monthly("TP", *range(1, 13)), finished("9", agency_code="DH"))
    before = complete(settled, "one_stop")
    with writing(settled) as connection:
        connection.exec_driver_sql("DELETE FROM dossiers")
    assert complete(settled, "one_stop") == before


def test_sources_are_told_on_an_empty_database_too(settled: Engine) -> None:
    with reading(settled) as connection:
        assert connection.scalar(select(func.count()).select_from(sources)) == 2  # the places
    with writing(settled) as connection:
        connection.execute(delete(sources))
        connection.execute(delete(loads))
    assert {each["state"] for each in listed(settled).values()} == {"never"}
    assert json.dumps(listed(settled))
