"""Tables as CSV: figures in full, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
from io import StringIO

from exports.briefing import Briefing, Cell, Column, Kind, Table
from exports.csv_file import csv_file
from exports.provenance import table_of
from metrics.metric import Unit

TITLES = (Column(title="Đơn vị"), Column(title="Đúng hạn", kind=Kind.FIGURE))


def _rows(of: Table) -> list[list[str]]:
    data = csv_file(of)
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(StringIO(data.decode("utf-8-sig"))))


def _one(*cells: Cell) -> list[str]:
    return _rows(Table(title="", columns=TITLES, rows=(cells,)))[1]


def test_every_figure_comes_back_as_it_was(briefing: Briefing) -> None:
    for piece in briefing.pieces:
        table = table_of(piece)
        head, *rows = _rows(table)
        assert head == [column.title for column in table.columns]
        assert len(rows) == len(table.rows)
        for cells, said in zip(table.rows, rows, strict=True):
            for cell, text in zip(cells, said, strict=True):
                assert cell.value is None or float(text) == cell.value


def test_a_figure_is_not_rounded_as_it_is_shown() -> None:
    shown = Cell(text="66,7 %", value=2 / 3, unit=Unit.RATIO, decimals=1)
    assert _one(Cell(text="Sở Y tế"), shown) == ["Sở Y tế", "0.6666666666666666"]


def test_no_data_is_empty_and_never_nothing() -> None:
    assert _one(Cell(text="Sở Y tế"), Cell(text="—", unit=Unit.RATIO)) == ["Sở Y tế", ""]


def test_a_name_that_a_spreadsheet_would_run_stays_a_text() -> None:
    assert _one(Cell(text="=1+1"), Cell(text="@SUM(A1)")) == ["'=1+1", "'@SUM(A1)"]
