"""Days and numbers as offices write them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter
from sqlalchemy import Engine, select

from data_access import schema
from data_access.engine import reading
from tests.integration.office import (
    HEADER,
    ROWS,
    SERIALS,
    assert_all_there,
    dossiers,
    load,
    said,
    stopped,
    text,
)


@pytest.fixture
def engine_now(engine: Engine) -> Engine:
    return stopped(engine)


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
