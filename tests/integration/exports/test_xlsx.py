"""Workbooks of a briefing: numbers that are numbers, texts that stay texts, charts of cells."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from exports.briefing import Briefing, Cell, Chart, Column, Form, Kind, Section, Series, Table
from exports.provenance import table_of
from exports.xlsx.names import sheet_names
from exports.xlsx_file import xlsx_file
from metrics.metric import Unit
from tests.integration.exports.conftest import Made
from tests.integration.exports.slides import changed, members

HEADING = 7  # the row of a table's heading


@pytest.fixture(scope="module")
def made(briefing: Briefing) -> bytes:
    return xlsx_file(briefing)


@pytest.fixture(scope="module")
def book(made: bytes) -> Any:
    return opened(made)


def opened(data: bytes) -> Any:
    return load_workbook(BytesIO(data))


def pieces(of: Briefing, book: Any) -> list[tuple[Any, Any]]:
    return list(zip(of.pieces, book.worksheets[1:], strict=False))


def only(of: Briefing, *pieces: Chart | Table) -> Any:
    return opened(xlsx_file(replace(of, sections=(Section(title="", pieces=pieces),))))


def said(sheet: Any) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_a_sheet_each_for_the_summary_every_piece_and_the_definitions(
    briefing: Briefing, book: Any
) -> None:
    assert len(book.worksheets) == len(briefing.pieces) + 2
    assert book.sheetnames[0] == "Tóm tắt"
    assert book.sheetnames[-1] == "Định nghĩa"
    for piece, sheet in pieces(briefing, book):
        assert sheet["A1"].value == piece.title


def test_every_value_is_a_number_in_the_cell_of_its_text(briefing: Briefing, book: Any) -> None:
    count = 0
    for piece, sheet in pieces(briefing, book):
        for line, row in enumerate(table_of(piece).rows, start=HEADING + 1):
            for at, cell in enumerate(row, start=1):
                if cell.value is not None:
                    assert sheet.cell(line, at).value == pytest.approx(cell.value, rel=1e-14)
                    assert sheet.cell(line, at).data_type == "n"
                    count += 1
    assert count > len(briefing.readings) > 20


def test_ratios_are_fractions_shown_in_percent_and_counts_are_whole(
    briefing: Briefing, book: Any
) -> None:
    for piece, sheet in pieces(briefing, book):
        for line, row in enumerate(table_of(piece).rows, start=HEADING + 1):
            for at, cell in enumerate(row, start=1):
                if cell.reading is not None and cell.value is not None:
                    percent = sheet.cell(line, at).number_format.endswith("%")
                    assert percent == (cell.unit is Unit.RATIO)
                    whole = cell.unit is Unit.DOSSIERS
                    assert not whole or isinstance(sheet.cell(line, at).value, int)


def test_no_data_is_a_dash_and_never_a_number(briefing: Briefing) -> None:
    table = figures(Cell(text="—", unit=Unit.RATIO))
    sheet = only(briefing, table).worksheets[1]
    assert (sheet["B8"].value, sheet["B8"].data_type) == ("—", "s")


def figures(cell: Cell, name: str = "Tên") -> Table:
    columns = (Column(title="Chỉ số"), Column(title="Giá trị", kind=Kind.FIGURE))
    return Table(title=name, columns=columns, rows=((Cell(text=name), cell),))


@pytest.mark.parametrize("text", ["=1+1", "+84", "-7", "@SUM(A1)", "=HYPERLINK(1)", "12", "1e5"])
def test_a_text_stays_a_text_whatever_it_begins_with(briefing: Briefing, text: str) -> None:
    book = only(briefing, figures(Cell(text=text), text))
    sheet = book.worksheets[1]
    for place in ("A1", "A8", "B8"):
        assert (sheet[place].value, sheet[place].data_type) == (text, "s")
    assert not [c for row in sheet.iter_rows() for c in row if c.data_type == "f"]


def test_days_and_months_are_dates(briefing: Briefing) -> None:
    rows = [("27/12/2024 08:40", "T1/2024"), ("—", "T12/2024")]
    table = Table(
        title="Ngày",
        columns=(Column(title="Số liệu đến"), Column(title="Tháng")),
        rows=tuple((Cell(text=a), Cell(text=b)) for a, b in rows),
    )
    book = only(briefing, table)
    sheet = book.worksheets[1]
    assert sheet["A8"].value == datetime(2024, 12, 27, 8, 40)
    assert sheet["A9"].value == "—"
    assert [sheet["B8"].value, sheet["B9"].value] == [datetime(2024, 1, 1), datetime(2024, 12, 1)]
    period = briefing.selection.period
    dates = [c.value.date() for c in book.worksheets[0]["B"] if isinstance(c.value, datetime)]
    assert dates[:2] == [period.start, period.end]


def test_every_chart_is_native_and_draws_cells_of_its_own_sheet(
    briefing: Briefing, book: Any
) -> None:
    count = 0
    for piece, sheet in pieces(briefing, book):
        assert not sheet._images
        if isinstance(piece, Chart):
            (chart,) = sheet._charts
            count += 1
            for series, line in zip(chart.series, piece.series, strict=False):
                assert near(values(sheet, series.val.numRef.f)) == near(line.values)
    assert count == len(briefing.charts) > 0


def near(numbers: Iterable[float | None]) -> list[float | None]:
    """Cells keep 16 digits."""
    return [None if number is None else round(number, 12) for number in numbers]


def values(sheet: Any, reference: str) -> list[Any]:
    """None for a cell that is no number: a chart draws nothing there."""
    name, area = reference.rsplit("!", 1)
    assert name.strip("'").replace("''", "'") == sheet.title
    cells = [cell for row in sheet[area.replace("$", "")] for cell in row]
    return [cell.value if cell.data_type == "n" else None for cell in cells]


def test_a_line_is_in_two_over_the_reform_and_a_target_goes_across(briefing: Briefing) -> None:
    line = (0.5, 0.6, None, 0.8)
    of = Chart(
        title="Diễn biến",
        form=Form.LINE,
        categories=("T1/2025", "T2/2025", "T3/2025", "T4/2025"),
        series=(Series(name="Đúng hạn", values=line),),
        unit=Unit.RATIO,
        decimals=1,
        table=Table(title="Bảng", columns=(), rows=()),
        target=0.9,
        broken=2,
    )
    sheet = only(briefing, of).worksheets[1]
    (chart,) = sheet._charts
    assert [values(sheet, each.val.numRef.f) for each in chart.series] == [
        [0.5, 0.6, None, None],
        [None, None, None, 0.8],
        [0.9, 0.9, 0.9, 0.9],
    ]
    assert chart.display_blanks == "gap"


def test_statuses_are_words(brief: Made) -> None:
    of = brief("/dossiers")
    rows = {c.text for p in of.pieces for row in table_of(p).rows for c in row if c.status}
    book = opened(xlsx_file(of))
    assert rows <= {text for sheet in book.worksheets for text in said(sheet)}


def test_every_sheet_has_filters_version_link_and_the_label_of_made_up_data(
    briefing: Briefing, book: Any
) -> None:
    version = f"phiên bản dữ liệu {briefing.head.data_version}"
    for sheet in book.worksheets:
        top = "\n".join(said(sheet))
        assert briefing.head.filters in top
        assert version in top
        assert "Dữ liệu trình diễn" in top
        assert "Dữ liệu trình diễn" in sheet.oddHeader.left.text
    for piece, sheet in pieces(briefing, book):
        assert piece.source in sheet["A3"].value
    real = replace(briefing, head=replace(briefing.head, synthetic=False))
    assert not [s for s in opened(xlsx_file(real)).worksheets if "trình diễn" in str(said(s))]


def test_links_lead_to_the_very_view(briefing: Briefing) -> None:
    view = "https://tamnhin.example/dossiers?from=2024-01-01&to=2024-12-31"
    linked = replace(figures(Cell(text="1")), link=view)
    assert only(briefing, linked).worksheets[1]["A4"].hyperlink.target == view


def test_headings_stay_in_sight_and_on_every_printed_page(briefing: Briefing, book: Any) -> None:
    for piece, sheet in pieces(briefing, book):
        assert sheet.freeze_panes == f"A{HEADING + 1}"
        assert sheet.print_title_rows == f"${HEADING}:${HEADING}"
        assert sheet.page_setup.orientation == "landscape"
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (9, 0)
        titles = [sheet.cell(HEADING, at + 1).value for at in range(len(table_of(piece).columns))]
        assert titles == [column.title for column in table_of(piece).columns]


def test_every_definition_is_there_with_its_basis(briefing: Briefing, book: Any) -> None:
    rows = list(book["Định nghĩa"].iter_rows(min_row=HEADING + 1, values_only=True))
    told = [(term.name, term.meaning, term.formula, term.basis) for term in briefing.terms]
    assert [tuple(cell or "" for cell in row[:4]) for row in rows] == told


def test_names_of_sheets_are_short_allowed_and_each_its_own() -> None:
    titles = ["Tỷ lệ [đúng hạn]: 1/2 * Ban Quản lý Vườn quốc gia", "Phủ sóng", "Phủ sóng", "'"]
    names = sheet_names(titles)
    assert len({name.lower() for name in names}) == len(titles)
    for name in names:
        assert 0 < len(name) <= 31
        assert not re.search(r"[\[\]:*?/\\']", name)


def test_the_same_briefing_is_the_same_bytes(briefing: Briefing, made: bytes) -> None:
    assert xlsx_file(briefing) == made


def test_only_what_a_file_says_of_itself_knows_when_it_was_made(
    briefing: Briefing, made: bytes
) -> None:
    at = datetime(2031, 5, 6, 7, 8, tzinfo=UTC)
    later = xlsx_file(replace(briefing, head=replace(briefing.head, made_at=at)))
    assert changed(made, later) == {"docProps/core.xml"}
    assert b"2031-05-06T07:08:00Z" in members(later)["docProps/core.xml"]
