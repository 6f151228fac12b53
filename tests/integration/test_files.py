"""Files as offices send them: the same rows, however they are written, and what was guessed."""

from __future__ import annotations

import csv
import gzip
import io
import json
import unicodedata
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter  # type: ignore[import-untyped]
from sqlalchemy import Engine, select

from config.settings import ROOT
from data_access import clock, schema
from data_access.engine import reading, writing
from data_access.errors import TamNhinError
from ingest.load import load_file
from ingest.report import LoadReport

NOW = datetime(2024, 12, 27, 1)
MAPPING = """
[columns]
code = "Mã hồ sơ"
agency_code = "Đơn vị"
field = "Lĩnh vực"
channel = "Hình thức"
received_at = "Ngày nhận"
finished_at = "Ngày trả"

[values.channel]
"Trực tuyến" = "online"
"Trực tiếp" = "direct"

[dimensions]
agency = "create"
"""
HEADER = ["Mã hồ sơ", "Đơn vị", "Lĩnh vực", "Hình thức", "Ngày nhận", "Ngày trả"]
ROWS = [
    ["HS-01", "Sở Tư pháp", "Hộ tịch", "Trực tuyến", "13/05/2024 08:30", "14/05/2024 09:00"],
    ["HS-02", "Sở Tư pháp", "Hộ tịch", "Trực tiếp", "03/06/2024", ""],
    ["HS-03", "Sở Nội vụ", "Đất đai", "Trực tuyến", "28/06/2024", "30/06/2024"],
]
STAMPS: list[list[datetime | None]] = [
    [datetime(2024, 5, 13, 8, 30), datetime(2024, 5, 14, 9)],
    [datetime(2024, 6, 3), None],
    [datetime(2024, 6, 28), datetime(2024, 6, 30)],
]
SERIALS: list[list[float | None]] = [
    [45425 + 8.5 / 24, 45426 + 9 / 24],
    [45446, None],
    [45471, 45473],
]


@pytest.fixture
def engine_now(engine: Engine) -> Engine:
    with writing(engine) as connection:
        clock.set_clock(connection, NOW, runs=False)
    return engine


def text(rows: list[list[str]], delimiter: str = ",") -> str:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows(rows)
    return file.getvalue()


def load(
    engine: Engine, path: Path, *, source: str = "", mapping: str = MAPPING, table: str = "dossiers"
) -> LoadReport:
    described = path.with_suffix(".toml")
    described.write_text(f"[source]\n{source}\n{mapping}", encoding="utf-8")
    return load_file(engine, table, path, mapping_path=described)


def said(report: LoadReport) -> str:
    return "\n".join(f"{note.vi}\n{note.en}" for note in report.notes)


def dossiers(engine: Engine) -> list[tuple[Any, ...]]:
    d = schema.dossiers.c
    with reading(engine) as connection:
        query = select(d.code, d.channel, d.field, d.received_at, d.finished_at).order_by(d.code)
        return [tuple(row) for row in connection.execute(query)]


def names(engine: Engine) -> set[str]:
    with reading(engine) as connection:
        return set(connection.scalars(select(schema.agencies.c.name)))


EXPECTED = [
    ("HS-01", "online", "Hộ tịch", datetime(2024, 5, 13, 1, 30), datetime(2024, 5, 14, 2)),
    ("HS-02", "direct", "Hộ tịch", datetime(2024, 6, 2, 17), None),
    ("HS-03", "online", "Đất đai", datetime(2024, 6, 27, 17), datetime(2024, 6, 29, 17)),
]


def assert_all_there(engine: Engine, report: LoadReport) -> None:
    assert (report.read, report.quarantined) == (3, 0)
    assert dossiers(engine) == EXPECTED
    assert names(engine) == {"Sở Tư pháp", "Sở Nội vụ"}


