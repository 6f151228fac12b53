"""The same rows, written in the ways in which offices write them."""

from __future__ import annotations

import csv
import io
import unicodedata
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from sqlalchemy import Engine, select

from data_access import clock, schema
from data_access.engine import reading, writing
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


def stopped(engine: Engine) -> Engine:
    """The clock stands still after all that the rows tell of."""
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
