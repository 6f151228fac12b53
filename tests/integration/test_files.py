"""Files as offices send them: the same rows, however they are written, and what was guessed."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
import xlsxwriter
from sqlalchemy import Engine, select

from config.settings import ROOT
from data_access import schema
from data_access.engine import reading
from data_access.errors import TamNhinError
from ingest.load import load_file
from tests.integration.office import (
    HEADER,
    MAPPING,
    ROWS,
    as_office,
    assert_all_there,
    cp1258,
    load,
    names,
    said,
    stopped,
    text,
)


@pytest.fixture
def engine_now(engine: Engine) -> Engine:
    return stopped(engine)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1258"]
)
def test_encodings_and_delimiters_are_found_and_said(
    engine_now: Engine, tmp_path: Path, encoding: str, delimiter: str
) -> None:
    content = text([HEADER, *ROWS], delimiter)
    path = tmp_path / "office.csv"
    path.write_bytes(cp1258(content) if encoding == "cp1258" else content.encode(encoding))
    report = load(engine_now, path)
    assert_all_there(engine_now, report)
    assert (f"đoán là {encoding}" in said(report)) is not encoding.startswith("utf-8")
    assert ("Dấu phân cách" in said(report)) is (delimiter != ",")


def test_what_the_mapping_fixes_is_not_said(engine_now: Engine, tmp_path: Path) -> None:
    path = tmp_path / "office.csv.gz"
    path.write_bytes(gzip.compress(text([HEADER, *ROWS], ";").encode("utf-16-le")))
    fixed = """encoding = "utf-16-le"
    delimiter = ";"
    date_formats = ["%d/%m/%Y %H:%M", "%d/%m/%Y"]"""
    report = load(engine_now, path, source=fixed)
    assert_all_there(engine_now, report)
    assert said(report) == ""


def test_a_report_as_offices_write_it_is_read(engine_now: Engine, tmp_path: Path) -> None:
    report = load(engine_now, as_office(tmp_path))
    assert_all_there(engine_now, report)
    for part in (
        "Đọc trang 'Hồ sơ' trong 3 trang, bỏ qua trang ẩn 'Nháp'",
        "Tiêu đề cột ở dòng 4, 2 dòng gộp tên; bỏ 1 dòng phía trên",
        "Bỏ dòng đánh số cột",
        "'MÃ HỒ SƠ' = 'Mã hồ sơ'",
        "Bỏ 1 dòng tổng (dòng 11)",
        "Bỏ 1 dòng không có khóa dưới dòng tổng (dòng 13)",
    ):
        assert part in said(report)
    with reading(engine_now) as connection:
        kept = connection.scalar(select(schema.loads.c.notes))
    assert [note["vi"] for note in json.loads(str(kept))] == [note.vi for note in report.notes]


def test_lines_of_a_workbook_are_its_rows(engine_now: Engine, tmp_path: Path) -> None:
    path = as_office(tmp_path)
    mapping = MAPPING.replace('"Trực tiếp" = "direct"\n', "")
    assert load(engine_now, path, mapping=mapping).quarantined == 1
    with reading(engine_now) as connection:
        assert list(connection.scalars(select(schema.quarantine.c.line))) == [8]


def test_a_hidden_sheet_is_read_when_it_is_named(engine_now: Engine, tmp_path: Path) -> None:
    path = tmp_path / "hidden.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Bìa").write(0, 0, "Báo cáo")
        hidden = book.add_worksheet("Dữ liệu")
        hidden.hide()
        for row, cells in enumerate([HEADER, *ROWS]):
            hidden.write_row(row, 0, cells)
    with pytest.raises(TamNhinError, match="Mã hồ sơ"):
        load(engine_now, path)
    assert_all_there(engine_now, load(engine_now, path, source='sheet = "DU LIEU"'))


def test_total_rows_can_be_kept(engine_now: Engine, tmp_path: Path) -> None:
    rows = [HEADER, *ROWS, ["Tổng cộng", "", "", "", "3", "2"], ["", "", "", "", "3", "2"]]
    path = tmp_path / "totals.csv"
    path.write_text(text(rows), encoding="utf-8")
    report = load(engine_now, path)
    assert_all_there(engine_now, report)
    assert "Bỏ 2 dòng tổng (dòng 5, 6)" in said(report)
    kept = load(engine_now, path, source='total_rows = "keep"')
    assert (kept.read, kept.quarantined) == (5, 2)


def test_a_row_without_a_key_is_no_total_when_it_tells_something(
    engine_now: Engine, tmp_path: Path
) -> None:
    path = tmp_path / "unkeyed.csv"
    path.write_text(text([HEADER, *ROWS, ["", *ROWS[0][1:]]]), encoding="utf-8")
    report = load(engine_now, path)
    assert (report.read, report.quarantined) == (4, 1)


def test_names_that_only_begin_like_a_total_are_rows(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "agencies.csv"
    rows = ["T1,Tổng cục Thuế,province", "tong,Tổng,province", "c,Cộng Hòa,commune"]
    path.write_text("\n".join(["code,name,level", *rows]), encoding="utf-8")
    report = load_file(engine, "agencies", path)
    assert report.inserted == 2
    assert "dòng 3" in said(report)


def test_text_that_would_be_a_formula_elsewhere_is_text(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "agencies.csv"
    path.write_text('code,name,level\na,"=HYPERLINK(""http://x"")",province\n', encoding="utf-8")
    assert load_file(engine, "agencies", path).inserted == 1
    assert names(engine) == {'=HYPERLINK("http://x")'}


def test_a_value_over_merged_rows_is_each_ones(engine_now: Engine, tmp_path: Path) -> None:
    path = tmp_path / "merged.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        for row, cells in enumerate(ROWS, start=1):
            sheet.write_row(row, 0, cells)
        sheet.merge_range("B2:B3", "Sở Tư pháp")
    report = load(engine_now, path)
    assert_all_there(engine_now, report)
    assert "Ô gộp trong bảng" in said(report)


def test_columns_that_nobody_asks_for_may_share_a_name(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "agencies.csv"
    path.write_text("code,ghi chú,name,level,ghi chú,\na,1,A,làng,2,\n", encoding="utf-8")
    load_file(engine, "agencies", path)
    with reading(engine) as connection:
        raw = json.loads(str(connection.scalar(select(schema.quarantine.c.raw))))
    assert raw == {"code": "a", "name": "A", "level": "làng"}  # nor are they kept anywhere


def test_the_shipped_report_of_an_office_loads_with_its_mapping(engine_now: Engine) -> None:
    folder = ROOT / "config/mappings"
    path, mapping = folder / "examples/office_report.csv", folder / "office_report.toml"
    report = load_file(engine_now, "dossiers", path, mapping_path=mapping)
    assert (report.read, report.inserted, report.quarantined) == (8, 7, 1)
    for part in ("dòng 4, 2 dòng gộp tên", "bỏ 2 dòng phía trên", "Bỏ 1 dòng tổng (dòng 15)"):
        assert part in said(report)
    with reading(engine_now) as connection:
        row = connection.execute(select(schema.quarantine)).one()
    assert (row.line, row.reason) == (12, "finish_before_receipt")