def cp1258(content: str) -> bytes:
    """Windows-1258 has most letters with their hat, and tone marks apart."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    flat = unicodedata.normalize("NFD", content)
    kept, tone = "", ""
    for letter in f"{flat}\0":
        if letter in tones:
            tone = letter
        elif unicodedata.combining(letter):
            kept = kept[:-1] + unicodedata.normalize("NFC", kept[-1] + letter)
        else:
            kept, tone = kept + tone + letter, ""
    return kept[:-1].encode("cp1258")


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


def as_office(folder: Path) -> Path:
    """Titles, a header of two rows with merged cells, numbered columns, a total, a signature."""
    path = folder / "office.xlsx"
    with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy hh:mm"}) as book:
        book.add_worksheet("Danh mục").write_row(0, 0, ["Mã", "Tên"])
        book.add_worksheet("Nháp").hide()
        sheet = book.add_worksheet("Hồ sơ")
        sheet.merge_range("B2:G2", "BÁO CÁO TIẾP NHẬN HỒ SƠ NĂM 2024")
        for column, name in enumerate(["MÃ HỒ\nSƠ", "Đơn vị ", "Linh vuc", "Hình thức"], start=1):
            sheet.merge_range(3, column, 4, column, name)
        sheet.merge_range("F4:G4", "Thời gian")
        sheet.write_row("F5", ["Ngày nhận", "Ngày trả"])
        sheet.write_row("B6", ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"])
        for row, (cells, stamps) in enumerate(zip(ROWS, STAMPS, strict=True), start=6):
            sheet.write_row(row, 1, cells[:4])
            for column, stamp in enumerate(stamps, start=5):
                if stamp:
                    sheet.write_datetime(row, column, stamp)
        sheet.merge_range("B11:E11", "Tổng cộng:")
        sheet.write_row("F11", [3, 2])
        sheet.write("F13", "NGƯỜI LẬP BIỂU")
    return path


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


@pytest.mark.parametrize("from_1904", [False, True])
@pytest.mark.parametrize("typed", [False, True])
def test_serial_days_of_excel_are_days(
    engine_now: Engine, tmp_path: Path, typed: bool, from_1904: bool
) -> None:
    path = tmp_path / "serial.xlsx"
    with xlsxwriter.Workbook(path, {"date_1904": from_1904}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"}) if typed else None
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        for row, (cells, serials) in enumerate(zip(ROWS, SERIALS, strict=True), start=1):
            sheet.write_row(row, 0, cells[:4])
            for column, serial in enumerate(serials, start=4):
                if serial:
                    sheet.write_number(row, column, serial - 1462 * from_1904, day)
    report = load(engine_now, path)
    assert_all_there(engine_now, report)
    assert ("Số ngày kiểu Excel" in said(report)) is not typed
    assert ("1904" in said(report)) is from_1904


def test_serial_days_in_a_text_file_are_days(engine_now: Engine, tmp_path: Path) -> None:
    rows = [[*cells[:4], *(str(serial or "").replace(".", ",") for serial in serials)]
            for cells, serials in zip(ROWS, SERIALS, strict=True)]  # fmt: skip
    path = tmp_path / "serial.csv"
    path.write_text(text([HEADER, *rows], ";"), encoding="utf-8")
    assert_all_there(engine_now, load(engine_now, path))


def test_a_day_that_could_be_two_is_read_day_first_and_said(
    engine_now: Engine, tmp_path: Path
) -> None:
    path = tmp_path / "days.csv"
    path.write_text(text([HEADER, [*ROWS[0][:4], "03/04/2024", "05/04/2024"]]), encoding="utf-8")
    report = load(engine_now, path)
    assert dossiers(engine_now)[0][3] == datetime(2024, 4, 2, 17)
    assert "Ngày có thể hiểu hai cách ở cột received_at, finished_at" in said(report)
    mended = load(engine_now, path, source='date_formats = ["%m/%d/%Y"]')
    assert dossiers(engine_now)[0][3] == datetime(2024, 3, 3, 17)
    assert said(mended) == ""


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


OBSERVED = """
[constants]
metric = "satisfied"
period_from = "2024-01-01"
period_to = "2024-12-31"
"""


@pytest.mark.parametrize(
    ("values", "source", "found"),
    [
        (("1.234,5", "2.000", "12"), "", [12, 1234.5, 2000]),
        (("1,234.5", "2,000", "12"), "", [12, 1234.5, 2000]),
        (("1.234", "987"), "", [987, 1234]),
        (("106.123", "107.456"), "", [106.123, 107.456]),
        (("106.123", "107.456"), 'decimal = ","', [106123, 107456]),
        (("0,5", "1.234"), "", [0.5, 1234]),
    ],
)
def test_numbers_are_read_as_their_column_writes_them(
    engine: Engine, tmp_path: Path, values: tuple[str, ...], source: str, found: list[float]
) -> None:
    levels = ("", "province", "district")
    rows = [["level", "value"], *map(list, zip(levels, values, strict=False))]
    path = tmp_path / "observed.csv"
    path.write_text(text(rows, ";"), encoding="utf-8")
    load(engine, path, source=source, mapping=OBSERVED, table="observations")
    with reading(engine) as connection:
        read = connection.scalars(select(schema.observations.c.value))
        assert sorted(value for value in read if value is not None) == found


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
    assert raw == {"code": "a", "ghi chú": "1", "name": "A", "level": "làng", "ghi chú (2)": "2"}


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
